"""The month's figures: counted once, told once, and never counted again."""

from datetime import date, datetime, timedelta

import pytest

from tests.factories import HOWRAH, IST, NOW, PATNA, a_case, a_found_child, a_viewer, an_agency
from tests.people import Country
from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Role
from trackchild.alerts import calendar, counting, digests, monthly
from trackchild.alerts.digests import Line
from trackchild.alerts.models import MonthFigures, Preference
from trackchild.alerts.vocabulary import Digest
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.directory.kinds import Kind
from trackchild.messaging.models import Enclosure, Message
from trackchild.messaging.vocabulary import Channel
from trackchild.workspaces import digesting, inbox

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
AFTER = datetime(2026, 7, 1, 9, 0, tzinfo=IST)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (date(2026, 7, 1), date(2026, 7, 1)),
        (date(2026, 8, 1), date(2026, 8, 3)),
        (date(2026, 11, 1), date(2026, 11, 2)),
        (date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_the_first_working_day_is_no_weekend(month: date, day: date) -> None:
    assert calendar.first_working_day(month) == day


def test_the_month_before_january_is_december() -> None:
    assert calendar.month_before(date(2027, 1, 4)) == date(2026, 12, 1)
    assert calendar.month_after(date(2026, 12, 1)) == date(2027, 1, 1)


pytestmark = pytest.mark.django_db


def a_magistrate(**values: object) -> User:
    viewer = a_viewer(Role.DISTRICT_MAGISTRATE, an_agency(Kind.DM_OFFICE, HOWRAH), username="magistrate", **values)
    return User.objects.get(pk=viewer.user_id)


def figures(district: int, month: date = JUNE) -> dict[str, int]:
    row = MonthFigures.objects.get(district=district, month=month)
    return {name: getattr(row, name) for name in (*counting.OF_CASES, *counting.OF_FOUND)}


def test_a_month_is_counted_by_the_district_of_the_station_and_of_the_finding(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_case(country.asha)
    old = a_case(country.asha, stage="INVESTIGATION")
    MissingCase.objects.filter(pk=old.pk).update(
        received_at=NOW - timedelta(days=140),
        gd_at=NOW - timedelta(days=140),
        last_seen_at=NOW - timedelta(days=141),
    )
    home = a_case(country.asha, stage="INVESTIGATION")
    MissingCase.objects.filter(pk=home.pk).update(traced_at=NOW, traced_by=country.asha.user_id)
    late = a_found_child(country.das)
    FoundChild.objects.filter(pk=late.pk).update(
        produced_at=late.charge_taken_at + timedelta(hours=30), produced_by=country.gita.user_id
    )

    counting.keep_month(JUNE, at=AFTER)

    assert figures(HOWRAH) == {
        "missing": 2,
        "traced": 1,
        "pending": 2,
        "over_four_months": 1,
        "found": 0,
        "produced_late": 0,
    }
    assert (figures(PATNA)["found"], figures(PATNA)["produced_late"]) == (1, 1)


def test_a_kept_month_is_never_counted_again(country: Country) -> None:
    first = counting.keep_month(JUNE, at=AFTER)
    a_case(country.asha, stage="INVESTIGATION")

    assert (first > 700, counting.keep_month(JUNE, at=AFTER)) == (True, 0)
    assert figures(HOWRAH)["missing"] == 0


def test_magistrate_and_superintendent_hear_once_however_often_it_runs(country: Country) -> None:
    magistrate = a_magistrate(email="dm@howrah.example")
    a_case(country.asha, stage="INVESTIGATION")
    counting.keep_month(JUNE, at=AFTER)

    queued = [monthly.send_month(JUNE, at=AFTER + timedelta(days=day)) for day in range(3)]

    assert queued == [3, 0, 0]
    sms = Message.objects.filter(template="monthly_figures", channel=Channel.SMS)
    assert set(sms.values_list("recipient__username", flat=True)) == {"magistrate", "farida"}
    text = sms.get(recipient=magistrate).text
    assert text.startswith("TrackChild: 06-2026, Howrah: missing 1, traced 0, pending 1")
    assert sms.get(recipient=magistrate).segments == 1


def test_the_mail_carries_the_months_paper(country: Country) -> None:
    a_magistrate(email="dm@howrah.example")
    counting.keep_month(JUNE, at=AFTER)
    monthly.send_month(JUNE, at=AFTER)

    mail = Message.objects.get(channel=Channel.EMAIL)

    paper = Enclosure.objects.get(pk=mail.enclosure_id)
    assert paper.name == f"trackchild-2026-06-{HOWRAH}.pdf"
    assert bytes(paper.body).startswith(b"%PDF-")


def test_a_district_with_nobody_to_tell_is_named(country: Country) -> None:
    counting.keep_month(JUNE, at=AFTER)

    silent = {district.pk for district in monthly.districts_without_people(JUNE)}

    assert HOWRAH not in silent
    assert PATNA in silent


def posting(viewer: object) -> Posting:
    return Posting.objects.with_agency().get(pk=viewer.posting_id)  # type: ignore[attr-defined]


def test_every_source_of_the_inbox_has_its_words_in_a_digest() -> None:
    assert set(digesting.LABELS) == {source.name for source in inbox.TABLE}


def test_a_station_gets_its_digest_by_day_and_the_state_by_week_unless_they_wish_otherwise(country: Country) -> None:
    Preference.objects.create(user_id=country.das.user_id, digest=Digest.NEVER)
    Preference.objects.create(user_id=country.farida.user_id, digest=Digest.DAILY)

    daily, weekly = set(digests.due_postings(Digest.DAILY)), set(digests.due_postings(Digest.WEEKLY))

    assert {country.asha.posting_id, country.gita.posting_id, country.farida.posting_id} <= daily
    assert country.das.posting_id not in daily | weekly
    assert weekly == {country.nodal.posting_id}


def test_a_digest_counts_what_waits_names_no_child_and_comes_once_a_day(country: Country) -> None:
    User.objects.filter(pk=country.asha.user_id).update(email="sho@howrah.example")
    a_case(country.asha, stage="INTIMATED")

    sent = [
        digesting.send(posting_id=country.asha.posting_id, period=Digest.DAILY, day=NOW.date(), at=NOW)
        for _again in range(2)
    ]

    assert sent == [2, 0]
    mail = Message.objects.get(template="digest", channel=Channel.EMAIL)
    assert "FIRs to register: 1" in mail.text
    assert "Ravi" not in mail.text


def test_nothing_waits_nothing_is_sent(country: Country) -> None:
    nothing = [Line("Reports", 0)]

    assert (
        digests.queue_digest(posting=posting(country.asha), period=Digest.DAILY, day=NOW.date(), lines=nothing, at=NOW)
        == 0
    )


def test_the_state_learns_which_stations_wrote_nothing(country: Country) -> None:
    an_agency(Kind.POLICE_STATION, HOWRAH, name="Silent")
    a_case(country.asha, stage="INTIMATED")

    lines = digests.lines_from_above(posting(country.nodal), at=NOW + timedelta(days=2))

    assert [(line.count, line.names) for line in lines] == [(1, ("Silent",)), (0, ()), (1, ())]
    assert digests.lines_from_above(posting(country.asha), at=NOW) == []
