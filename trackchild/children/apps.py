"""The children package as Django knows it."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "trackchild.children"
    label = "children"
