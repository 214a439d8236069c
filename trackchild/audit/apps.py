"""The audit package as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "trackchild.audit"
    label = "audit"
