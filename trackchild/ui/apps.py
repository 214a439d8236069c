"""The ui package as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trackchild.ui"
    label = "ui"
