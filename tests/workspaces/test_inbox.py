"""The inbox: what needs an office, least legal time first, and counts that agree with the lists."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import NOW, a_case, a_found_child, a_report
from tests.people import Country
from tests.workspaces.conftest import Clock, Desk
from tests.workspaces.pairs import a_pair, pair_of
from trackchild.accounts.grants import roles_with
from trackchild.cases.actions import missing as missing_actions
from trackchild.matching import actions as match_actions
from trackchild.workspaces import inbox

pytestmark = pytest.mark.django_db


def counts_of(page: str) -> dict[str, int]:
    """The numbers of the navigation by address."""
    found = re.findall(r'<a href="(/office/[^"]*)"[^>]*>[^<]*<span class="count">([\d,]+)</span>', page)
    return {address: int(number.replace(",", "")) for address, number in found}


def test_cards_come_in_the_order_of_the_legal_time_left(country: Country, desk: Desk) -> None:
    a_case(country.asha, stage="INTIMATED")  # 24 hours from a complaint six hours ago: 18 hours left
    a_report(country.station)  # 24 hours left
    a_report(country.station, in_danger=True)  # two hours left
    a_found_child(country.asha)

    cards = inbox.cards_of(country.asha, NOW)

    assert [str(card.verb) for card in cards] == [
        "Answer",
        "Take to the committee",
        "Register the FIR",
        "Answer",
        "Grade the risk",
    ]
    page = desk(country.asha).get(reverse("office:home")).content.decode()
    assert "5 things need you" in page
    assert "2 hours left" in page


def test_what_is_late_says_so_in_words(country: Country, desk: Desk, clock: Clock) -> None:
    a_case(country.asha, stage="INTIMATED")
    clock.now = NOW + timedelta(days=3)

    page = desk(country.asha).get(reverse("office:home")).content.decode()

    assert "Overdue by 2 days" in page
    assert "Register the FIR" in desk(country.asha).get(reverse("office:home")).content.decode()
    assert "Ask why there is no FIR" in desk(country.farida).get(reverse("office:home")).content.decode()


def test_what_others_must_do_is_folded_away(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    match_actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)

    page = desk(country.asha).get(reverse("office:home")).content.decode()

    assert "1 waiting on others" in page
    assert "The other side decides" in page
    assert [str(card.verb) for card in inbox.cards_of(country.gita, NOW)].count("Look") == 1


def test_a_pair_waits_for_the_home_and_the_committee_until_each_has_spoken(country: Country) -> None:
    pair = a_pair(country)

    for viewer in (country.das, country.gita, country.asha):
        assert "Look" in [str(card.verb) for card in inbox.cards_of(viewer, NOW)]
    match_actions.give_opinion(candidate_id=pair.pk, opinion="LIKELY", words="", by=country.das, at=NOW)  # type: ignore[arg-type]

    assert "Look" not in [str(card.verb) for card in inbox.cards_of(country.das, NOW)]


def test_a_case_near_four_months_is_due_for_the_anti_trafficking_unit(country: Country) -> None:
    old = NOW - timedelta(days=110)
    case = a_case(country.asha, stage="INVESTIGATION", received_at=old, last_seen_at=old)
    missing_actions.assess_risk(case_id=case.pk, answers={}, by=country.asha, at=NOW)

    cards = inbox.cards_of(country.asha, NOW)

    assert [str(card.verb) for card in cards] == ["Hand over to the anti-human-trafficking unit"]
    assert cards[0].due == old + timedelta(days=120)


def test_the_counts_of_the_navigation_are_the_lengths_of_the_lists(country: Country, desk: Desk) -> None:
    a_pair(country)
    a_report(country.station)
    a_case(country.asha)
    asha = desk(country.asha)

    counts = counts_of(asha.get(reverse("office:home")).content.decode())

    assert counts[reverse("police:list_reports")] == 1
    assert counts[reverse("police:list_cases")] == 2
    assert counts[reverse("matches:list_pairs")] == 1
    assert counts[reverse("office:home")] == len(inbox.cards_of(country.asha, NOW))
    for page, words in (("police:list_cases", "2 cases"), ("police:list_reports", "1 report")):
        assert words in asha.get(reverse(page)).content.decode()


def test_every_source_asks_for_a_permission_somebody_holds() -> None:
    assert all(roles_with(source.permission) for source in (*inbox.TABLE, *inbox.WAITING))


LISTS = (
    ("office:home", "asha"),
    ("police:list_reports", "asha"),
    ("police:list_cases", "asha"),
    ("homes:list_children", "das"),
    ("committees:list_causes", "gita"),
    ("matches:list_pairs", "asha"),
)


def test_a_list_of_twenty_costs_as_many_queries_as_a_list_of_one(country: Country, desk: Desk) -> None:
    desks = {name: desk(getattr(country, name)) for name in ("asha", "das", "gita")}

    def fill(times: int) -> None:
        for _ in range(times):
            pair_of(a_case(country.asha, stage="INVESTIGATION"), a_found_child(country.das))
            a_report(country.station)
            a_case(country.asha)

    def queries() -> dict[str, int]:
        return {page: _queries_of(desks[name], page) for page, name in LISTS}

    fill(1)
    queries()
    few = queries()
    fill(19)

    assert queries() == few


def _queries_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(page)).status_code == 200
    return len(captured)
