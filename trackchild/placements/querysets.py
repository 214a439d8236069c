"""Restorations within a viewer's reach: those of the children the viewer may reach."""

from typing import TYPE_CHECKING, Self

from django.db import models

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild

from .states import OPEN

if TYPE_CHECKING:
    from .models import Restoration  # noqa: F401 - named in a base class


class RestorationQuerySet(models.QuerySet["Restoration"]):
    """Restorations."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        return self.filter(found__in=FoundChild.objects.visible_to(viewer, permission))

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)
