"""The sheet on which two offices compare a missing and a found child, as a paper to sign and to file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .fonts import families_for
from .setting import set_pdf


@dataclass(frozen=True, slots=True)
class Side:
    """One child. A line without a value is drawn to be filled by hand."""

    title: str
    name: str
    name_reading: str
    office: str
    lines: tuple[tuple[str, str], ...]
    photo: bytes | None
    photo_alt: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: what is compared, what each side says, what that means."""

    what: str
    missing: str
    found: str
    says: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything on the paper, in one language. It has no score."""

    language: str
    script: str
    rtl: bool
    title: str
    printed: str
    missing: Side
    found: Side
    evidence_title: str
    columns: tuple[str, str, str, str]
    groups: tuple[tuple[str, tuple[Compared, ...]], ...]
    silent: str
    """What was compared and decides nothing, in one sentence."""
    caution: tuple[str, ...]
    decision_title: str
    signatures: tuple[tuple[str, str], ...]
    """What the signature says, and for which office."""
    to_fill: tuple[str, ...]
    no_photo: str


def comparison_sheet(sheet: Comparison) -> bytes:
    """A tagged PDF on A4."""
    photos = {"missing.jpg": sheet.missing.photo, "found.jpg": sheet.found.photo}
    return set_pdf("comparison.typ", _told(sheet), {name: photo for name, photo in photos.items() if photo})


def _told(sheet: Comparison) -> Mapping[str, Any]:
    told = asdict(sheet)
    for side in ("missing", "found"):
        told[side]["photo"] = f"{side}.jpg" if told[side]["photo"] else ""
    block = {"code": sheet.language, "rtl": sheet.rtl, "fonts": families_for(sheet.script, sheet.language)}
    return {**told, "block": block}
