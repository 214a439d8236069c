"""Core: jobs, life-cycle and privacy machinery, ids. Knows no domain."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "trackchild.core"
    label = "core"
