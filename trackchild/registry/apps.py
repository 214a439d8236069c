"""The registry package as Django knows it."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "trackchild.registry"
    label = "registry"
