"""Writing a description. Each side writes its own; the keys of names are derived here, once, at save."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trackchild.names import fold_name, script_of

from .models import Child, Description, DescriptionName, Mark, Relative


@dataclass(frozen=True, slots=True)
class NameWritten:
    """A name as somebody wrote it; `kind` is a NameKind."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RelativeTold:
    relation: str
    text: str = ""
    native: str = ""
    living: bool | None = None
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class MarkSeen:
    kind: str = ""
    part: str = ""
    side: str = ""
    text: str = ""
    intimate: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Everything one side says of a child: plain fields of Description by name, and the rows beside it."""

    facts: Mapping[str, Any]
    names: tuple[NameWritten, ...] = ()
    relatives: tuple[RelativeTold, ...] = ()
    marks: tuple[MarkSeen, ...] = field(default=())


def name_keys(text: str) -> list[str]:
    """The keys by which another spelling or script finds this name: skeletons and coarse keys of its words."""
    tokens = fold_name(text)
    return sorted({key for token in tokens for key in (token.skeleton, f"~{token.coarse}") if key})


def describe(told: Told) -> Description:
    """Write a new description with its rows. Call inside the action that owns the record."""
    description = Description.objects.create(**told.facts)
    _write_rows(description, told)
    return description


def describe_again(description: Description, told: Told) -> Description:
    """Replace what a side says. History keeps what stood before."""
    for name, value in told.facts.items():
        setattr(description, name, value)
    description.save()
    for rows in (description.names, description.relatives, description.marks):
        rows.all().delete()
    _write_rows(description, told)
    return description


def new_child() -> Child:
    """A bare identity for a new record."""
    return Child.objects.create()


def _write_rows(description: Description, told: Told) -> None:
    DescriptionName.objects.bulk_create(_name_rows(description, told.names))
    Relative.objects.bulk_create(
        Relative(
            description=description,
            relation=relative.relation,
            text=relative.text,
            native=relative.native,
            living=relative.living,
            occupation=relative.occupation,
            position=position,
        )
        for position, relative in enumerate(told.relatives)
        if relative.text.strip() or relative.native.strip()
    )
    Mark.objects.bulk_create(
        Mark(
            description=description,
            kind=mark.kind,
            part=mark.part,
            side=mark.side,
            text=mark.text,
            intimate=mark.intimate,
            position=position,
        )
        for position, mark in enumerate(told.marks)
        if mark.text.strip() or mark.kind or mark.part
    )


def _name_rows(description: Description, names: Iterable[NameWritten]) -> list[DescriptionName]:
    return [
        DescriptionName(
            description=description,
            kind=name.kind,
            text=name.text.strip(),
            script=script_of(name.text),
            keys=name_keys(name.text),
            position=position,
        )
        for position, name in enumerate(names)
        if name.text.strip()
    ]
