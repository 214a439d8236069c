"""The cases package as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "trackchild.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell the pictures where records came from: an erased face must not come back with the next import."""
        import_module("trackchild.cases.photo_sources")
