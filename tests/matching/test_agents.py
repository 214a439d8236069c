"""A saved search finds what is new, once, and never what its reader may not see at that moment."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts.story import a_pair
from tests.factories import GAYA, HOWRAH, NOW, PATNA, a_case, a_found_child, a_told, a_viewer, an_agency
from tests.people import Country
from trackchild.accounts.models import Posting
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.audit.models import Change, Look
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.states import Event
from trackchild.cases.timeline import record
from trackchild.directory.kinds import Kind
from trackchild.matching import agents
from trackchild.matching.models import AgentHit, SearchAgent
from trackchild.matching.searching import Criteria, cases_like, facts_of, fits, found_like, name_words
from trackchild.messaging.models import Message
from trackchild.reactions import react_to_event

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def keep(by: Viewer, *, shared: bool = False, **asked: Any) -> SearchAgent:
    asked = {"age_on": TODAY, **asked}
    return agents.save_search(
        name="Ravi of Gaya", criteria=Criteria(**asked), is_shared=shared, watches=True, by=by, at=NOW
    )


def test_a_new_case_of_the_office_is_found_by_a_name_in_another_script(country: Country) -> None:
    agent = keep(country.asha, name="रवि कुमार", sex="M")
    keep(country.asha, name="Salma")
    case = a_case(country.asha, stage="INTIMATED")

    hits = agents.watch_record(case, at=NOW)

    assert [(hit.agent_id, hit.case_id) for hit in hits] == [(agent.pk, case.pk)]


def test_a_record_is_a_hit_once_however_often_it_is_saved(country: Country) -> None:
    keep(country.asha, name="Ravi")
    case = a_case(country.asha, stage="INTIMATED")

    assert [len(agents.watch_record(case, at=NOW)) for _again in range(3)] == [1, 0, 0]


def test_a_search_never_finds_what_its_owner_may_not_read(country: Country) -> None:
    keep(country.iqbal, name="Ravi")
    keep(country.das, name="Ravi")
    keep(country.farida, name="Ravi")

    hits = agents.watch_record(a_case(country.asha, stage="INTIMATED"), at=NOW)

    assert [hit.agent.posting_id for hit in hits] == [country.farida.posting_id]


def test_a_pair_of_the_matcher_shows_the_other_side_to_the_party_that_searched_for_it(country: Country) -> None:
    agent = keep(country.asha, side="FOUND", name="Rabi")
    stranger = keep(country.iqbal, side="FOUND", name="Rabi")
    case, found = a_case(country.asha, stage="INVESTIGATION"), a_found_child(country.das)
    pair = a_pair(case, found)

    assert agents.watch_record(found, at=NOW) == []
    hits = agents.watch_pair(pair, at=NOW)

    assert [(hit.agent_id, hit.pair_id) for hit in hits] == [(agent.pk, pair.pk)]
    assert not AgentHit.objects.filter(agent=stranger).exists()


def test_what_goes_out_of_reach_is_gone_from_the_list_the_count_and_the_message(country: Country) -> None:
    agent = keep(country.asha, name="Ravi")
    hits = agents.watch_record(a_case(country.asha, stage="INTIMATED"), at=NOW)
    assert [news.count for news in agents.news_of(hits)] == [1]

    MissingCase.objects.update(owner=country.committee, offered_to=None)

    assert list(agents.hits_of(agent, country.asha)) == []
    assert agents.news_of(hits) == []
    assert agents.unseen_count(country.asha) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"paused_at": NOW},
        {"ended_at": NOW},
        {"watches": False},
        {"expires_on": TODAY - timedelta(days=1)},
    ],
)
def test_a_search_that_sleeps_finds_nothing(country: Country, change: dict[str, Any]) -> None:
    agent = keep(country.asha, name="Ravi")
    SearchAgent.objects.filter(pk=agent.pk).update(**change)

    assert agents.watch_record(a_case(country.asha, stage="INTIMATED"), at=NOW) == []


def test_a_search_ends_with_the_posting(country: Country) -> None:
    keep(country.asha, name="Ravi")
    case = a_case(country.asha, stage="INTIMATED")
    Posting.objects.filter(pk=country.asha.posting_id).update(ended_at=NOW, ended_by_id=country.farida.user_id)

    assert agents.watch_record(case, at=NOW) == []


def test_a_shared_search_is_open_to_the_office_and_changed_by_its_owner_alone(country: Country) -> None:
    agent = keep(country.asha, name="Ravi")
    with pytest.raises(Http404):
        agents.get_agent(country.bimal, agent.pk)

    agents.change_search(agent_id=agent.pk, act="share", by=country.asha, at=NOW)

    assert agents.get_agent(country.bimal, agent.pk) == agent
    with pytest.raises(Http404):
        agents.change_search(agent_id=agent.pk, act="end", by=country.bimal, at=NOW)
    with pytest.raises(Http404):
        agents.get_agent(country.farida, agent.pk)


def test_pausing_and_going_on_leave_lines_of_history(country: Country) -> None:
    agent = keep(country.asha, name="Ravi")
    agents.change_search(agent_id=agent.pk, act="pause", by=country.asha, at=NOW)
    agents.change_search(agent_id=agent.pk, act="resume", by=country.asha, at=NOW)

    lines = Change.objects.filter(table_name="matching_searchagent", row_id=str(agent.pk))
    assert set(lines.values_list("actor_id", flat=True)) == {country.asha.user_id}
    assert lines.filter(operation="UPDATE").count() == 2


def test_reading_hits_is_a_look_and_makes_them_old_for_the_owner_only(country: Country) -> None:
    agent = keep(country.asha, shared=True, name="Ravi")
    (hit,) = agents.watch_record(a_case(country.asha, stage="INTIMATED"), at=NOW)

    agents.show_hits(agent=agent, hits=[hit], by=country.bimal, at=NOW)
    hit.refresh_from_db()
    assert hit.seen_at is None
    agents.show_hits(agent=agent, hits=[hit], by=country.asha, at=NOW)
    hit.refresh_from_db()
    assert hit.seen_at == NOW

    looks = Look.objects.filter(record_id=str(hit.case_id), reason="search")
    assert set(looks.values_list("user_id", flat=True)) == {country.bimal.user_id, country.asha.user_id}


def test_a_saved_case_tells_owner_and_office_within_its_own_reaction_and_names_nobody(country: Country) -> None:
    keep(country.asha, shared=True, name="Ravi")
    SearchAgent.objects.update(expires_on=date(2100, 1, 1))
    event = a_case(country.bimal, stage="INTIMATED").events.get(kind=Event.INTIMATED)

    react_to_event(event_id=event.pk)
    react_to_event(event_id=event.pk)

    told = Message.objects.filter(template="agent_hits")
    assert set(told.values_list("recipient__username", flat=True)) == {"asha", "bimal"}
    for message in told:
        assert "Ravi" not in message.text


def test_many_hits_in_an_hour_are_one_message(country: Country) -> None:
    keep(country.asha, name="Ravi")
    SearchAgent.objects.update(expires_on=date(2100, 1, 1))
    for _one in range(3):
        case = a_case(country.asha, stage="INTIMATED")
        react_to_event(event_id=record(Event.FORM_CORRECTED, by=country.asha, at=NOW, case=case).pk)

    assert AgentHit.objects.count() == 3
    assert Message.objects.filter(template="agent_hits").count() in {1, 2}  # two when the hour turns between them


def test_one_person_keeps_no_more_than_fifty(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "MOST_PER_PERSON", 1)
    keep(country.asha, name="Ravi")

    with pytest.raises(agents.TooMany):
        keep(country.asha, name="Salma")


CRITERIA = st.builds(
    Criteria,
    side=st.sampled_from(["BOTH", "MISSING", "FOUND"]),
    sex=st.sampled_from(["", "M", "F"]),
    age_from=st.sampled_from([None, 3, 8, 12]),
    age_to=st.sampled_from([None, 12, 15]),
    age_on=st.sampled_from([date(2026, 6, 15), date(2028, 6, 15), date(2031, 1, 1)]),
    name=st.sampled_from(["", "Ravi", "Rabi", "রবি কুমার", "Salma Khatun"]),
    state=st.sampled_from([None, 10, 19]),
    district=st.sampled_from([None, HOWRAH, PATNA, GAYA]),
    corridor=st.booleans(),
    place=st.sampled_from(["", "junction", "ROAD", "nowhere"]),
    mark=st.sampled_from(["", "scar", "scar left", "knee right", "burn"]),
    only_open=st.booleans(),
    since=st.sampled_from([None, date(2026, 6, 14), date(2026, 6, 16)]),
    until=st.sampled_from([None, date(2026, 6, 14), date(2026, 6, 13)]),
)


@given(criteria=CRITERIA)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_page_and_the_watch_answer_the_same(country: Country, criteria: Criteria) -> None:
    """Asking the database for all records and asking each record give one answer."""
    if not MissingCase.objects.exists():
        a_case(country.asha, stage="INVESTIGATION")
        a_case(country.asha, a_told("Salma Khatun", sex="F", age_years=Decimal(14)), stage="INTIMATED")
        a_case(country.asha)
        a_found_child(country.das)
        a_found_child(country.das, a_told("", sex="", age_years=None))

    met = set(cases_like(criteria, viewer=country.nodal)) | set(found_like(criteria, viewer=country.das))

    words = name_words(criteria.name)
    records: list[MissingCase | FoundChild] = [*MissingCase.objects.all(), *FoundChild.objects.all()]
    assert met == {one for one in records if fits(criteria, facts_of(one), words)}


def test_a_search_says_something_or_is_empty() -> None:
    assert Criteria(age_on=TODAY).is_empty
    assert not Criteria(name="Ravi").is_empty


def test_the_desk_of_a_role_that_reads_no_records_keeps_no_search(country: Country) -> None:
    desk = a_viewer(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))

    assert list(SearchAgent.objects.of(desk)) == []
