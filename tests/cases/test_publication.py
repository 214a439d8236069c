"""Who may let everybody see a child, for how long, and what ends it: two people, ninety days, and the law."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories import NOW, a_case, a_found_child, a_viewer
from tests.people import Country
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication as cases
from trackchild.cases.actions import publication_found as children
from trackchild.cases.actions.publication import PublicationRefused
from trackchild.cases.actions.publication_ends import end_publications
from trackchild.cases.models import FoundChild, FoundPublication, MissingCase, Publication, TimelineEvent
from trackchild.cases.publicity import standing_publication, was_ever_published
from trackchild.cases.vocabulary import HowTraced, Shown
from trackchild.core.states import MoveNotAllowed
from trackchild.reactions import react_to_event

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
RISK = ("needs_medicine", "with_stranger", "sexual_offence", "self_harm", "in_disaster", "with_known_adult")


def a_published_case(country: Country) -> MissingCase:
    """Bimal records, Asha orders."""
    case = a_case(country.asha, stage="INVESTIGATION")
    agree(case, country.bimal, at=NOW)
    cases.publish(case_id=case.pk, consent_id=case.consents.get().pk, full_name=False, by=country.asha, at=NOW)
    return case


def agree(case: MissingCase, by: Viewer, *, at: Any) -> int:
    """The guardian consents before an officer."""
    consent = cases.record_consent(
        case_id=case.pk, consent_by="Lakshmi Devi", consent_on=at.date(), full_name=False, by=by, at=at
    )
    return consent.pk


def a_produced_child(country: Country) -> FoundChild:
    """A child in Das's home whom Gita's committee has seen."""
    found = a_found_child(country.das)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    found.refresh_from_db()
    return found


def permit(found: FoundChild, by: Viewer, **values: Any) -> FoundPublication:
    """Das files what Gita's committee has written."""
    facts = {
        "number": "CWC/12/2026",
        "permission_on": NOW.date(),
        "scope": [Shown.PHOTO, Shown.AGE],
        "until": NOW.date() + 60 * DAY,
        "at": NOW,
    }
    return children.file_permission(found_id=found.pk, by=by, **{**facts, **values})


def a_shown_child(country: Country) -> FoundChild:
    found = a_produced_child(country)
    filed = permit(found, country.das)
    children.publish_found(found_id=found.pk, permission_id=filed.pk, by=country.gita, at=NOW)
    return found


def stands(record: MissingCase | FoundChild, on: date | None = None) -> bool:
    return standing_publication(record.pk, on or NOW.date()) is not None


def refusal(call: Callable[[], Any]) -> str:
    """The reason for which an action refuses."""
    with pytest.raises(PublicationRefused) as refused:
        call()
    return refused.value.reason


def last_step(record: MissingCase | FoundChild) -> str:
    line = record.events.order_by("-pk").first()
    assert line is not None
    return str(line.facts.get("step", ""))


