"""Somebody an appeal is about can say so: the station that keeps the case gets it, from a proved number."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import Country
from tests.portal.publishing import a_published_case
from tests.portal.walking import PHONE, address, declare, newest_code, walk
from trackchild.cases.actions import publication
from trackchild.cases.models import CitizenReport
from trackchild.cases.vocabulary import ReportKind

pytestmark = pytest.mark.django_db


def answers(case_id: object, wish: str = "END") -> dict[str, dict[str, str]]:
    return {
        "who": {"relation": "self", "about": str(case_id)},
        "what": {"wish": wish, "story": "I am grown up and safe."},
        "you": {"name": "Imran", "phone": PHONE},
    }


def tell(client: Client, case_id: object, wish: str = "END") -> CitizenReport:
    walk(client, "about", answers(case_id, wish))
    declare(client, "about")
    page = client.post(address("about", "code"), {"code": newest_code()})
    assert page.headers["Location"] == "/en/report/sent/"
    return CitizenReport.objects.get()


def test_it_reaches_the_station_of_the_case_from_a_proved_number(client: Client, country: Country) -> None:
    case = a_published_case(country)
    report = tell(client, case.pk)
    assert (report.kind, report.about_case_id, report.station_id) == (ReportKind.ABOUT, case.pk, case.owner_id)
    assert report.phone_verified
    assert "The appeal should end" in report.story


def test_somebody_who_is_afraid_comes_first(client: Client, country: Country) -> None:
    assert tell(client, a_published_case(country).pk, wish="AFRAID").in_danger


def test_it_can_still_be_said_when_the_appeal_is_closed(client: Client, country: Country) -> None:
    case = a_published_case(country)
    publication.withdraw(case_id=case.pk, reason="traced", by=country.asha, at=timezone.now())
    assert f"about={case.pk}" in client.get(f"/en/children/{case.pk}").content.decode()
    assert tell(client, case.pk).about_case_id == case.pk


def test_an_appeal_that_never_was_is_told_apart_by_nobody(client: Client) -> None:
    page = client.post(address("about", "who"), {"relation": "self", "about": str(uuid4())})
    assert page.status_code == 422
    assert not CitizenReport.objects.exists()
