"""Geography: states, districts, distances."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "trackchild.geography"
    label = "geography"
