"""A database says of itself that it is a demonstration country. The mark is a row, so that it travels with a dump."""

from typing import ClassVar

from django.db import models

from .privacy import Tier


class DemoMark(models.Model):
    """One row, written when the demo country is built in an empty database; never in one that holds other data."""

    made_at = models.DateTimeField()

    PRIVACY: ClassVar = {"id": Tier.T0, "made_at": Tier.T0}

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return f"#{self.pk}"


def is_demo_database() -> bool:
    """Whether this database holds the demonstration country and nothing real."""
    return DemoMark.objects.exists()
