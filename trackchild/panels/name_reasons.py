"""Why two names agree or not, as sentences of the reader's language: the reasons of `names` have one each."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.names import compare_names
from trackchild.names.compare import Reason

SENTENCES: dict[Reason, str | Promise] = {
    Reason.NOTHING: _("One side has no readable name."),
    Reason.SAME: _("The names sound the same."),
    Reason.ALIKE: _("The names sound alike."),
    Reason.PARTLY: _("One word agrees and another does not."),
    Reason.DIFFERENT: _("The names sound different."),
    Reason.SCRIPTS: _("They are written in different scripts."),
    Reason.ORDER: _("The words stand in another order."),
    Reason.JOINED: _("The words are joined on one side and apart on the other."),
    Reason.ONE_SIDE: _("One side has a word more."),
    Reason.PARTICLES: _("Titles or suffixes such as Shri, Md, Kumar or Devi differ and count little."),
    Reason.INITIALS: _("An initial stands for a word of the other side."),
    Reason.OTHER_INITIALS: _("An initial contradicts the other side."),
    Reason.SHORT_FORM: _("One may be a short form of the other."),
}


def reasons_of(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str | Promise, ...]:
    """Why the two names that are most alike agree or not; nothing where a side tells no name."""
    theirs = [name for name in theirs if name]
    compared = [compare_names(one, other) for one in ours if one for other in theirs]
    if not compared:
        return ()
    nearest = max(compared, key=lambda comparison: (comparison.agrees, comparison.similarity))
    return tuple(SENTENCES[Reason(reason)] for reason in nearest.reasons)
