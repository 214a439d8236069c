"""Who the child is: a bare identity, and descriptions that each side records for itself.

A `Child` has no description. Every missing case and every found child gets its own child at birth; a confirmed match or
a merge writes a `ChildLink`, a reversal ends it. Nothing is ever copied from one side to the other.
"""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trackchild.audit.triggers import keep_history
from trackchild.core.constraints import paired
from trackchild.core.privacy import Tier
from trackchild.geography.models import District, State

from . import vocabulary as words


class Child(models.Model):
    """An opaque identity. Two of them may turn out to be one: then they are linked, never rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    PRIVACY: ClassVar = {"id": Tier.T2}

    def __str__(self) -> str:
        return str(self.pk)


class ChildLink(models.Model):
    """Two identities are held to be one child, from a moment until a reversal."""

    first = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="links_as_first")
    second = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="links_as_second")
    reason = models.CharField(max_length=200)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "first", "second", "reason", "linked_at", "linked_by", "ended_at", "ended_by"), Tier.T3
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="children_link_joins_two"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(ended_at=None), name="children_link_once_while_it_lasts"
            ),
            *paired("children_link", "linked", "ended"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.first_id} is {self.second_id}"


class Description(models.Model):
    """What one side says of a child: a report, a missing case or a found child each has its own."""

    sex = models.CharField(_("girl or boy"), max_length=1, choices=words.Sex.choices, blank=True)
    age_years = models.DecimalField(_("age in years"), max_digits=4, decimal_places=1, null=True, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    age_precision = models.CharField(
        _("how sure is the age"), max_length=12, choices=words.AgePrecision.choices, blank=True
    )
    age_source = models.CharField(
        _("where the age comes from"), max_length=12, choices=words.AgeSource.choices, blank=True
    )
    age_on = models.DateField(_("age on this date"), null=True, blank=True)
    religion = models.CharField(_("religion"), max_length=40, blank=True)
    category = models.CharField(_("category"), max_length=20, blank=True)
    nationality = models.CharField(_("nationality"), max_length=40, blank=True)
    school = models.CharField(_("school"), max_length=160, blank=True)
    school_class = models.CharField(_("class"), max_length=30, blank=True)
    aadhaar_last4 = models.CharField(_("last four digits of the Aadhaar number"), max_length=4, blank=True)

    home_state = models.ForeignKey(
        State, verbose_name=_("home state"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    home_district = models.ForeignKey(
        District, verbose_name=_("home district"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    home_village = models.CharField(_("village or ward"), max_length=120, blank=True)
    home_address = models.CharField(_("house, street, post office, landmark"), max_length=300, blank=True)
    home_pin = models.CharField(_("PIN code"), max_length=6, blank=True)
    home_country = models.CharField(_("country of origin, if not India"), max_length=60, blank=True)
    present_address = models.CharField(_("present address, if another"), max_length=300, blank=True)
    family_migrated = models.BooleanField(_("the family has moved for work"), null=True, blank=True)

    height_cm = models.PositiveSmallIntegerField(_("height in centimetres"), null=True, blank=True)
    weight_kg = models.PositiveSmallIntegerField(_("weight in kilograms"), null=True, blank=True)
    build = models.CharField(_("build"), max_length=20, blank=True)
    complexion = models.CharField(_("complexion"), max_length=20, blank=True)
    face = models.CharField(_("shape of the face"), max_length=20, blank=True)
    hair = models.CharField(_("hair"), max_length=40, blank=True)
    eyes = models.CharField(_("eyes"), max_length=40, blank=True)
    teeth = models.CharField(_("teeth"), max_length=60, blank=True)
    other_features = models.CharField(_("nose, forehead, ears, lips"), max_length=200, blank=True)
    speech = models.CharField(_("voice and way of speaking"), max_length=120, blank=True)
    gait = models.CharField(_("way of walking"), max_length=120, blank=True)
    blood_group = models.CharField(_("blood group"), max_length=4, blank=True)

    disability = models.CharField(_("disability"), max_length=120, blank=True)
    health = models.CharField(_("illness and medicine the child needs"), max_length=300, blank=True)

    languages = ArrayField(models.CharField(max_length=60), verbose_name=_("languages"), default=list, blank=True)
    dialect = models.CharField(_("dialect"), max_length=60, blank=True)
    can_read = models.BooleanField(_("can read and write"), null=True, blank=True)

    clothing = models.CharField(_("clothes"), max_length=300, blank=True)
    footwear = models.CharField(_("footwear"), max_length=100, blank=True)
    jewellery = models.CharField(_("jewellery"), max_length=100, blank=True)
    belongings = models.CharField(_("bag, telephone, money and other things"), max_length=300, blank=True)

    photo_on = models.DateField(_("date of the photograph"), null=True, blank=True)
    photo_absent = models.CharField(
        _("why there is no photograph"), max_length=12, choices=words.PhotoAbsent.choices, blank=True
    )

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "sex": Tier.T0,
        "age_years": Tier.T0,
        "birth_on": Tier.T2,
        "age_precision": Tier.T1,
        "age_source": Tier.T1,
        "age_on": Tier.T1,
        "religion": Tier.T3,
        "category": Tier.T3,
        "nationality": Tier.T2,
        "school": Tier.T2,
        "school_class": Tier.T2,
        "aadhaar_last4": Tier.T3,
        "home_state": Tier.T1,
        "home_district": Tier.T1,
        "home_village": Tier.T1,
        "home_address": Tier.T3,
        "home_pin": Tier.T2,
        "home_country": Tier.T1,
        "present_address": Tier.T3,
        "family_migrated": Tier.T2,
        "height_cm": Tier.T0,
        "weight_kg": Tier.T1,
        "build": Tier.T0,
        "complexion": Tier.T0,
        "face": Tier.T0,
        "hair": Tier.T0,
        "eyes": Tier.T0,
        "teeth": Tier.T1,
        "other_features": Tier.T1,
        "speech": Tier.T1,
        "gait": Tier.T1,
        "blood_group": Tier.T2,
        "disability": Tier.T1,
        "health": Tier.T3,
        "languages": Tier.T0,
        "dialect": Tier.T1,
        "can_read": Tier.T1,
        "clothing": Tier.T0,
        "footwear": Tier.T0,
        "jewellery": Tier.T1,
        "belongings": Tier.T1,
        "photo_on": Tier.T0,
        "photo_absent": Tier.T1,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sex__in=["F", "M", "T", ""]), name="children_description_sex_is_known"),
            models.CheckConstraint(
                condition=Q(age_years=None) | Q(age_years__gte=0, age_years__lte=120),
                name="children_description_age_is_human",
            ),
            models.CheckConstraint(
                condition=Q(height_cm=None) | Q(height_cm__gte=20, height_cm__lte=230),
                name="children_description_height_is_human",
            ),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def names_of(self, *kinds: str) -> list[str]:
        """Names as written, in the order given. Reads the prefetched rows."""
        return [row.text for row in self.names.all() if row.kind in kinds]

    @property
    def name(self) -> str:
        """The first name as written in Latin or, failing that, in its own script; empty when unknown."""
        names: list[str] = self.names_of(words.NameKind.NAME, words.NameKind.NATIVE) or self.names_of(
            words.NameKind.ALIAS
        )
        return names[0] if names else ""

    def relatives_of(self, relation: str) -> list["Relative"]:
        return [row for row in self.relatives.all() if row.relation == relation]


class DescriptionName(models.Model):
    """One name as somebody wrote it, with its script and the keys by which other spellings find it."""

    description = models.ForeignKey(Description, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=8, choices=words.NameKind.choices)
    text = models.CharField(_("name"), max_length=200)
    script = models.CharField(max_length=4)
    keys = ArrayField(models.CharField(max_length=60), default=list)
    position = models.PositiveSmallIntegerField(default=0)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "description": Tier.T2,
        "kind": Tier.T1,
        # The first name alone may reach the public card; which part that is, is the publication's decision.
        "text": Tier.T1,
        "script": Tier.T1,
        "keys": Tier.T2,
        "position": Tier.T2,
    }

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["keys"], name="children_name_by_key")]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Relative(models.Model):
    """A relative as one side knows her. Telephone numbers of people live with their contacts, not here."""

    description = models.ForeignKey(Description, on_delete=models.CASCADE, related_name="relatives")
    relation = models.CharField(max_length=8, choices=words.Relation.choices)
    text = models.CharField(_("name"), max_length=200, blank=True)
    native = models.CharField(_("name in its own script"), max_length=200, blank=True)
    living = models.BooleanField(_("living"), null=True, blank=True)
    occupation = models.CharField(_("occupation"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "description": Tier.T2,
        "relation": Tier.T1,
        "text": Tier.T1,
        "native": Tier.T1,
        "living": Tier.T2,
        "occupation": Tier.T2,
        "position": Tier.T2,
    }

    class Meta:
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.relation}"


class Mark(models.Model):
    """One identifying mark. `text` is what was said; kind, part and side are chosen, or empty when only told."""

    description = models.ForeignKey(Description, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=12, choices=words.MarkKind.choices, blank=True)
    part = models.CharField(max_length=12, choices=words.BodyPart.choices, blank=True)
    side = models.CharField(max_length=6, choices=words.Side.choices, blank=True)
    text = models.CharField(_("in words"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    intimate = models.BooleanField(_("on a part of the body that is covered"), default=False)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "description": Tier.T2,
        "kind": Tier.T0,
        "part": Tier.T0,
        "side": Tier.T0,
        "text": Tier.T1,
        "position": Tier.T2,
        "intimate": Tier.T1,
    }

    class Meta:
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.part}"

    def as_told(self) -> str:
        """The mark in words, as the matcher and an export read it."""
        return self.text or " ".join(word for word in (self.kind, self.side, self.part) if word)


RELATED: tuple[Any, ...] = ("names", "relatives", "marks")
"""What to prefetch wherever a description is shown or weighed."""
