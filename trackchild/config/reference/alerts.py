"""Who is told what, and by which way."""

from trackchild.alerts.rules import ALERT_RULES, AlertRule
from trackchild.cases.states import Event

from .markdown import code, codes, document, table

READS = """An event without a row tells nobody. Citizens are told by SMS and e-mail, offices in the application and,
when they must act, by SMS. *Daytime* waits for the morning."""


def page() -> str:
    """Each event with the people it is told to."""
    rows = [_row(event, rule) for event in Event for rule in ALERT_RULES[event]]
    silent = codes(event for event in Event if not ALERT_RULES[event])
    return document(
        "Who is told what",
        "`alerts/rules.py`",
        READS,
        table(["Event", "Who", "Text", "By", "When", "Only if"], rows),
        f"Nobody is told of: {silent}.",
    )


def _row(event: Event, rule: AlertRule) -> list[object]:
    condition = f"{rule.when[0]} = {rule.when[1]}" if rule.when else ""
    urgency = rule.urgency.value.replace("_", " ").lower()
    return [code(event), code(rule.audience), code(rule.template), codes(rule.channels), urgency, condition]
