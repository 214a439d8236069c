"""The processes that look at faces, as this installation chose them."""

from django.conf import settings

from trackchild.faces.pool import FacePool, shared


def face_pool() -> FacePool:
    """This process's pool. What it answers raises FacesUnavailable where faces are off or cannot be read."""
    return shared(settings.FACE_ENCODER)
