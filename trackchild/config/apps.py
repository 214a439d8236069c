"""Loads the jobs of every package once Django is ready, so that web and worker know them by name."""

from importlib import import_module

from django.apps import AppConfig

JOB_MODULES = (
    "trackchild.reactions",
    "trackchild.messaging.jobs",
    "trackchild.photos.jobs",
    "trackchild.config.schedule",
)


class ConfigConfig(AppConfig):
    name = "trackchild.config"
    label = "config"

    def ready(self) -> None:
        for module in JOB_MODULES:
            import_module(module)
