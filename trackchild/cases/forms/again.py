"""A description as its sheet shows it again."""

from decimal import Decimal
from typing import Any

from trackchild.children import vocabulary as child_words
from trackchild.children.models import Description

from .blocks import MARK_PARTS, PLAIN, RELATIONS, THREE_STATES, TONGUES


def initial_of(description: Description, contacts: list[Any]) -> dict[str, Any]:
    """A description as the sheet shows it again."""
    kinds = child_words.NameKind
    initial: dict[str, Any] = {name: getattr(description, name) for name in PLAIN}
    for name in THREE_STATES:
        initial[name] = _three_states(initial[name])
    if isinstance(initial["age_years"], Decimal):
        initial["age_years"] = f"{initial['age_years'].normalize():f}"
    initial["name"] = next(iter(description.names_of(kinds.NAME)), "")
    initial["native"] = next(iter(description.names_of(kinds.NATIVE)), "")
    initial["alias"] = "; ".join(description.names_of(kinds.ALIAS))
    if description.home_state_id:
        initial["home"] = (
            f"d{description.home_district_id}" if description.home_district_id else f"s{description.home_state_id}"
        )
    initial.update(zip(TONGUES, description.languages, strict=False))
    phones = {contact.relation: contact.phones.all() for contact in contacts if contact.kind == "RELATIVE"}
    for prefix, relation in RELATIONS:
        for relative in description.relatives_of(relation)[:1]:
            initial[f"{prefix}_name"], initial[f"{prefix}_native"] = relative.text, relative.native
            initial[f"{prefix}_living"] = _three_states(relative.living)
            initial[f"{prefix}_occupation"] = relative.occupation
        for phone in list(phones.get(relation, ()))[:1]:
            initial[f"{prefix}_phone"] = phone.number
    for row, mark in enumerate(description.marks.all()):
        initial.update({f"mark_{row}_{part}": getattr(mark, part) for part in MARK_PARTS})
    return initial


def _three_states(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
