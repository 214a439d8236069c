"""States and districts by official code: what each language calls them, what followed them, which are near."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trackchild.core.privacy import Tier

from .querysets import DistrictQuerySet, StateQuerySet

# A language whose own list is not complete borrows the names of a sister written in the same script.
SISTERS = {"mai": "hi", "doi": "hi", "brx": "hi", "sa": "hi", "ne": "hi", "kok": "mr", "ks": "ur", "mni": "bn"}


class _Named(models.Model):
    """Has a name as the register writes it, and names in other languages."""

    name = models.CharField(max_length=80)

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        """What speakers of a language call it; the register's own spelling where that is not known.

        Reads the `names` relation whole, so lists should come through `.named()`.
        """
        names: models.Manager[PlaceName] = self.names  # type: ignore[attr-defined]
        known = {place.language: place.name for place in names.all()}
        return known.get(language) or known.get(SISTERS.get(language, ""), self.name)


class State(_Named):
    """A state or union territory, known by its code in the Local Government Directory."""

    class Kind(models.TextChoices):
        STATE = "STATE", _("State")
        UT = "UT", _("Union territory")

    lgd_code = models.SmallIntegerField(primary_key=True)
    kind = models.CharField(max_length=5, choices=Kind)
    iso = models.CharField(max_length=5, unique=True)
    iso_before_2023 = models.CharField(max_length=5, blank=True)
    census_2011_code = models.CharField(max_length=2, blank=True)
    former_lgd_codes = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    """Codes of territories that were merged into this one; old papers still carry them."""

    objects = StateQuerySet.as_manager()
    PRIVACY: ClassVar = dict.fromkeys(
        ("lgd_code", "name", "kind", "iso", "iso_before_2023", "census_2011_code", "former_lgd_codes"), Tier.T0
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="geography_state_once_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class District(_Named):
    """A revenue district and its approximate centre: good for "how far apart", not for maps."""

    class Basis(models.TextChoices):
        POLYGON = "polygon", _("Mean of the boundary")
        APPROXIMATE = "approximate", _("Approximate, to about a tenth of a degree")

    lgd_code = models.IntegerField(primary_key=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="districts")
    lat = models.FloatField()
    lon = models.FloatField()
    basis = models.CharField(max_length=12, choices=Basis)
    valid_from = models.DateField(null=True, blank=True)
    """First day; empty: before the register began."""
    valid_to = models.DateField(null=True, blank=True)
    """Last day; empty: still there."""
    followed_by = models.ManyToManyField(
        "self", through="DistrictSuccessor", symmetrical=False, related_name="follows", blank=True
    )

    objects = DistrictQuerySet.as_manager()
    PRIVACY: ClassVar = dict.fromkeys(
        ("lgd_code", "name", "state", "lat", "lon", "basis", "valid_from", "valid_to", "followed_by"), Tier.T0
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "name"], name="geography_district_once_per_state_and_name"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="geography_district_valid_to_not_before_valid_from",
            ),
            models.CheckConstraint(
                condition=Q(lat__gte=6, lat__lte=38, lon__gte=68, lon__lte=98), name="geography_district_lies_in_india"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DistrictSuccessor(models.Model):
    """A district that took over part or all of a retired one; reports map old to new along these."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="successors")
    successor = models.ForeignKey(District, on_delete=models.PROTECT, related_name="predecessors")

    PRIVACY: ClassVar = {"id": Tier.T0, "district": Tier.T0, "successor": Tier.T0}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "successor"], name="geography_successor_once_per_pair"),
            models.CheckConstraint(condition=~Q(district=F("successor")), name="geography_successor_is_another"),
        ]

    def __str__(self) -> str:
        return f"#{self.district_id} → #{self.successor_id}"


class Neighbour(models.Model):
    """Two districts whose centres lie within a hundred kilometres; each pair stands in both directions."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")
    km = models.FloatField()

    PRIVACY: ClassVar = {"id": Tier.T0, "district": Tier.T0, "neighbour": Tier.T0, "km": Tier.T0}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "neighbour"], name="geography_neighbour_once_per_pair"),
            models.CheckConstraint(condition=~Q(district=F("neighbour")), name="geography_neighbour_is_another"),
        ]
        indexes = [models.Index(fields=["district", "km"], name="geography_neighbour_by_km")]

    def __str__(self) -> str:
        return f"#{self.district_id} – #{self.neighbour_id}"


class PlaceName(models.Model):
    """What a state or a district is called in one language."""

    state = models.ForeignKey(State, on_delete=models.CASCADE, null=True, blank=True, related_name="names")
    district = models.ForeignKey(District, on_delete=models.CASCADE, null=True, blank=True, related_name="names")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=120)

    PRIVACY: ClassVar = dict.fromkeys(("id", "state", "district", "language", "name"), Tier.T0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=None, district__isnull=False) | Q(state__isnull=False, district=None),
                name="geography_placename_of_one_place",
            ),
            models.UniqueConstraint(fields=["state", "language"], name="geography_placename_once_per_state"),
            models.UniqueConstraint(fields=["district", "language"], name="geography_placename_once_per_district"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"
