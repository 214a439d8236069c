"""The portal package as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "trackchild.portal"
    label = "portal"

    def ready(self) -> None:
        """The photographs' address asks this package whether a picture is public."""
        import_module("trackchild.portal.photo_rule")
