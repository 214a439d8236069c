"""An agency is an office with a part in tracing a child; its kind says which. People and sign-in: see accounts."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trackchild.audit.triggers import keep_history
from trackchild.core.privacy import Tier
from trackchild.geography.models import District, State

from .kinds import HOMES, PLACES, Group, Kind, Level, at_level
from .querysets import AgencyQuerySet

OFFICE_CODE = r"^[0-9]{7}$"
TELEPHONE = r"^\+?[0-9][0-9 -]{2,18}$"


class Agency(models.Model):
    """A station, home, committee, unit or desk, with whom to ask for and how to reach it."""

    class Takes(models.TextChoices):
        BOYS = "BOYS", _("Boys")
        GIRLS = "GIRLS", _("Girls")
        BOTH = "BOTH", _("Boys and girls")

    class Registration(models.TextChoices):
        REGISTERED = "REGISTERED", pgettext_lazy("home", "Registered")
        PROVISIONAL = "PROVISIONAL", pgettext_lazy("home", "Provisionally registered")
        EXPIRED = "EXPIRED", pgettext_lazy("home", "Registration has run out")
        UNREGISTERED = "UNREGISTERED", pgettext_lazy("home", "Not registered")

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=160)
    code = models.CharField(max_length=7, unique=True, validators=[RegexValidator(OFFICE_CODE)])
    """Seven figures; every case number begins with it, so it never changes and is never given out twice."""
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, blank=True, related_name="agencies")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="agencies")
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True, validators=[RegexValidator(TELEPHONE)])
    phone_alt = models.CharField(max_length=20, blank=True, validators=[RegexValidator(TELEPHONE)])
    email = models.EmailField(blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    sanctioned_strength = models.PositiveSmallIntegerField(null=True, blank=True)
    takes = models.CharField(max_length=5, choices=Takes, blank=True)
    registration_status = models.CharField(max_length=12, choices=Registration, blank=True)
    registration_valid_until = models.DateField(null=True, blank=True)
    nodal_officer_name = models.CharField(max_length=120, blank=True)
    nodal_officer_designation = models.CharField(max_length=120, blank=True)
    nodal_officer_phone = models.CharField(max_length=20, blank=True, validators=[RegexValidator(TELEPHONE)])
    active = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.BigIntegerField(null=True, blank=True)
    """Who changed the entry last, as a user's number; empty for an import by an operator."""

    objects = AgencyQuerySet.as_manager()

    # The directory is public (a family must find the station); the officer's own telephone is for officers.
    PRIVACY = {
        "id": Tier.T0,
        "kind": Tier.T0,
        "name": Tier.T0,
        "code": Tier.T0,
        "parent": Tier.T0,
        "state": Tier.T0,
        "district": Tier.T0,
        "address": Tier.T0,
        "phone": Tier.T0,
        "phone_alt": Tier.T0,
        "email": Tier.T0,
        "lat": Tier.T0,
        "lon": Tier.T0,
        "sanctioned_strength": Tier.T2,
        "takes": Tier.T0,
        "registration_status": Tier.T2,
        "registration_valid_until": Tier.T2,
        "nodal_officer_name": Tier.T0,
        "nodal_officer_designation": Tier.T0,
        "nodal_officer_phone": Tier.T2,
        "active": Tier.T0,
        "valid_from": Tier.T0,
        "valid_to": Tier.T0,
        "changed_at": Tier.T2,
        "changed_by": Tier.T2,
    }

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=OFFICE_CODE), name="directory_agency_code_is_seven_figures"),
            models.CheckConstraint(
                condition=~Q(kind__in=at_level(Level.DISTRICT)) | Q(district__isnull=False, state__isnull=False),
                name="directory_agency_of_a_district_has_a_district",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=at_level(Level.STATE)) | Q(district=None, state__isnull=False),
                name="directory_agency_of_a_state_has_only_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=at_level(Level.NATION)) | Q(district=None, state=None),
                name="directory_agency_of_the_nation_has_no_state",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HOMES)
                | Q(sanctioned_strength=None, takes="", registration_status="", registration_valid_until=None),
                name="directory_agency_only_homes_have_places",
            ),
            models.CheckConstraint(
                condition=Q(sanctioned_strength=None) | Q(sanctioned_strength__gte=0),
                name="directory_agency_strength_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                # An unknown would make the check unknown, and the database lets unknown pass.
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(6, 38), lon__range=(68, 98)),
                name="directory_agency_lies_in_india",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="directory_agency_valid_to_not_before_valid_from",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="directory_agency_is_not_its_own_parent"),
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(kind=Kind.REGISTRY_DESK),
                name="directory_agency_one_registry_desk_a_district",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "kind"], name="directory_agency_by_district"),
            models.Index(fields=["state", "kind"], name="directory_agency_by_state"),
        ]
        triggers = [keep_history()]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def group(self) -> Group:
        """The shelf of the directory it stands on."""
        return PLACES[Kind(self.kind)].group

    @property
    def level(self) -> Level:
        """District, state or nation."""
        return PLACES[Kind(self.kind)].level

    def name_in(self, language: str) -> str:
        """Its name in a language, or as it was entered. Reads `names` whole: lists should come through `.named()`."""
        return next((row.name for row in self.names.all() if row.language == language), self.name)


class AgencyName(models.Model):
    """What an agency is called in one language."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=160)

    PRIVACY = {"id": Tier.T0, "agency": Tier.T0, "language": Tier.T0, "name": Tier.T0}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "language"], name="directory_agencyname_once_per_language"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"
