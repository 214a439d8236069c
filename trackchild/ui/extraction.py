"""Finds every translatable text in the package: Python by Babel, templates through Django's own `templatize`."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "trackchild"
TEMPLATE_SUFFIXES = {".html", ".txt"}
SPECIMENS = "trackchild/ui/templates/ui/gallery/"
"""Sample words of the component gallery: nobody but developers reads them."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ["Translators:"]


def extract_messages(package: Path = PACKAGE) -> list[Message]:
    """Every message of the package with the files it occurs in, in no particular order."""
    catalog = Catalog()
    for path in sorted(package.rglob("*")):
        where = path.relative_to(package.parent).as_posix()
        if where.startswith(SPECIMENS) or not _has_texts(path):
            continue
        for line, texts, comments, context in extract("python", BytesIO(_as_python(path)), KEYWORDS, COMMENT_TAGS):
            catalog.add(texts, locations=[(where, line)], auto_comments=comments, context=context)
    return [message for message in catalog if message.id]


def _has_texts(path: Path) -> bool:
    return path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts)


def _as_python(path: Path) -> bytes:
    text = path.read_text("utf-8")
    return (text if path.suffix == ".py" else templatize(text, origin=str(path))).encode()
