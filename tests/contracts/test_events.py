"""Every line the timeline can say has its reactions, its alert rule and its sentence."""

import pytest

from trackchild.alerts.rules import ALERT_RULES
from trackchild.cases.states import Event
from trackchild.panels import sentences
from trackchild.reactions import NOTHING, REACTIONS, alert_people

each_event = pytest.mark.parametrize("event", Event)


@each_event
def test_an_event_has_its_reactions(event: Event) -> None:
    assert event in REACTIONS


@each_event
def test_an_event_has_its_alert_rule(event: Event) -> None:
    assert event in ALERT_RULES


@each_event
def test_people_are_told_exactly_where_the_alert_table_names_them(event: Event) -> None:
    assert (alert_people in REACTIONS.get(event, NOTHING)) == bool(ALERT_RULES[event])


@each_event
def test_an_event_has_a_sentence(event: Event) -> None:
    assert str(sentences.SENTENCES[event]).strip()
