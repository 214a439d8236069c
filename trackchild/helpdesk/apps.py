"""The helpdesk package as Django knows it."""

from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    name = "trackchild.helpdesk"
    label = "helpdesk"
