"""The photos package as Django knows it."""

from django.apps import AppConfig
from django.conf import settings

from trackchild.faces import pool


class PhotosConfig(AppConfig):
    name = "trackchild.photos"
    label = "photos"

    def ready(self) -> None:
        """The processes that look at faces serve the encoder this installation chose."""
        pool.use(settings.FACE_ENCODER)
