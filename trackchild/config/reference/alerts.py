"""Who is told what, by which way, how soon, and who is told when nobody opens it."""

from trackchild.alerts.rules import ALERT_RULES, AlertRule
from trackchild.alerts.vocabulary import LADDERS
from trackchild.cases.states import Event
from trackchild.messaging import catalogue

from .markdown import code, codes, document, table

READS = """An event without a row tells nobody. Citizens are told by SMS and e-mail, offices in the application and,
when they must act, by SMS. *Daytime* waits for the morning. *Within* is what is promised from the event to the gateway.
A row with a ladder is a duty: no preference of its reader switches it off, and when nobody has opened the message (or
acted on the matter) in the time given, the next rung is told, and so on after each such time. A rung where nobody sits
is passed at once. On the last rung silence is counted in the digests of those above."""


def page() -> str:
    """Each event with the people it is told to, the ladders, and the sentences."""
    rows = [_row(event, rule) for event in Event for rule in ALERT_RULES[event]]
    silent = codes(event for event in Event if not ALERT_RULES[event])
    rungs = [
        [code(ladder), level, codes(people)]
        for ladder, steps in LADDERS.items()
        for level, people in enumerate(steps, 1)
    ]
    said = [
        [code(key), code(catalogue.goes_to(key)), catalogue.shipped(key, "en", "")] for key in catalogue.every_key()
    ]
    return document(
        "Who is told what",
        "`alerts/rules.py`, `alerts/vocabulary.py` and `messaging/wordings/en.toml`",
        READS,
        table(["Event", "Who", "Text", "By", "When", "Within", "Only if", "Unopened after, up the ladder"], rows),
        f"Nobody is told of: {silent}.",
        "## Ladders",
        table(["Ladder", "Rung", "Who is told"], rungs),
        "## Sentences",
        table(["Text", "Goes to", "In English"], said),
    )


def _row(event: Event, rule: AlertRule) -> list[object]:
    condition = f"{rule.when[0]} = {rule.when[1]}" if rule.when else ""
    urgency = rule.urgency.value.replace("_", " ").lower()
    within = f"{rule.within.seconds // 60} min"
    duty = f"{rule.duty.opens_within.total_seconds() / 3600:.0f} h, {rule.duty.ladder}" if rule.duty else ""
    told = [code(event), code(rule.audience), code(rule.template), codes(rule.channels)]
    return [*told, urgency, within, condition, duty]
