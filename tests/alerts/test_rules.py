"""The table of alerts and its sentences: complete, and silent about what must not be said."""

import re
from datetime import datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import IST, NOW
from trackchild.alerts.audiences import FAMILIES, OFFICES
from trackchild.alerts.rules import (
    ALERT_RULES,
    BULK,
    CITIZENS,
    DAY_BEGINS,
    DAY_ENDS,
    AlertRule,
    Audience,
    Urgency,
    send_from,
)
from trackchild.alerts.texts import PLACEHOLDERS, SENDER, TEXTS, Template, written
from trackchild.cases.states import Event
from trackchild.messaging.segments import segments
from trackchild.messaging.vocabulary import Channel

RULES = list(chain.from_iterable(ALERT_RULES.values()))
OF_AN_OFFENCE = {"fir", "fir_on"}
OF_SHELTER_OR_SEARCH = {"found", "district", "age", "sex"}


def placeholders(template: Template) -> set[str]:
    return set(
        re.findall(r"%\((\w+)\)s", written(TEXTS[template], "en", {name: f"%({name})s" for name in PLACEHOLDERS}))
    )


@pytest.mark.parametrize("event", Event)
def test_every_event_has_its_row(event: Event) -> None:
    assert isinstance(ALERT_RULES[event], tuple)


def test_every_sentence_is_used_and_every_audience_can_be_found() -> None:
    assert {rule.template for rule in RULES} == set(Template) == set(TEXTS)
    assert set(OFFICES) | set(FAMILIES) == set(Audience)
    assert set(FAMILIES) == CITIZENS


@pytest.mark.parametrize("template", Template)
def test_no_sentence_has_a_place_for_a_childs_name_or_an_address(template: Template) -> None:
    """The list of what may be filled in is closed, and holds nothing of the kind."""
    assert placeholders(template) <= PLACEHOLDERS
    assert not [word for word in PLACEHOLDERS if re.search("name|child|address|home|place|story", word)]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.audience in BULK], ids=str)
def test_a_message_in_bulk_says_nothing_of_an_fir(rule: AlertRule) -> None:
    assert not placeholders(rule.template) & OF_AN_OFFENCE


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.audience in CITIZENS], ids=str)
def test_a_family_is_told_neither_of_a_shelter_nor_of_the_child_in_care(rule: AlertRule) -> None:
    assert not placeholders(rule.template) & OF_SHELTER_OR_SEARCH
    assert Channel.APP not in rule.channels


@pytest.mark.parametrize("rule", [rule for rule in RULES if Channel.SMS in rule.channels], ids=str)
def test_an_sms_has_at_most_two_parts_in_english_with_long_words(rule: AlertRule) -> None:
    text = SENDER + written(TEXTS[rule.template], "en", dict.fromkeys(PLACEHOLDERS, "x" * 25))

    assert segments(text) <= 2


@given(at=st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)))
def test_what_may_wait_goes_out_in_the_day_hours_and_within_a_night(at: datetime) -> None:
    goes_out = send_from(Urgency.DAYTIME, at)

    assert DAY_BEGINS <= goes_out.astimezone(IST).time() < DAY_ENDS
    assert timedelta() <= goes_out - at <= timedelta(hours=12, minutes=30)
    assert send_from(Urgency.AT_ONCE, at) == at
