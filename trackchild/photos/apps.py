"""The photos package as Django knows it."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "trackchild.photos"
    label = "photos"
