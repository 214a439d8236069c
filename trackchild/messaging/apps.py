"""The messaging package as Django knows it."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "trackchild.messaging"
    label = "messaging"
