"""Facts of a record as label and value, and never one above the reader's tier: pages show records through here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases import vocabulary as case_words
from trackchild.cases.forms.blocks import CATEGORIES
from trackchild.cases.forms.languages import language_name
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children import vocabulary as child_words
from trackchild.children.models import Description, Mark
from trackchild.core.privacy import Tier
from trackchild.geography.models import District, State
from trackchild.ui.templatetags.ui import day, ist

WORDS: dict[str, dict[str, str | Promise]] = {
    "build": dict(child_words.Build.choices),
    "complexion": dict(child_words.Complexion.choices),
    "face": dict(child_words.Face.choices),
    "hair": dict(child_words.Hair.choices),
    "category": dict(CATEGORIES),
    "place_kind": dict(case_words.PlaceKind.choices),
}
"""Words of fields that also hold what an earlier register wrote; such a word is shown as it stands."""
LABELS: dict[str, str | Promise] = {
    "channel": gettext_lazy("How the complaint came"),
    "last_seen_precision": gettext_lazy("How sure is the time"),
    "home": gettext_lazy("Home"),
    "kind": gettext_lazy("Kind of entry"),
    "admitted_at": gettext_lazy("Admitted to the home"),
    "produced_at": gettext_lazy("Produced before the committee"),
    "produced_late_because": gettext_lazy("Why the child is produced late"),
    "restored_at": gettext_lazy("With the family since"),
    "traced_at": gettext_lazy("Traced"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what is meant, and what the record says."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under a heading."""

    title: str
    facts: Sequence[Fact]


def tier_of(viewer: Viewer) -> Tier:
    """How far a viewer reads in a record within reach: the detail of an offence needs a right of its own."""
    return Tier.T4 if viewer.may(Permission.OFFENCE_READ) else Tier.T3


