"""Whoever may be the danger reads the same words whatever happens, gets no message, and cannot tell that it is so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import HOWRAH, NOW, a_told
from tests.people import Country
from tests.ui.solving import solved
from trackchild.alerts.actions import alert_people
from trackchild.cases.actions import missing, publication, reports
from trackchild.cases.models import CitizenReport, MissingCase, TimelineEvent
from trackchild.cases.people import Person
from trackchild.cases.states import CaseStage, Event
from trackchild.cases.vocabulary import HowTraced
from trackchild.messaging.models import Message
from trackchild.portal.forms.status import StatusForm
from trackchild.portal.status import status_of

pytestmark = pytest.mark.django_db
PHONE = "+919830012345"
LATER = NOW + timedelta(hours=5)


def a_complaint(country: Country) -> reports.Submitted:
    facts = {
        "kind": "MISSING",
        "seen_at": NOW - timedelta(days=1),
        "place": "Howrah station road",
        "state_id": 19,
        "district_id": HOWRAH,
        "good_faith": True,
    }
    reporter = Person(kind="COMPLAINANT", name="X", language="en", phones=(PHONE,))
    told = reports.ReportTold(
        facts=facts, told=a_told(), reporter=reporter, phone_verified=True, station_id=country.station.pk
    )
    return reports.submit_report(told=told, at=NOW)


def a_guarded_case(country: Country) -> tuple[CitizenReport, str, MissingCase]:
    """A registered case whose complainant is accused."""
    sent = a_complaint(country)
    case = reports.convert_to_case(report_id=sent.report.pk, by=country.asha, at=NOW)
    missing.intimate(case_id=case.pk, gd_number="1", gd_at=NOW, by=country.asha, at=NOW)
    missing.register_fir(case_id=case.pk, fir_number="7/2026", fir_at=NOW, fir_sections="", by=country.asha, at=NOW)
    missing.guard_case(case_id=case.pk, reason="The father is accused", by=country.asha, at=NOW)
    case.refresh_from_db()
    return CitizenReport.objects.get(pk=sent.report.pk), sent.secret, case


def nothing(case: MissingCase, country: Country) -> None:
    """The world in which nothing happens."""


def is_traced(case: MissingCase, country: Country) -> None:
    MissingCase.objects.filter(pk=case.pk).update(stage=CaseStage.INVESTIGATION)
    missing.mark_traced(
        MissingCase.objects.get(pk=case.pk), how=HowTraced.MATCH, place="Patna", by=country.asha, at=LATER
    )


def is_home(case: MissingCase, country: Country) -> None:
    MissingCase.objects.filter(pk=case.pk).update(
        stage=CaseStage.RESTORED,
        traced_at=LATER,
        traced_by=country.asha.user_id,
        how_traced="MATCH",
        restored_at=LATER,
        restored_by=country.asha.user_id,
    )


def is_shown(case: MissingCase, country: Country) -> None:
    consent = publication.record_consent(
        case_id=case.pk, consent_by="Y", consent_on=NOW.date(), full_name=False, by=country.bimal, at=LATER
    )
    publication.publish(case_id=case.pk, consent_id=consent.pk, full_name=False, by=country.asha, at=LATER)


@pytest.mark.parametrize("happens", [is_traced, is_home, is_shown])
def test_the_status_page_is_the_same_bytes_in_both_worlds(
    client: Client, country: Country, happens: Callable[[MissingCase, Country], None]
) -> None:
    report, secret, case = a_guarded_case(country)
    proof = {"reference": report.reference, "secret": secret}
    client.post("/en/status/", {**proof, **solved(StatusForm)})
    before, words = client.get("/en/status/report/"), status_of(report)
    happens(case, country)
    after = client.get("/en/status/report/")
    assert status_of(CitizenReport.objects.get(pk=report.pk)) == words
    assert (after.status_code, _without_tokens(after.content)) == (before.status_code, _without_tokens(before.content))


def _without_tokens(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line]


def test_the_page_of_a_guarded_report_looks_like_any_other(country: Country) -> None:
    report, _secret, case = a_guarded_case(country)
    frozen = status_of(report)
    missing.unguard_case(case_id=case.pk, reason="Cleared", by=country.asha, at=LATER)
    open_ = status_of(CitizenReport.objects.get(pk=report.pk))
    assert frozen == open_


def test_no_message_goes_to_whoever_the_record_is_guarded_against(country: Country) -> None:
    _report, _secret, case = a_guarded_case(country)
    Message.objects.all().delete()
    is_traced(case, country)
    for event in TimelineEvent.objects.filter(kind=Event.TRACED):
        alert_people(event_id=event.pk, at=timezone.now())
    assert not Message.objects.filter(to_phone=PHONE).exists()


def test_a_guard_set_on_the_report_goes_on_with_the_case(country: Country) -> None:
    sent = a_complaint(country)
    reports.guard(report_id=sent.report.pk, reason="accused", by=country.asha, at=NOW)
    case = reports.convert_to_case(report_id=sent.report.pk, by=country.asha, at=LATER)
    assert case.guarded_at == NOW
