"""Pictures by what they may be used for."""

from typing import Self

from django.db import models
from django.db.models import Q

from .vocabulary import COMPARED, PUBLIC_KINDS, PhotoKind


class PhotoQuerySet(models.QuerySet):  # type: ignore[type-arg]  # Django's class takes no argument at run time
    """Photographs."""

    def fit_for_public(self) -> Self:
        """The same rule as `Photo.is_fit_for_public`, asked of the database."""
        asks_which = Q(kind=PhotoKind.CHILD, chosen_face=None, faces__0__isnull=False)
        return self.filter(kind__in=PUBLIC_KINDS).exclude(asks_which)

    def to_compare(self) -> Self:
        """Photographs of the child in which it is known which face is meant. Nothing else is ever matched."""
        return self.filter(kind__in=COMPARED, chosen_face__isnull=False)
