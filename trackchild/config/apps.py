"""Loads the jobs of every package once Django is ready, so that the worker knows them by name."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

JOB_MODULES = (
    "trackchild.reactions",
    "trackchild.messaging.jobs",
    "trackchild.config.schedule",
)


class ConfigConfig(AppConfig):
    name = "trackchild.config"
    label = "config"


def load_jobs(_queue: Any) -> None:
    """Called by the queue's own app when it is ready."""
    for module in JOB_MODULES:
        import_module(module)
