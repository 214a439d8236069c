"""The two papers of a published child: the poster for a wall and the picture that goes with a shared link."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from .fonts import families_for
from .setting import qr_code, set_jpeg, set_pdf

SHARE_BYTES = 100_000
"""Messengers drop or shrink what is larger."""


class Size(StrEnum):
    """Sheets that every printer has."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Words:
    """What an appeal says in one language; sentences come ready, so that this package knows no language."""

    code: str
    script: str
    rtl: bool
    heading: str
    since: str
    rows: tuple[tuple[str, str], ...]
    call: str
    care: str
    scan: str
    foot: str
    no_photo: str
    photo_note: str = ""
    """What the picture is where it is no photograph."""
    progression_note: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A published child as its papers show it."""

    name: str
    native_name: str
    reference: str
    address: str
    """Of the live page: who holds the paper can see whether the appeal still stands."""
    helplines: tuple[str, ...]
    words: tuple[Words, ...]
    photo: bytes | None
    photo_alt: str
    qr_alt: str
    progression: bytes | None = None
    progression_alt: str = ""


def poster(appeal: Appeal, size: Size) -> bytes:
    """A tagged PDF of one page, in one or two languages."""
    return set_pdf("poster.typ", {**_told(appeal, appeal.words), "size": size}, _files(appeal))


def share_card(appeal: Appeal) -> bytes:
    """A JPEG of 1200 by 630 pixels and at most 100 kB, in the first language."""
    return set_jpeg("share.typ", _told(appeal, appeal.words[:1]), _files(appeal), most_bytes=SHARE_BYTES)


def _told(appeal: Appeal, words: Sequence[Words]) -> dict[str, Any]:
    blocks = [{**asdict(one), "fonts": families_for(one.script, one.code)} for one in words]
    return {
        "title": " · ".join(part for part in (words[0].heading, appeal.name or appeal.native_name) if part),
        "name": appeal.name,
        "native_name": appeal.native_name,
        "reference": appeal.reference,
        "address": appeal.address,
        "helplines": list(appeal.helplines),
        "blocks": blocks,
        "has_photo": appeal.photo is not None,
        "photo_alt": appeal.photo_alt,
        "qr_alt": appeal.qr_alt,
        "has_progression": appeal.progression is not None,
        "progression_alt": appeal.progression_alt,
    }


def _files(appeal: Appeal) -> dict[str, bytes]:
    pictures = {"photo.jpg": appeal.photo, "progression.jpg": appeal.progression, "qr.svg": qr_code(appeal.address)}
    return {name: content for name, content in pictures.items() if content is not None}
