"""The placements package as Django knows it."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "trackchild.placements"
    label = "placements"
