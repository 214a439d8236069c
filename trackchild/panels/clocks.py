"""When a record's legal time is up: the one clock that matters for where it stands now."""

from datetime import datetime

from trackchild.cases.actions.found import production_due
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import BEFORE_PRODUCTION, CaseStage, ReportStage
from trackchild.cases.vocabulary import Grade
from trackchild.matching.models import Candidate

BEFORE_FIR = (CaseStage.DRAFT, CaseStage.INTIMATED)


def case_due(case: MissingCase) -> tuple[Clock, datetime] | None:
    """The running clock of a missing case: the FIR, the decision on a closure, then the hand-over at four months."""
    if case.stage in BEFORE_FIR:
        return Clock.REGISTER_FIR, CLOCKS[Clock.REGISTER_FIR].due(case.received_at)
    if case.closure_proposed_at and case.closed_at is None:
        return Clock.DECIDE_CLOSURE, CLOCKS[Clock.DECIDE_CLOSURE].due(case.closure_proposed_at)
    if case.stage == CaseStage.INVESTIGATION:
        return Clock.HAND_TO_AHTU, CLOCKS[Clock.HAND_TO_AHTU].due(case.received_at)
    return None


def found_due(found: FoundChild) -> tuple[Clock, datetime] | None:
    """The running clock of a found child: production before the committee, then the final order."""
    if found.stage in BEFORE_PRODUCTION and found.produced_at is None:
        return Clock.PRODUCE, production_due(found)
    return None


def report_due(report: CitizenReport) -> tuple[Clock, datetime] | None:
    """The running clock of a report: somebody must answer it."""
    if report.stage == ReportStage.ASSIGNED:
        return Clock.ACKNOWLEDGE, CLOCKS[Clock.ACKNOWLEDGE].due(report.submitted_at, critical=report.in_danger)
    return None


def pair_due(pair: Candidate) -> datetime | None:
    """When somebody must have looked at a pair; nothing once somebody has."""
    if pair.first_looked_at or pair.shortlisted_at is None:
        return None
    return CLOCKS[Clock.FIRST_LOOK].due(pair.shortlisted_at, critical=pair.missing.grade == Grade.CRITICAL)
