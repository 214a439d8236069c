"""Faces as numbers: personal data that can be taken back, and never mixed across models."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trackchild.audit.triggers import keep_history
from trackchild.children.models import Description
from trackchild.core.privacy import Tier

from .pictures import Photo


class FaceVector(models.Model):
    """The face of a description as numbers of one model: the mean of its photographs of about the same age.

    Personal data: compared only with its own kind, never exported unasked.
    """

    description = models.ForeignKey(Description, on_delete=models.PROTECT, related_name="vectors")
    model_id = models.CharField(max_length=120)
    vector = models.BinaryField()
    taken_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar = {
        "id": Tier.T5,
        "description": Tier.T5,
        "model_id": Tier.T5,
        "vector": Tier.T5,
        "taken_on": Tier.T5,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["description", "model_id"], name="photos_vector_once_per_model")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.model_id}"


class Outcome(models.TextChoices):
    """What came of looking for the child's face in a photograph."""

    ENCODED = "ENCODED"
    NO_FACE = "NO_FACE"
    WHICH = "WHICH"
    """Several faces, and nobody has said which is the child."""
    TOO_SMALL = "TOO_SMALL"
    SUPPRESSED = "SUPPRESSED"


class PhotoVector(models.Model):
    """The child's face in one photograph, by one model; or why there is none, so that nobody looks for ever."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="vectors")
    model_id = models.CharField(max_length=120)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    vector = models.BinaryField(null=True)
    made_at = models.DateTimeField()

    PRIVACY: ClassVar = dict.fromkeys(("id", "photo", "model_id", "outcome", "vector", "made_at"), Tier.T5)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["photo", "model_id"], name="photos_photo_vector_once_per_model"),
            models.CheckConstraint(
                condition=Q(outcome="ENCODED", vector__isnull=False) | (~Q(outcome="ENCODED") & Q(vector=None)),
                name="photos_photo_vector_if_encoded",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome}"


class FaceSuppression(models.Model):
    """A face that was erased must not come back with the next import: digests under a key, of which nothing is read."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    PRIVACY: ClassVar = {"id": Tier.T2, "digest": Tier.T5, "made_at": Tier.T2}

    class Meta:
        triggers: ClassVar = [keep_history("digest")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class FaceModel(models.Model):
    """An encoder that works or has worked here. One at a time is compared; a new one takes over when it is complete."""

    model_id = models.CharField(max_length=120, unique=True)
    licence = models.TextField(blank=True)
    first_used_at = models.DateTimeField()
    in_use = models.BooleanField(default=False)

    PRIVACY: ClassVar = dict.fromkeys(("id", "model_id", "licence", "first_used_at", "in_use"), Tier.T0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="photos_one_face_model_in_use")
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return self.model_id


class FaceCalibration(models.Model):
    """What a likeness of one model is worth as evidence, as somebody measured it. Used only after somebody said so."""

    model_id = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    fitted_at = models.DateTimeField()
    line = models.JSONField(help_text="intercept, slope and cap in bits; reliability by age and by years between")
    report = models.JSONField(default=dict, help_text="what was counted and how well it did; never a picture or a name")
    in_use = models.BooleanField(default=False)

    PRIVACY: ClassVar = dict.fromkeys(("id", "model_id", "version", "fitted_at", "line", "report", "in_use"), Tier.T2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["model_id", "version"], name="photos_calibration_version_once"),
            models.UniqueConstraint(
                fields=["model_id"], condition=Q(in_use=True), name="photos_one_calibration_in_use"
            ),
        ]
        triggers: ClassVar = [keep_history("report")]

    def __str__(self) -> str:
        return f"{self.model_id} {self.version}"
