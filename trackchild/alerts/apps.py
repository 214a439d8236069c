"""The alerts package as Django knows it."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "trackchild.alerts"
    label = "alerts"