def value_of(record: Model, name: str) -> str:
    """A field's value as people read it; empty when unknown."""
    value = getattr(record, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return ""
    field = record._meta.get_field(name)
    if getattr(field, "choices", None):
        return str(getattr(record, f"get_{name}_display")())
    return _as_text(name, value)


def _as_text(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return ist(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, State | District):
        return value.name_in(get_language() or "en")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return ", ".join(language_name(one) for one in value)
    return str(WORDS.get(name, {}).get(value, value))


def facts_of(record: Model, names: Iterable[str], upto: Tier) -> list[Fact]:
    """The known facts among `names` that a reader of tier `upto` may see."""
    tiers = record.PRIVACY  # type: ignore[attr-defined]
    return [
        Fact(name, label_of(record, name), value)
        for name in names
        if tiers[name] <= upto and not _says_nothing(record, name) and (value := value_of(record, name))
    ]


def _says_nothing(record: Model, name: str) -> bool:
    """A box that nobody ticked, a journey of no hours; a "no" that was asked for is an answer."""
    value = getattr(record, name)
    return isinstance(value, int) and not value and not record._meta.get_field(name).null


def label_of(record: Model, name: str) -> str:
    """The field's name as people read it."""
    return str(LABELS.get(name) or capfirst(str(record._meta.get_field(name).verbose_name)))  # type: ignore[union-attr]


IDENTITY = ("sex", "age_years", "birth_on", "age_precision", "age_source", "religion", "category", "nationality",
            "school", "school_class", "aadhaar_last4")  # fmt: skip
ADDRESS = ("home_state", "home_district", "home_village", "home_address", "home_pin", "home_country",
           "present_address", "family_migrated")  # fmt: skip
PHYSICAL = ("height_cm", "weight_kg", "build", "complexion", "face", "hair", "eyes", "teeth", "other_features",
            "speech", "gait", "blood_group", "disability", "health")  # fmt: skip
LANGUAGE = ("languages", "dialect", "can_read")
CLOTHING = ("clothing", "footwear", "jewellery", "belongings")
PHOTO = ("photo_on", "photo_absent")
COMPLAINT = ("channel", "received_at", "gd_number", "gd_at", "fir_number", "fir_at", "fir_sections",
             "zero_fir_station", "no_fir_reason", "investigator", "investigator_rank", "investigator_phone",
             "cctns_number")  # fmt: skip
LAST_SEEN = ("last_seen_at", "last_seen_precision", "last_seen_until", "state", "district", "place", "last_seen_with",
             "route", "destination", "earlier_absences")  # fmt: skip
CIRCUMSTANCE = ("circumstance", "circumstance_text", "sexual_offence")
OUTCOME = ("traced_at", "how_traced", "traced_place", "restored_at", "close_reason", "racket_found", "closed_at")
FOUND = ("kind", "found_at", "state", "district", "place", "place_kind", "found_by", "found_by_name", "with_whom")
CUSTODY = ("charge_taken_at", "journey_hours", "admitted_at", "produced_at", "produced_late_because", "gd_number",
           "fir_number", "restored_at")  # fmt: skip
TELLS = ("own_account", "remembers", "wish_to_return")
CONDITION = ("condition", "treatment", "tracing_done", "allegation", "sexual_offence", "conflict_with_law")


def description_groups(description: Description, upto: Tier) -> list[Group]:
    """Everything one side says of the child, by block."""
    return _groups(
        (_("Identity"), [*_names(description), *facts_of(description, IDENTITY, upto)]),
        (_("Parents and family"), _relatives(description)),
        (_("Address"), facts_of(description, ADDRESS, upto)),
        (_("Physical description"), facts_of(description, PHYSICAL, upto)),
        (_("Identifying marks"), [Fact("mark", _("Mark"), mark_words(mark)) for mark in description.marks.all()]),
        (_("Language"), facts_of(description, LANGUAGE, upto)),
        (_("Clothes and belongings"), facts_of(description, CLOTHING, upto)),
        (_("Photograph"), facts_of(description, PHOTO, upto)),
    )


def case_groups(case: MissingCase, upto: Tier) -> list[Group]:
    """Form M by section."""
    return [
        *_groups(
            (_("When and where"), facts_of(case, LAST_SEEN, upto)),
            (_("Circumstance"), facts_of(case, CIRCUMSTANCE, upto)),
        ),
        *description_groups(case.description, upto),
        *_groups(
            (_("Complaint and investigation"), facts_of(case, COMPLAINT, upto)),
            (_("Outcome"), facts_of(case, OUTCOME, upto)),
        ),
    ]


def found_groups(found: FoundChild, upto: Tier) -> list[Group]:
    """Form R by section."""
    return [
        *_groups(
            (_("Found"), facts_of(found, FOUND, upto)),
            (_("Custody"), facts_of(found, CUSTODY, upto)),
            (_("What the child tells"), facts_of(found, TELLS, upto)),
        ),
        *description_groups(found.description, upto),
        *_groups((_("Condition and first steps"), facts_of(found, CONDITION, upto))),
    ]


def _groups(*pairs: tuple[str, Sequence[Fact]]) -> list[Group]:
    return [Group(title, facts) for title, facts in pairs if facts]


def _names(description: Description) -> list[Fact]:
    kinds = dict(child_words.NameKind.choices)
    return [Fact("name", str(kinds[row.kind]), row.text) for row in description.names.all()]


def _relatives(description: Description) -> list[Fact]:
    return [
        Fact("relative", str(row.get_relation_display()), ", ".join(part for part in _relative_parts(row) if part))
        for row in description.relatives.all()
    ]


def _relative_parts(row: Any) -> tuple[str, ...]:
    living = _("no longer living") if row.living is False else ""
    return (row.text, row.native, row.occupation, living)


def mark_words(mark: Mark) -> str:
    """A mark as it was said, with what was chosen."""
    chosen = [str(mark.get_kind_display()) if mark.kind else "", str(mark.get_part_display()) if mark.part else ""]
    if mark.side:
        chosen.append(str(mark.get_side_display()))
    coded = ", ".join(word for word in chosen if word)
    return f"{coded}: {mark.text}" if coded and mark.text else coded or mark.text
