"""The matching package as Django knows it."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "trackchild.matching"
    label = "matching"