def test_one_person_alone_shows_nobody(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    own = agree(case, country.asha, at=NOW)

    order = partial(cases.publish, case_id=case.pk, consent_id=own, full_name=False, by=country.asha, at=NOW)

    assert refusal(order) == "same_person"
    assert not was_ever_published(case.pk)


def test_the_database_refuses_one_person_whatever_the_code_thought(country: Country) -> None:
    case = a_published_case(country)

    with pytest.raises(IntegrityError, match="two_people"):
        Publication.objects.filter(case=case).update(ordered_by=country.bimal.user_id)


def test_an_appeal_stands_for_ninety_days_and_not_a_day_longer(country: Country) -> None:
    case = a_published_case(country)

    assert stands(case, NOW.date() + 90 * DAY)
    assert not stands(case, NOW.date() + 91 * DAY)


def test_a_renewal_takes_a_new_consent_and_another_person_again(country: Country) -> None:
    case, later = a_published_case(country), NOW + 80 * DAY
    first = case.consents.get().pk

    def renew(consent: int) -> Publication:
        return cases.renew(case_id=case.pk, consent_id=consent, full_name=False, by=country.asha, at=later)

    assert refusal(lambda: renew(first)) == "consent"
    assert refusal(lambda: renew(agree(case, country.asha, at=later))) == "same_person"
    renew(agree(case, country.bimal, at=later))

    assert stands(case, NOW.date() + 170 * DAY)
    assert [row.withdrawn_because for row in case.publications.order_by("pk")] == ["renewed", ""]
    assert last_step(case) == "SHOWING_RENEWED"


def test_what_has_run_out_bars_no_new_order(country: Country) -> None:
    case, later = a_published_case(country), NOW + 100 * DAY

    cases.publish(
        case_id=case.pk, consent_id=agree(case, country.bimal, at=later), full_name=False, by=country.asha, at=later
    )

    assert stands(case, later.date())
    assert case.publications.order_by("pk").first().withdrawn_because == "expired"  # type: ignore[union-attr]


def test_the_clock_writes_down_once_what_has_run_out(country: Country) -> None:
    case, found = a_published_case(country), a_shown_child(country)

    assert end_publications(at=NOW + 90 * DAY) == 1, "the child's permission was for sixty days"
    assert end_publications(at=NOW + 91 * DAY) == 1
    assert end_publications(at=NOW + 92 * DAY) == 0
    assert (last_step(case), last_step(found)) == ("SHOWING_EXPIRED", "SHOWING_EXPIRED")


@pytest.mark.parametrize("told_by", ["risk form", "correction"])
def test_a_suspected_sexual_offence_hides_the_child_at_once(country: Country, told_by: str) -> None:
    case = a_published_case(country)

    if told_by == "risk form":
        answers = {**dict.fromkeys(RISK, False), "sexual_offence": True}
        missing_actions.assess_risk(case_id=case.pk, answers=answers, by=country.asha, at=NOW)
    else:
        MissingCase.objects.filter(pk=case.pk).update(sexual_offence=True)
        end_publications(at=NOW)

    case.refresh_from_db()
    assert case.sexual_offence
    assert not stands(case)
    assert case.publications.get().withdrawn_because == "offence"
    consent = case.consents.get().pk
    order = partial(cases.publish, case_id=case.pk, consent_id=consent, full_name=False, by=country.asha, at=NOW)
    assert refusal(order) == "offence"


def test_tracing_ends_the_appeal_and_its_reversal_brings_it_back(country: Country) -> None:
    case = a_published_case(country)

    missing_actions.mark_traced(case, how=HowTraced.PATROL, place="Patna", by=country.asha, at=NOW)
    assert not stands(case)
    missing_actions.reverse_tracing(case, reason="another child", by=country.asha, at=NOW)
    cases.stand_again(case, by=country.asha, at=NOW)

    assert stands(case)


def test_an_order_to_withdraw_says_why(country: Country) -> None:
    case = a_published_case(country)

    with pytest.raises(MoveNotAllowed):
        cases.withdraw(case_id=case.pk, reason=" ", by=country.asha, at=NOW)
    cases.withdraw(case_id=case.pk, reason="The guardian asked", by=country.asha, at=NOW)

    assert not stands(case)
    assert TimelineEvent.objects.filter(case=case, kind="WITHDRAWN", reason="The guardian asked").exists()


def test_a_found_child_is_shown_by_a_written_permission_and_two_people(country: Country) -> None:
    found = a_produced_child(country)
    filed = permit(found, country.das)
    assert not stands(found)
    assert not was_ever_published(found.pk)

    children.publish_found(found_id=found.pk, permission_id=filed.pk, by=country.gita, at=NOW)

    filed.refresh_from_db()
    assert stands(found)
    assert (filed.filed_by_id, filed.ordered_by_id) == (country.das.user_id, country.gita.user_id)
    assert filed.expires_on == NOW.date() + 60 * DAY, "no longer than the permission"


def test_a_long_permission_stands_for_ninety_days_too(country: Country) -> None:
    found = a_produced_child(country)
    filed = permit(found, country.das, until=NOW.date() + 400 * DAY)

    shown = children.publish_found(found_id=found.pk, permission_id=filed.pk, by=country.gita, at=NOW)

    assert shown.expires_on == NOW.date() + 90 * DAY


def test_nobody_orders_what_the_same_person_filed(country: Country) -> None:
    found = a_produced_child(country)
    filed = permit(found, country.das)
    FoundPublication.objects.filter(pk=filed.pk).update(filed_by=country.gita.user_id)

    order = partial(children.publish_found, found_id=found.pk, permission_id=filed.pk, by=country.gita, at=NOW)

    assert refusal(order) == "same_person"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"number": " "}, "permission"),
        ({"scope": []}, "scope"),
        ({"scope": ["HOME"]}, "scope"),
        ({"until": NOW.date() - DAY}, "period"),
        ({"permission_on": NOW.date() + DAY}, "period"),
    ],
)
def test_a_permission_without_number_scope_or_time_is_none(
    country: Country, wrong: dict[str, Any], reason: str
) -> None:
    found = a_produced_child(country)

    assert refusal(lambda: permit(found, country.das, **wrong)) == reason


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"sexual_offence": True}, "offence"),
        ({"conflict_with_law": True}, "law"),
        ({"produced_at": None, "produced_by": None}, "law"),
    ],
)
def test_the_law_is_above_every_permission(country: Country, fact: dict[str, Any], reason: str) -> None:
    found = a_produced_child(country)
    FoundChild.objects.filter(pk=found.pk).update(**fact)

    assert refusal(lambda: permit(found, country.das)) == reason


