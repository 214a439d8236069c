"""A description as plain values again, to be written beside another record of the same side."""

from django.db.models import Field

from .actions import MarkSeen, NameWritten, RelativeTold, Told
from .models import Description


def told_by(description: Description) -> Told:
    """Everything a description says. Photographs and face vectors are not part of it."""
    facts = {
        field.name: getattr(description, field.name)
        for field in Description._meta.get_fields()
        if isinstance(field, Field) and not field.primary_key
    }
    return Told(
        facts=facts,
        names=tuple(NameWritten(row.kind, row.text) for row in description.names.order_by("position", "pk")),
        relatives=tuple(
            RelativeTold(row.relation, row.text, row.native, row.living, row.occupation)
            for row in description.relatives.order_by("position", "pk")
        ),
        marks=tuple(
            MarkSeen(row.kind, row.part, row.side, row.text, row.intimate)
            for row in description.marks.order_by("position", "pk")
        ),
    )
