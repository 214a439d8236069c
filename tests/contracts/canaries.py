"""Words nobody else would write, put into every text field that not everybody may read, to be looked for elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Field, Model, TextField

from trackchild.accounts.models import Posting, User
from trackchild.cases.models import (
    CitizenReport,
    Consent,
    Contact,
    ContactPhone,
    FoundChild,
    MissingCase,
    Publication,
    RiskAssessment,
)
from trackchild.children.models import Description, DescriptionName, Mark, Relative
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency
from trackchild.matching.models import Candidate
from trackchild.photos.models import Photo

PLANTED: tuple[type[Model], ...] = (
    Agency,
    CitizenReport,
    Consent,
    Contact,
    ContactPhone,
    Description,
    DescriptionName,
    FoundChild,
    Mark,
    MissingCase,
    Candidate,
    Photo,
    Posting,
    Publication,
    Relative,
    RiskAssessment,
    User,
)
# Stored codes and digests that the product itself reads again; a digest is a canary as it is.
KEPT = {"script", "evidence_digest", "rejected_digest", "weights_version", "strength", "suppressed_because", "password"}
FIRST_NAME = "Ravi"
"""The first name alone may stand on a public card."""
SHORT = "ΩжѪЖѮЋ"
"""Letters no page of ours uses, for fields too short for a word of their own."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted word: what to look for, where it stands and how far it may travel."""

    word: str
    field: str
    tier: Tier
    row: str


def plant() -> list[Canary]:
    """Write a word of its own into every free text field above T0, of every row of these models."""
    planted: list[Canary] = []
    for model in PLANTED:
        for row in model._default_manager.order_by("pk"):
            planted += _plant_row(row, len(planted))
    return planted


def _plant_row(row: Model, number: int) -> Iterable[Canary]:
    planted = []
    values = {}
    for field in row._meta.concrete_fields:
        tier = row.PRIVACY[field.name]  # type: ignore[attr-defined]
        if tier == Tier.T0 or not isinstance(field, CharField | TextField) or field.choices or field.name in KEPT:
            continue
        word = str(getattr(row, field.name)) if tier == Tier.T5 else _word(field, number + len(planted))
        if tier != Tier.T5:
            values[field.name] = f"{FIRST_NAME} {word}" if isinstance(row, DescriptionName) else word
        planted.append(Canary(word, f"{row._meta.label}.{field.name}", tier, str(row.pk)))
    if values:
        type(row)._default_manager.filter(pk=row.pk).update(**values)
    return planted


def _word(field: "Field[object, object]", number: int) -> str:
    """A word that fits the field: `Qzx00042kanari`, or rare letters where there is no room."""
    longest = field.max_length or 99
    if longest >= 10:
        return f"Qzx{number:05d}kanari"[: longest if longest < 14 else 14]
    return f"{SHORT[number % len(SHORT)]}{number % 1000:03d}"[:longest]


def seen_in(text: str, canaries: Iterable[Canary], *, allowed: frozenset[str] = frozenset()) -> list[str]:
    """The fields whose words stand in a text although they should not."""
    return sorted({canary.field for canary in canaries if canary.word in text and canary.field not in allowed})
