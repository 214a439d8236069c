"""The blocks of a description: which fields a sheet has, in which fieldset, in which order."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from trackchild.children import vocabulary as child_words

RELATIONS = (
    ("father", child_words.Relation.FATHER),
    ("mother", child_words.Relation.MOTHER),
    ("guardian", child_words.Relation.GUARDIAN),
    ("sibling", child_words.Relation.SIBLING),
)
RELATIVE_PARTS = ("name", "native", "living", "occupation", "phone")
MARK_PARTS = ("kind", "part", "side", "text", "intimate")
MARK_ROWS = 4
MOST_MARKS = 12
TONGUES = ("mother_tongue", "second_language", "third_language")
CATEGORIES = (
    ("SC", gettext_lazy("Scheduled Caste")),
    ("ST", gettext_lazy("Scheduled Tribe")),
    ("OBC", gettext_lazy("Other Backward Class")),
    ("GENERAL", gettext_lazy("General")),
)
BLOOD_GROUPS = tuple((group, group) for group in ("A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"))
PLAIN = (
    "sex",
    "age_years",
    "birth_on",
    "age_precision",
    "age_source",
    "religion",
    "category",
    "nationality",
    "school",
    "school_class",
    "aadhaar_last4",
    "home_village",
    "home_address",
    "home_pin",
    "home_country",
    "present_address",
    "family_migrated",
    "height_cm",
    "weight_kg",
    "build",
    "complexion",
    "face",
    "hair",
    "eyes",
    "teeth",
    "other_features",
    "speech",
    "gait",
    "blood_group",
    "disability",
    "health",
    "dialect",
    "can_read",
    "clothing",
    "footwear",
    "jewellery",
    "belongings",
    "photo_absent",
)
"""Fields of Description that stand in the form under their own name."""
THREE_STATES = ("family_migrated", "can_read")


@dataclass(frozen=True, slots=True)
class Section:
    """A fieldset: single fields, then rows of fields that belong together."""

    title: str | Promise
    fields: tuple[str, ...] = ()
    rows: tuple[tuple[str | Promise, tuple[str, ...]], ...] = ()
    hint: str | Promise = ""


@dataclass(frozen=True, slots=True)
class BoundSection:
    """A fieldset ready to be drawn."""

    title: str | Promise
    hint: str | Promise
    fields: list[BoundField]
    rows: list[tuple[str | Promise, list[BoundField]]]
    has_errors: bool


def _relative_rows() -> tuple[tuple[str | Promise, tuple[str, ...]], ...]:
    return tuple(
        (relation.label, tuple(f"{prefix}_{part}" for part in RELATIVE_PARTS)) for prefix, relation in RELATIONS
    )


IDENTITY = Section(
    gettext_lazy("Identity"),
    ("name", "native", "alias", "sex", "age_years", "birth_on", "age_precision", "age_source", "religion", "category",
     "nationality", "school", "school_class", "aadhaar_last4"),
)  # fmt: skip
FAMILY = Section(gettext_lazy("Parents and family"), rows=_relative_rows())
ADDRESS = Section(
    gettext_lazy("Address"),
    ("home", "home_village", "home_pin", "home_country", "home_address", "present_address", "family_migrated"),
)
PHYSICAL = Section(
    gettext_lazy("Physical description"),
    ("height_cm", "weight_kg", "build", "complexion", "face", "hair", "eyes", "teeth", "other_features", "speech",
     "gait", "blood_group", "disability", "health"),
)  # fmt: skip
MARKS = Section(
    gettext_lazy("Identifying marks"),
    hint=gettext_lazy("One row for each mark. Left and right are those of the child. Two rows are always left empty."),
)
LANGUAGE = Section(gettext_lazy("Language"), (*TONGUES, "dialect", "can_read"))
CLOTHING = Section(gettext_lazy("Clothes and belongings"), ("clothing", "footwear", "jewellery", "belongings"))
PICTURES = ("picture", "picture_2", "picture_3")
PICTURE = Section(
    gettext_lazy("Photographs"),
    ("photo_absent",),
    rows=tuple(
        (title, (name, f"{name}_kind", f"{name}_on"))
        for title, name in zip(
            (gettext_lazy("First photograph"), gettext_lazy("Second photograph"), gettext_lazy("Third photograph")),
            PICTURES,
            strict=True,
        )
    ),
    hint=gettext_lazy(
        "Three photographs of different years are worth much more than one. If the form comes back with a problem, "
        "choose the files again."
    ),
)
DESCRIPTION = (IDENTITY, FAMILY, ADDRESS, PHYSICAL, MARKS, LANGUAGE, CLOTHING, PICTURE)