@pytest.mark.parametrize(
    "fact", [{"sexual_offence": True}, {"conflict_with_law": True}, {"stage": "RESTORED"}, {"stage": "RUN_AWAY"}]
)
def test_a_found_child_is_hidden_as_soon_as_its_record_says_so(country: Country, fact: dict[str, Any]) -> None:
    found = a_shown_child(country)

    FoundChild.objects.filter(pk=found.pk).update(**fact)

    assert not stands(found)
    assert end_publications(at=NOW) == 1
    assert not found.publications.filter(withdrawn_at=None).exists()


def test_a_known_family_ends_it_and_a_wrong_one_brings_it_back(country: Country) -> None:
    found = a_shown_child(country)

    found_actions.mark_identity_found(found, by=country.gita, at=NOW)
    assert not stands(found)
    found_actions.withdraw_identity(found, reason="another child", by=country.gita, at=NOW)

    assert stands(found)


def test_a_new_permission_renews_and_the_old_one_is_over(country: Country) -> None:
    found, later = a_shown_child(country), NOW + 55 * DAY
    filed = permit(found, country.das, number="CWC/99/2026", until=NOW.date() + 140 * DAY, at=later)

    children.publish_found(found_id=found.pk, permission_id=filed.pk, by=country.gita, at=later)

    assert stands(found, NOW.date() + 140 * DAY)
    assert found.publications.filter(withdrawn_because="renewed").count() == 1


def test_only_the_committee_withdraws_a_found_child(country: Country) -> None:
    found = a_shown_child(country)
    stranger = a_viewer(Role.COMMITTEE_MEMBER)

    for viewer in (country.das, stranger):
        with pytest.raises(Exception, match="FoundChild"):
            children.withdraw_found(found_id=found.pk, reason="x", by=viewer, at=NOW)
    children.withdraw_found(found_id=found.pk, reason="The child asked", by=country.gita, at=NOW)

    assert not stands(found)


def test_the_lines_of_a_shown_child_are_told_to_those_in_charge_without_a_fault(country: Country) -> None:
    found = a_shown_child(country)
    children.withdraw_found(found_id=found.pk, reason="The child asked", by=country.gita, at=timezone.now())

    for event in found.events.order_by("pk"):
        react_to_event(event_id=event.pk)

    assert found.events.filter(kind__in=("PUBLISHED", "WITHDRAWN")).count() == 2
