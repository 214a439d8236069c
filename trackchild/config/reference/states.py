"""Life cycles as tables and diagrams."""

from trackchild.cases.states import CITIZEN_REPORT, FOUND_CHILD, MISSING_CASE
from trackchild.core.states import LifeCycle
from trackchild.helpdesk.states import TICKET
from trackchild.matching.states import CANDIDATE, DUPLICATE
from trackchild.placements.states import RESTORATION

from .markdown import code, codes, document, table

CYCLES = {
    "cases/states.py": (CITIZEN_REPORT, MISSING_CASE, FOUND_CHILD),
    "matching/states.py": (CANDIDATE, DUPLICATE),
    "placements/states.py": (RESTORATION,),
    "helpdesk/states.py": (TICKET,),
}
READS = """Every record has one stage. A move starts from some stages and ends in one, keeps the stage, or goes back to
where the record stood before the move it undoes; it takes a permission, writes a line of the timeline and may ask for
a reason in words. Nothing else ever changes a stage. Who owns a record and what is overdue are derived, never
stages."""


def page() -> str:
    """Each life cycle with its diagram and its moves."""
    parts = [part for file, cycles in CYCLES.items() for cycle in cycles for part in _parts(file, cycle)]
    return document("Life cycles", "the tables in `states.py` of each package", READS, *parts)


def _parts(file: str, cycle: LifeCycle) -> tuple[str, ...]:
    moves = [
        [
            code(move),
            codes(stage for stage in cycle.stages if stage in rule.start),
            code(rule.end) if rule.end else "back" if rule.returns else "stays",
            code(rule.permission),
            code(rule.event),
            "yes" if rule.needs_reason else "",
        ]
        for move, rule in cycle.moves.items()
    ]
    final = codes(stage for stage in cycle.stages if stage in cycle.final) or "none"
    return (
        f"## {cycle.name}",
        f"Table: `{file}`. Final stages: {final}.",
        f"```mermaid\n{diagram(cycle)}\n```",
        table(["Move", "From", "To", "Permission", "Line", "Reason"], moves),
    )


def diagram(cycle: LifeCycle) -> str:
    """A Mermaid state diagram; moves that keep the stage are left to the table."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {stage}" for stage in cycle.stages if stage in cycle.initial]
    for start in cycle.stages:
        for move, rule in cycle.moves.items():
            if rule.end and start in rule.start:
                lines.append(f"    {start} --> {rule.end}: {move}")
    lines += [f"    {stage} --> [*]" for stage in cycle.stages if stage in cycle.final]
    return "\n".join(lines)
