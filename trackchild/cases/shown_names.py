"""Which names a public card shows, and the sounds by which a search finds that card: never by a name it hides."""

from trackchild.children.actions import name_keys
from trackchild.children.models import Description
from trackchild.children.vocabulary import NameKind
from trackchild.names import Role, fold_name


def shown_names(child: Description, *, full: bool) -> list[str]:
    """The child's names in each script as written: in full where that is allowed, else the first name alone."""
    written = child.names_of(NameKind.NAME, NameKind.NATIVE)
    return written if full else [name for text in written if (name := first_name(text))]


def first_name(text: str) -> str:
    """The first word of a name that is neither a title nor an initial: Imran of Md. Imran Khan."""
    names = [token.written for token in fold_name(text) if token.role is Role.NAME]
    words = text.split()
    return names[0] if names else words[0] if words else ""


def shown_keys(child: Description, *, full: bool) -> list[str]:
    """The keys of the shown names, as a search compares them."""
    return sorted({key for name in shown_names(child, full=full) for key in name_keys(name)})
