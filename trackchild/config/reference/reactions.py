"""What follows from each line of the timeline."""

from trackchild.cases.states import Event
from trackchild.panels.sentences import SENTENCES
from trackchild.reactions import REACTIONS

from .markdown import codes, document, table

READS = """Every change writes one line of the timeline in its own transaction, with one job. The job looks up the
line's row here. A reaction may run twice. Matching is not here: the database itself tells the matcher what
changed."""


def page() -> str:
    """Each event with its sentence and its reactions."""
    rows = [
        [codes([event]), SENTENCES[event], codes(reaction.__name__ for reaction in REACTIONS[event])] for event in Event
    ]
    return document(
        "What happens after what",
        "`reactions.py` and `panels/sentences.py`",
        READS,
        table(["Event", "As the timeline says it", "Reactions"], rows),
    )
