"""The portal package as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "trackchild.portal"
    label = "portal"
