"""Every code a page may show has words: events, steps, stages, levels of evidence, languages."""

import pytest

from tests.factories import NOW
from trackchild.cases.forms.languages import LANGUAGE_NAMES
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import CaseStage, Event, FoundStage, ReportStage
from trackchild.children.models import Description
from trackchild.children.vocabulary import LANGUAGES
from trackchild.matching.engine.fields import BLANK, FIELDS
from trackchild.matching.engine.hits import Strength
from trackchild.matching.states import CandidateStage
from trackchild.panels import facts, sentences, stages
from trackchild.panels.evidence import LEVELS, SAYS, WHAT, weigh
from trackchild.placements.states import RestorationMove, RestorationStage


def test_every_event_has_a_sentence() -> None:
    assert set(sentences.SENTENCES) == set(Event)
    assert all(str(words) for words in sentences.SENTENCES.values())


def test_every_step_of_the_way_home_has_a_sentence() -> None:
    assert set(RestorationMove) <= set(sentences.STEPS)


@pytest.mark.parametrize(
    ("names", "enumeration"),
    [
        (stages.CASE_STAGES, CaseStage),
        (stages.FOUND_STAGES, FoundStage),
        (stages.REPORT_STAGES, ReportStage),
        (stages.PAIR_STAGES, CandidateStage),
        (stages.RESTORATION_STAGES, RestorationStage),
    ],
)
def test_every_stage_has_a_name(names: dict[str, str], enumeration: type) -> None:
    assert set(names) == set(enumeration)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_level_of_a_comparison_has_words(field: object) -> None:
    assert field.name in WHAT  # type: ignore[attr-defined]
    assert field.name in SAYS  # type: ignore[attr-defined]
    missing = {level for level in field.levels if level != BLANK} - set(LEVELS[field.name])  # type: ignore[attr-defined]
    assert not missing


def test_every_strength_has_words() -> None:
    assert set(sentences.STRENGTHS) == set(Strength)


def test_every_language_a_child_may_speak_has_a_name() -> None:
    assert tuple(LANGUAGE_NAMES) == LANGUAGES


@pytest.mark.parametrize(
    ("weight", "direction"), [(5.0, "for"), (0.5, "for"), (0.1, "silent"), (-0.1, "silent"), (-0.4, "against")]
)
def test_the_sign_of_a_weight_is_its_direction(weight: float, direction: str) -> None:
    assert weigh(weight)[0] == direction


def test_every_fact_a_page_shows_is_a_field_with_a_tier() -> None:
    shown = {
        Description: facts.IDENTITY + facts.ADDRESS + facts.PHYSICAL + facts.LANGUAGE + facts.CLOTHING + facts.PHOTO,
        MissingCase: facts.COMPLAINT + facts.LAST_SEEN + facts.CIRCUMSTANCE + facts.OUTCOME,
        FoundChild: facts.FOUND + facts.CUSTODY + facts.TELLS + facts.CONDITION,
    }
    for model, names in shown.items():
        assert set(names) <= set(model.PRIVACY)


def test_words_of_a_line_are_those_of_its_step() -> None:
    line = TimelineEvent(kind=Event.RESTORATION_STEP, at=NOW, facts={"step": "HEAR_CHILD"})

    assert sentences.sentence_of(line) == sentences.STEPS["HEAR_CHILD"]
