"""Pages of searches: ask, keep, share, and read what was found."""

import pytest
from django.urls import reverse

from tests.factories import NOW, a_case, a_found_child, a_told
from tests.people import Country
from tests.workspaces.conftest import Desk
from trackchild.audit.models import Look
from trackchild.matching import agents
from trackchild.matching.models import SearchAgent
from trackchild.matching.searching import Criteria
from trackchild.workspaces import inbox

pytestmark = pytest.mark.django_db
NEW = "/office/searches/new"


def kept(country: Country, **asked: object) -> SearchAgent:
    return agents.save_search(
        name="Boys called Ravi",
        criteria=Criteria(name="Ravi", **asked),  # type: ignore[arg-type]
        is_shared=True,
        watches=True,
        by=country.asha,
        at=NOW,
    )


def test_a_search_by_a_name_in_another_script_lists_the_child_and_leaves_a_look(country: Country, desk: Desk) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    a_case(country.asha, a_told("Salma Khatun"), stage="INVESTIGATION")

    page = desk(country.asha).get(NEW, {"name": "रवि", "side": "MISSING"}).content.decode()

    assert "1 case" in page
    assert case.number in page
    assert "Salma Khatun" not in page
    assert Look.objects.filter(record_id=str(case.pk), user_id=country.asha.user_id, reason="search").exists()


def test_an_empty_question_is_not_answered_with_the_whole_register(country: Country, desk: Desk) -> None:
    a_case(country.asha, stage="INVESTIGATION")

    answer = desk(country.asha).get(NEW, {"side": "BOTH"})

    assert answer.status_code == 422
    assert "Say at least one thing about the child." in answer.content.decode()


def test_a_stranger_finds_nothing_of_another_office(country: Country, desk: Desk) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)

    page = desk(country.iqbal).get(NEW, {"name": "Ravi"}).content.decode()

    assert "0 cases" in page
    assert "0 children" in page


def test_a_question_is_kept_under_a_name_and_opened_by_the_office_when_shared(country: Country, desk: Desk) -> None:
    question = f"{NEW}?name=Ravi&sex=M&age_from=8&age_to=10&where=d313"

    answer = desk(country.asha).post(question, {"title": "Boys called Ravi", "watches": "on", "is_shared": "on"})

    agent = SearchAgent.objects.get()
    assert answer.headers["Location"] == reverse("searches:view_search", args=[agent.pk])
    assert (agent.name_written, agent.sex, agent.age_from, agent.district_id, agent.age_on) == (
        "Ravi",
        "M",
        8,
        313,
        None,
    )
    assert "Boys called Ravi" in desk(country.bimal).get("/office/searches/").content.decode()
    assert desk(country.iqbal).get(answer.headers["Location"]).status_code == 404


def test_new_hits_stand_in_the_inbox_until_they_are_read(country: Country, desk: Desk) -> None:
    agent = kept(country)
    agents.watch_record(a_case(country.asha, stage="INVESTIGATION"), at=NOW)
    before = [card.title for card in inbox.cards_of(country.asha, NOW)]

    page = desk(country.asha).get(reverse("searches:view_search", args=[agent.pk])).content.decode()

    assert "Boys called Ravi" in before
    assert "Ravi Kumar" in page
    assert "Boys called Ravi" not in [card.title for card in inbox.cards_of(country.asha, NOW)]


@pytest.mark.parametrize(("act", "is_awake"), [("pause", False), ("renew", True), ("end", False), ("keep", True)])
def test_the_owner_pauses_renews_and_ends(country: Country, desk: Desk, act: str, is_awake: bool) -> None:
    agent = kept(country)

    desk(country.asha).post(reverse("searches:change_search", args=[agent.pk]), {"act": act})

    assert SearchAgent.objects.awake(NOW.date()).exists() is is_awake


def test_an_unknown_act_changes_nothing(country: Country, desk: Desk) -> None:
    agent = kept(country)

    assert desk(country.asha).post(reverse("searches:change_search", args=[agent.pk]), {"act": "x"}).status_code == 404
