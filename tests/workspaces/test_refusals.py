"""An expected refusal is a sentence on the same page, and nothing typed is lost."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import IST, NOW, a_case, a_found_child, a_report
from tests.people import Country
from tests.workspaces.conftest import Clock, Desk
from tests.workspaces.pairs import a_pair
from tests.workspaces.sheets import form_m, form_r, moment
from trackchild.cases.actions import publication as publication_actions
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching.models import Candidate

pytestmark = pytest.mark.django_db


def test_an_fir_older_than_the_diary_entry_is_a_sentence_and_the_number_stays(country: Country, desk: Desk) -> None:
    case = a_case(country.asha, stage="INTIMATED")

    answer = desk(country.asha).post(
        reverse("police:register_fir", args=[case.pk]),
        {"fir_number": "77/2026", "fir_sections": "BNS 137(2)", **moment("fir_at", NOW - timedelta(days=3))},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The FIR cannot be older than the diary entry" in page
    assert "77/2026" in page
    assert 'value="BNS 137(2)"' in page
    case.refresh_from_db()
    assert case.stage == "INTIMATED"


def test_a_wrong_form_m_keeps_everything_that_was_typed(country: Country, desk: Desk) -> None:
    sheet = form_m(age_years="", place="", circumstance_text="He went to buy milk at six.", event="d999999")

    answer = desk(country.asha).post(reverse("police:new_case"), sheet)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not MissingCase.objects.exists()
    for typed in ("रवि कुमार", "He went to buy milk at six.", "scar on left knee", "Danapur", 'value="9:30"'):
        assert typed.replace('"9:30"', '"09:30"') in page
    assert 'value="d212" selected' in page
    for sentence in ("Write the age, or the date of birth", "Choose a district from the list"):
        assert sentence in page


def test_an_adult_age_in_a_childs_case_is_a_sentence(country: Country, desk: Desk) -> None:
    answer = desk(country.asha).post(reverse("police:new_case"), form_m(age_years="19"))

    assert answer.status_code == 422
    assert "A child is under 18 when last seen" in answer.content.decode()


def test_a_complaint_before_the_child_was_last_seen_is_an_error_of_its_field(country: Country, desk: Desk) -> None:
    sheet = form_m(**moment("received_at", datetime(2026, 6, 13, 4, 0, tzinfo=IST)))

    answer = desk(country.asha).post(reverse("police:new_case"), sheet)

    assert answer.status_code == 422
    assert "The complaint cannot come before the child was last seen." in answer.content.decode()


def test_a_time_to_come_is_refused(country: Country, desk: Desk) -> None:
    answer = desk(country.das).post(reverse("homes:admit_child"), form_r(**moment("found_at", NOW + timedelta(days=1))))

    assert answer.status_code == 422
    assert "This time is still to come" in answer.content.decode()
    assert not FoundChild.objects.exists()


def test_a_picture_that_is_none_is_a_sentence_and_the_form_stays(country: Country, desk: Desk) -> None:
    sheet = form_r(picture=SimpleUploadedFile("child.jpg", b"not a picture", "image/jpeg"))

    answer = desk(country.das).post(reverse("homes:admit_child"), sheet)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This file is not a photo that can be read here" in page
    assert "He lost his mother at the station." in page
    assert not FoundChild.objects.exists()


def test_a_second_officer_finds_the_report_already_moved_on(country: Country, desk: Desk) -> None:
    report = a_report(country.station)
    report_actions.refuse(report_id=report.pk, reason="Found at home", by=country.bimal, at=NOW)

    answer = desk(country.asha).post(reverse("police:acknowledge_report", args=[report.pk]))

    assert answer.status_code == 409
    assert "Somebody has already moved this record on" in answer.content.decode()


def test_the_first_officer_cannot_confirm_that_a_report_is_none(country: Country, desk: Desk) -> None:
    report = a_report(country.station)
    report_actions.call_spam(report_id=report.pk, reason="A test", by=country.asha, at=NOW)

    answer = desk(country.asha).post(reverse("police:confirm_spam", args=[report.pk]))

    assert answer.status_code == 409
    assert "second person" in answer.content.decode()


def test_the_recorder_of_the_consent_cannot_order_the_publication(country: Country, desk: Desk) -> None:
    case = a_case(country.asha, stage="FIR_REGISTERED")
    consent = publication_actions.record_consent(
        case_id=case.pk, consent_by="Lakshmi Devi", consent_on=NOW.date(), full_name=False, by=country.asha, at=NOW
    )

    answer = desk(country.asha).post(reverse("police:publish_case", args=[case.pk]), {"consent": consent.pk})

    assert answer.status_code == 409
    assert "Another officer must order the publication" in answer.content.decode()
    assert not case.publications.exists()


def test_a_late_production_asks_for_its_reason(country: Country, desk: Desk, clock: Clock) -> None:
    found = a_found_child(country.das)
    clock.now = NOW + timedelta(days=2)
    address = reverse("committees:produce_child", args=[found.pk])

    late = desk(country.gita).post(address, {"late_because": ""})
    with_reason = desk(country.gita).post(address, {"late_because": "The train was late"})

    assert (late.status_code, with_reason.status_code) == (422, 302)
    assert "Say why the child was produced late" in late.content.decode()


def test_a_rejection_needs_a_reason_and_words(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    address = reverse("matches:decide_pair", args=[pair.pk])

    bare = desk(country.asha).post(address, {"decision": "NOT_SAME"})
    full = desk(country.asha).post(
        address, {"decision": "NOT_SAME", "reason": "FAMILY_SAYS_NO", "words": "The mother looked at the photograph."}
    )

    pair.refresh_from_db()
    assert (bare.status_code, full.status_code) == (422, 302)
    assert "Choose why they are not the same child." in bare.content.decode()
    assert (pair.stage, pair.reject_reason) == ("REJECTED", "FAMILY_SAYS_NO")


def test_dates_that_contradict_stop_the_key(country: Country, desk: Desk) -> None:
    early = NOW - timedelta(days=4)
    pair = a_pair(country, found={"found_at": early, "charge_taken_at": early})

    answer = desk(country.asha).post(reverse("matches:decide_pair", args=[pair.pk]), {"decision": "SAME"})

    assert answer.status_code == 422
    assert "One of the two dates must be corrected first" in answer.content.decode()


def test_an_officer_without_the_key_cannot_turn_it(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    address = reverse("matches:compare_pair", args=[pair.pk])

    page = desk(country.bimal).get(address).content.decode()
    answer = desk(country.bimal).post(reverse("matches:decide_pair", args=[pair.pk]), {"decision": "SAME"})

    assert "Save and next" not in page
    assert answer.status_code == 409
    assert Candidate.objects.get().missing_key_at is None


def test_two_sides_reverse_a_confirmation(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    decide, ask = (reverse(f"matches:{page}", args=[pair.pk]) for page in ("decide_pair", "ask_reversal"))
    desk(country.asha).post(decide, {"decision": "SAME"})
    desk(country.gita).post(decide, {"decision": "SAME"})
    gita, farida = desk(country.gita), desk(country.farida)

    first = gita.post(ask, {"words": "The child does not know the mother."})
    again = gita.post(ask, {"words": "Once more."})
    second = farida.post(ask, {"words": "The station agrees."})

    pair.refresh_from_db()
    assert (first.status_code, again.status_code, second.status_code) == (302, 409, 302)
    assert (pair.stage, pair.missing.stage) == ("REVERSED", "INVESTIGATION")
