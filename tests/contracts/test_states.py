"""The tables of moves, by property: what can never happen, whatever people do in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackchild.accounts.grants import roles_with
from trackchild.accounts.permissions import Permission
from trackchild.cases.states import CLOSABLE, FOUND_CHILD, MISSING_CASE, SEARCHING, CaseStage, Event, FoundStage
from trackchild.core.states import LifeCycle, MoveNotAllowed
from trackchild.helpdesk.states import TicketEvent
from trackchild.matching.states import CANDIDATE, CandidateMove, CandidateStage
from trackchild.placements.states import RESTORATION, RestorationStage

from .cycles import life_cycles, reachable

CYCLES = life_cycles()
ENDS = {
    "MISSING_CASE": {"DISCARDED"},
    "FOUND_CHILD": {"CLOSED"},
    "CITIZEN_REPORT": {"SPAM", "CLOSED"},
    "CANDIDATE": set(),
    "DUPLICATE": set(),
    "RESTORATION": {"STABLE", "BREAKDOWN", "CANCELLED"},
    "TICKET": {"DUPLICATE", "CLOSED"},
}
"""Stages out of which there is no way. A closed case and a decided pair can be taken up again."""
each_cycle = pytest.mark.parametrize("name", CYCLES)
moves_in_any_order = st.sampled_from(sorted(CYCLES)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.sampled_from(sorted(CYCLES[name].initial)),
        st.lists(st.sampled_from(sorted(CYCLES[name].moves)), max_size=25),
    )
)


def walk(cycle: LifeCycle, stage: str, moves: list[str]) -> list[str]:
    """The stages a record passes when people try these moves; a move that may not start changes nothing."""
    passed = [stage]
    for move in moves:
        try:
            rule = cycle.check(move, stage=passed[-1], reason="because")  # type: ignore[arg-type]
        except MoveNotAllowed:
            continue
        passed.append(rule.end or passed[-1])
    return passed


def test_every_life_cycle_is_looked_at() -> None:
    assert set(CYCLES) == set(ENDS)


@each_cycle
def test_every_stage_can_be_reached(name: str) -> None:
    cycle = CYCLES[name]

    assert reachable(cycle, cycle.initial) == set(cycle.stages)


@each_cycle
def test_exactly_the_known_stages_are_final(name: str) -> None:
    assert CYCLES[name].final == ENDS[name]


@each_cycle
def test_a_move_names_stages_of_its_own_table(name: str) -> None:
    cycle = CYCLES[name]
    named = {stage for rule in cycle.moves.values() for stage in (*rule.start, rule.end or "")} - {""}

    assert cycle.initial and named | cycle.initial <= set(cycle.stages)


@each_cycle
def test_a_move_takes_a_permission_that_somebody_holds(name: str) -> None:
    for move, rule in CYCLES[name].moves.items():
        assert roles_with(Permission(rule.permission)), f"{name}: nobody may {move}"


@each_cycle
def test_a_move_writes_a_line_that_exists(name: str) -> None:
    events = TicketEvent if name == "TICKET" else Event

    assert {rule.event for rule in CYCLES[name].moves.values()} <= set(events)


@given(moves_in_any_order)
def test_no_order_of_moves_leaves_the_table(tried: tuple[str, str, list[str]]) -> None:
    name, start, moves = tried

    assert set(walk(CYCLES[name], start, moves)) <= set(CYCLES[name].stages)


@given(moves_in_any_order)
def test_nothing_leaves_a_final_stage(tried: tuple[str, str, list[str]]) -> None:
    name, start, moves = tried
    passed = walk(CYCLES[name], start, moves)
    ended = next((place for place, stage in enumerate(passed) if stage in ENDS[name]), None)

    assert ended is None or set(passed[ended:]) == {passed[ended]}


@given(moves_in_any_order)
def test_a_move_that_needs_a_reason_is_refused_without_one(tried: tuple[str, str, list[str]]) -> None:
    name, start, moves = tried
    cycle = CYCLES[name]
    stage = walk(cycle, start, moves)[-1]

    for move in cycle.moves_from(stage):
        if cycle.moves[move].needs_reason:
            with pytest.raises(MoveNotAllowed):
                cycle.check(move, stage=stage, reason="  ")


@each_cycle
def test_the_buttons_of_a_stage_are_the_moves_that_may_start(name: str) -> None:
    cycle = CYCLES[name]
    for stage in cycle.stages:
        for move in cycle.moves:
            try:
                cycle.check(move, stage=stage, reason="because")
            except MoveNotAllowed:
                assert move not in cycle.moves_from(stage)
            else:
                assert move in cycle.moves_from(stage)


def test_a_searched_child_is_never_closed_without_a_known_end() -> None:
    assert CaseStage.CLOSED not in reachable(MISSING_CASE, SEARCHING, without=CLOSABLE)
    assert not CLOSABLE & SEARCHING


@given(st.sampled_from(sorted(SEARCHING)), st.lists(st.sampled_from(sorted(MISSING_CASE.moves)), max_size=25))
def test_whoever_closes_a_case_knows_where_the_child_is(start: str, moves: list[str]) -> None:
    passed = walk(MISSING_CASE, start, moves)

    for before, after in zip(passed, passed[1:], strict=False):
        assert after != CaseStage.CLOSED or before in CLOSABLE | {CaseStage.CLOSED}


def test_an_fir_is_never_registered_before_the_diary_entry() -> None:
    assert CaseStage.FIR_REGISTERED not in reachable(MISSING_CASE, MISSING_CASE.initial, without=[CaseStage.INTIMATED])


def test_a_child_goes_home_only_by_order() -> None:
    assert FoundStage.RESTORED not in reachable(
        FOUND_CHILD, FOUND_CHILD.initial, without=[FoundStage.RESTORATION_ORDERED]
    )
    before_the_order = reachable(RESTORATION, RESTORATION.initial, without=[RestorationStage.CHILD_CONSULTED])
    assert RestorationStage.ORDERED not in before_the_order


def test_a_restoration_is_ordered_only_after_production() -> None:
    assert FoundStage.FINAL_ORDER not in reachable(
        FOUND_CHILD, [FoundStage.TAKEN_CHARGE], without=[FoundStage.PRODUCED, FoundStage.ADMITTED]
    )


def test_a_pair_is_confirmed_only_after_a_key() -> None:
    assert CandidateStage.CONFIRMED not in reachable(
        CANDIDATE, CANDIDATE.initial, without=[CandidateStage.VERIFICATION]
    )
    assert CANDIDATE.moves[CandidateMove.TURN_KEY].end == CandidateStage.VERIFICATION


def test_a_rejected_pair_comes_back_only_by_new_evidence() -> None:
    ways = [move for move, rule in CANDIDATE.moves.items() if CandidateStage.REJECTED in rule.start and rule.end]

    assert ways == [CandidateMove.RENEW]
