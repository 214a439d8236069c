"""The accounts package as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "trackchild.accounts"
    label = "accounts"
