"""Directory of agencies."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "trackchild.directory"
    label = "directory"
