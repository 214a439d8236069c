"""Faces as numbers: personal data that can be taken back, and never mixed across models."""

from typing import ClassVar

from django.db import models

from trackchild.children.models import Description
from trackchild.core.privacy import Tier


class FaceVector(models.Model):
    """A face as numbers, of one model. Personal data: compared only with its own kind, never exported unasked."""

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
