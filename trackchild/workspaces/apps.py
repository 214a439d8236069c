"""The workspaces package as Django knows it."""

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "trackchild.workspaces"
    label = "workspaces"
