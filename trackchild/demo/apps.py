"""The demo package as Django knows it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "trackchild.demo"
    label = "demo"
