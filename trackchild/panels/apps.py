"""The panels package as Django knows it."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "trackchild.panels"
    label = "panels"
