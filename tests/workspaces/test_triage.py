"""What a station may do with a report, and letters that lead to a record."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import HOWRAH, NOW, a_case, a_report, a_told, an_agency
from tests.people import Country
from tests.workspaces.conftest import Desk
from tests.workspaces.sheets import moment
from trackchild.directory.kinds import Kind
from trackchild.matching.models import ReportHit
from trackchild.messaging.models import Message

pytestmark = pytest.mark.django_db


def test_a_child_who_was_seen_is_taken_into_charge(country: Country, desk: Desk) -> None:
    report = a_report(country.station, kind="SIGHTING")

    answer = desk(country.bimal).post(
        reverse("police:convert_to_found", args=[report.pk]), moment("charge_taken_at", NOW - timedelta(hours=1))
    )

    report.refresh_from_db()
    assert report.stage == "CONVERTED"
    assert answer.headers["Location"] == reverse("homes:edit_child", args=[report.converted_found_id])
    assert report.converted_found.owner_id == country.station.pk


def test_a_report_becomes_a_note_on_a_case_of_the_station(country: Country, desk: Desk) -> None:
    case, report = a_case(country.asha, stage="INVESTIGATION"), a_report(country.station, kind="SIGHTING")
    address = reverse("police:note_on_case", args=[report.pk])

    wrong = desk(country.asha).post(address, {"number": "M-19-26-NOBODY", "words": "Seen at the tea stall"})
    right = desk(country.asha).post(address, {"number": case.number.lower(), "words": "Seen at the tea stall"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Your office has no case with this number." in wrong.content.decode()
    assert "Seen at the tea stall" in case.events.get(kind="NOTED").reason


def test_two_reports_of_one_child_are_joined(country: Country, desk: Desk) -> None:
    first, second = a_report(country.station), a_report(country.station)

    answer = desk(country.asha).post(
        reverse("police:merge_report", args=[second.pk]),
        {"reference": first.reference.replace("-", " ").lower(), "words": "The same mother"},
    )

    second.refresh_from_db()
    assert answer.status_code == 302
    assert (second.stage, second.merged_into_id) == ("MERGED", first.pk)


def test_a_report_goes_to_the_office_it_belongs_to_and_leaves_this_desk(country: Country, desk: Desk) -> None:
    report = a_report(country.station)
    other = an_agency(Kind.GRP, HOWRAH, name="Howrah GRP")
    asha = desk(country.asha)

    answer = asha.post(
        reverse("police:return_report", args=[report.pk]), {"office": other.pk, "words": "Inside the station"}
    )

    report.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("office:home"))
    assert (report.station_id, report.stage) == (other.pk, "ASSIGNED")
    assert asha.get(reverse("police:view_report", args=[report.pk])).status_code == 404


def test_an_office_elsewhere_is_named_by_its_figures(country: Country, desk: Desk) -> None:
    report = a_report(country.station)
    far = an_agency(Kind.POLICE_STATION, 212, name="Patna Kotwali")
    address = reverse("police:return_report", args=[report.pk])

    unknown = desk(country.asha).post(address, {"code": "9999999", "words": "Far away"})
    known = desk(country.asha).post(address, {"code": far.code, "words": "Far away"})

    report.refresh_from_db()
    assert (unknown.status_code, known.status_code, report.station_id) == (422, 302, far.pk)


def test_a_second_officer_agrees_that_a_report_is_none(country: Country, desk: Desk) -> None:
    report = a_report(country.station)

    desk(country.asha).post(reverse("police:call_spam", args=[report.pk]), {"words": "Letters at random"})
    second = desk(country.bimal).post(reverse("police:confirm_spam", args=[report.pk]))

    report.refresh_from_db()
    assert (second.status_code, report.stage) == (302, "SPAM")


def test_the_station_sees_what_the_register_holds_that_is_like_an_unverified_report(
    country: Country, desk: Desk
) -> None:
    report = a_report(country.station, kind="SIGHTING")
    case = a_case(country.iqbal, a_told("Zubeida"), stage="INVESTIGATION", circumstance_text="zxq-secret")
    ReportHit.objects.create(
        report=report,
        missing=case,
        weight=4,
        probability=0.4,
        strength="likely",
        terms=[{"field": "father", "level": "same", "weight": 3.4}],
        weights_version="test",
        scored_at=NOW,
    )

    page = desk(country.asha).get(reverse("police:view_report", args=[report.pk])).content.decode()

    assert "Zubeida" in page
    assert "strongly for" in page
    assert "zxq-secret" not in page
    assert case.number not in page


def test_a_letter_leads_to_its_record_once(country: Country, desk: Desk) -> None:
    case = a_case(country.asha)
    letter = Message.objects.create(
        channel="APP",
        message_class=Message._meta.get_field("message_class").choices[0][0],  # type: ignore[index]
        template="t",
        language="en",
        recipient_id=country.asha.user_id,
        text="A case waits for you.",
        about=f"case:{case.pk}",
        dedupe_key="k",
        created_at=NOW,
        not_before=NOW,
        job_due_at=NOW,
    )
    asha, home = desk(country.asha), reverse("office:home")
    assert "A case waits for you." in asha.get(home).content.decode()

    answer = asha.post(reverse("office:open_letter", args=[letter.pk]))

    assert answer.headers["Location"] == reverse("police:view_case", args=[case.pk])
    assert "A case waits for you." not in asha.get(home).content.decode()
    assert desk(country.bimal).post(reverse("office:open_letter", args=[letter.pk])).headers["Location"] == home
