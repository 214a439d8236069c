"""Publication from desk to desk: two people each time, a warning before the end, a reason for an end by order."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.factories import NOW, a_case, a_found_child
from tests.people import Country
from tests.workspaces.conftest import Clock, Desk
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import publication
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.publicity import standing_publication

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def parts(name: str, day: date) -> dict[str, str]:
    """A date as its three boxes are filled in."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.fixture
def case(country: Country) -> MissingCase:
    """Bimal recorded the consent, Asha ordered, at NOW."""
    case = a_case(country.asha, stage="INVESTIGATION")
    agreed = publication.record_consent(
        case_id=case.pk, consent_by="Lakshmi", consent_on=NOW.date(), full_name=False, by=country.bimal, at=NOW
    )
    publication.publish(case_id=case.pk, consent_id=agreed.pk, full_name=False, by=country.asha, at=NOW)
    return case


@pytest.fixture
def found(country: Country) -> FoundChild:
    """A child in Das's home, before Gita's committee."""
    found = a_found_child(country.das)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    return found


def work_of(client: Client) -> str:
    return client.get("/office/").content.decode()


@pytest.mark.parametrize(("days", "warned"), [(75, False), (76, True), (90, True), (91, False)])
def test_the_desk_is_warned_a_fortnight_before_an_appeal_ends(
    country: Country, desk: Desk, clock: Clock, case: MissingCase, days: int, warned: bool
) -> None:
    clock.now = NOW + days * DAY

    assert ("Ask the guardian again" in work_of(desk(country.bimal))) is warned
    assert "Renew the publication" not in work_of(desk(country.asha))


def test_two_people_renew_an_appeal_from_their_desks(
    country: Country, desk: Desk, clock: Clock, case: MissingCase
) -> None:
    clock.now = NOW + 80 * DAY
    page = f"/office/police/cases/{case.pk}"
    bimal, asha = desk(country.bimal), desk(country.asha)

    sent = bimal.post(f"{page}/record-consent", {"consent_by": "Lakshmi", **parts("consent_on", clock.now.date())})
    assert sent.status_code == 302
    assert "Ask the guardian again" not in work_of(bimal)
    assert "Renew the publication" in work_of(asha)
    new = case.consents.order_by("-pk").values_list("pk", flat=True)[0]
    assert asha.post(f"{page}/renew-case", {"consent": new}).status_code == 302

    assert standing_publication(case.pk, NOW.date() + 165 * DAY)
    assert "Renew the publication" not in work_of(asha)


def test_the_old_consent_renews_nothing(country: Country, desk: Desk, clock: Clock, case: MissingCase) -> None:
    clock.now = NOW + 80 * DAY

    answer = desk(country.asha).post(f"/office/police/cases/{case.pk}/renew-case", {"consent": case.consents.get().pk})

    assert answer.status_code == 422
    assert case.publications.count() == 1


def test_an_order_to_end_it_needs_a_reason(country: Country, desk: Desk, case: MissingCase) -> None:
    page = f"/office/police/cases/{case.pk}/withdraw-case"

    assert desk(country.asha).post(page, {"words": ""}).status_code == 422
    assert standing_publication(case.pk, NOW.date())
    assert desk(country.asha).post(page, {"words": "The guardian asked"}).status_code == 302
    assert not standing_publication(case.pk, NOW.date())


def test_home_and_committee_show_and_hide_a_found_child(country: Country, desk: Desk, found: FoundChild) -> None:
    das, gita = desk(country.das), desk(country.gita)
    until = NOW.date() + 40 * DAY
    permission = {
        "number": "CWC/12/2026",
        **parts("permission_on", NOW.date()),
        "scope": ["PHOTO", "AGE"],
        **parts("until", until),
    }

    assert das.post(f"/office/homes/children/{found.pk}/file-permission", permission).status_code == 302
    assert "Order the publication" in work_of(gita)
    page = gita.get(f"/office/committees/children/{found.pk}/show-child").content.decode()
    assert "CWC/12/2026" in page
    assert "The photograph; The age" in page
    filed = found.publications.get()
    sent = gita.post(f"/office/committees/children/{found.pk}/show-child", {"permission": filed.pk})
    assert sent.status_code == 302
    assert standing_publication(found.pk, until)
    assert "CWC/12/2026" in das.get(f"/office/homes/children/{found.pk}").content.decode()

    gita.post(f"/office/committees/children/{found.pk}/hide-child", {"words": "The child asked"})
    assert not standing_publication(found.pk, NOW.date())


@pytest.mark.parametrize("missing", ["number", "scope", "until_day"])
def test_a_permission_is_filed_whole_or_not_at_all(
    country: Country, desk: Desk, found: FoundChild, missing: str
) -> None:
    given = {
        "number": "CWC/12/2026",
        **parts("permission_on", NOW.date()),
        "scope": ["AGE"],
        **parts("until", NOW.date() + 40 * DAY),
    }
    del given[missing]

    answer = desk(country.das).post(f"/office/homes/children/{found.pk}/file-permission", given)

    assert answer.status_code == 422
    assert not found.publications.exists()
