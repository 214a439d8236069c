"""The table of alerts and its sentences: complete, and silent about what must not be said."""

from datetime import datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import IST, NOW
from trackchild.alerts.audiences import OFFICES, PEOPLE
from trackchild.alerts.rules import ALERT_RULES, DAY_BEGINS, DAY_ENDS, AlertRule, send_from
from trackchild.alerts.texts import Template
from trackchild.alerts.vocabulary import BULK, CITIZENS, FAMILY, LADDERS, PUBLIC, Audience, Ladder, Urgency
from trackchild.cases.states import Event
from trackchild.core.privacy import Tier
from trackchild.messaging import catalogue
from trackchild.messaging.catalogue import Goes, goes_to
from trackchild.messaging.variables import VARIABLES
from trackchild.messaging.vocabulary import Channel

RULES = list(chain.from_iterable(ALERT_RULES.values()))
BEYOND_THE_TABLE = {
    Template.NOT_OPENED,
    Template.NOBODY_OPENED,
    Template.MONTHLY_FIGURES,
    Template.DIGEST,
    Template.AGENT_HITS,
    Template.BULK_TO_RELEASE,
    Template.DISTRICT_ALERTS_ON,
    Template.MESSAGES_STOPPED,
}
"""Said by the ladder, by the calendar, or to a person about her own subscription."""
HIGHEST = {Audience.MINISTRY: Tier.T1, **dict.fromkeys(PUBLIC, Tier.T0)}
"""The highest tier an audience may be told of; officers with a duty or a search read up to T2."""


def variables_of(rule: AlertRule) -> set[str]:
    return set(catalogue.variables_in(catalogue.shipped(rule.template, "en", Channel.SMS)))


@pytest.mark.parametrize("event", Event)
def test_every_event_has_its_row(event: Event) -> None:
    assert isinstance(ALERT_RULES[event], tuple)


def test_every_sentence_is_used_and_every_audience_can_be_found() -> None:
    assert {rule.template for rule in RULES} | BEYOND_THE_TABLE == set(Template)
    assert set(OFFICES) | set(PEOPLE) == set(Audience)
    assert set(PEOPLE) == CITIZENS | {Audience.ALERTED}
    assert set(Template) <= set(catalogue.every_key())


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_nobody_is_told_above_his_tier(rule: AlertRule) -> None:
    highest = HIGHEST.get(rule.audience, Tier.T2)

    assert {name for name in variables_of(rule) if VARIABLES[name].tier > highest} == set()


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_sentence_goes_only_to_people_it_was_written_for(rule: AlertRule) -> None:
    written_for = {
        **dict.fromkeys(FAMILY, {Goes.FAMILY}),
        **dict.fromkeys(PUBLIC, {Goes.PUBLIC}),
        **dict.fromkeys(BULK, {Goes.BULK}),
    }.get(rule.audience, {Goes.OFFICE, Goes.BULK})

    assert goes_to(rule.template) in written_for
    assert rule.audience not in CITIZENS or Channel.APP not in rule.channels


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.duty], ids=str)
def test_every_duty_has_a_rung_above_it_and_reaches_a_telephone_and_a_desk(rule: AlertRule) -> None:
    assert rule.duty is not None
    rungs = LADDERS[rule.duty.ladder]

    assert any(set(people) - {rule.audience} for people in rungs)
    assert set(rule.channels) == {Channel.APP, Channel.SMS}
    assert rule.audience not in CITIZENS | BULK


@pytest.mark.parametrize("ladder", Ladder)
def test_a_ladder_ends_at_the_ministry_which_reads_no_childs_number(ladder: Ladder) -> None:
    assert LADDERS[ladder][-1] == (Audience.MINISTRY,)
    assert catalogue.variables_in(catalogue.shipped(Template.NOBODY_OPENED, "en", Channel.SMS)) == ("district",)


@pytest.mark.parametrize("rule", ALERT_RULES[Event.RISK_GRADED], ids=str)
def test_a_critical_search_is_told_within_five_minutes_at_any_hour(rule: AlertRule) -> None:
    assert rule.within <= timedelta(minutes=5)
    assert rule.urgency is Urgency.AT_ONCE
    assert rule.when == ("grade", "CRITICAL")


@pytest.mark.parametrize("event", [Event.TRACED, Event.NOT_A_CASE, Event.CLOSED])
def test_the_end_of_a_search_goes_to_everybody_who_was_asked_to_search(event: Event) -> None:
    told = {rule.audience for rule in ALERT_RULES[event]}

    assert {Audience.ALERTED, Audience.SUBSCRIBERS_TOLD} <= told


@given(at=st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)))
def test_what_may_wait_goes_out_in_the_day_hours_and_within_a_night(at: datetime) -> None:
    goes_out = send_from(Urgency.DAYTIME, at)

    assert DAY_BEGINS <= goes_out.astimezone(IST).time() < DAY_ENDS
    assert timedelta() <= goes_out - at <= timedelta(hours=12, minutes=30)
    assert send_from(Urgency.AT_ONCE, at) == at
