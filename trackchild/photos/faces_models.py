"""A new encoder takes over: everything is encoded anew in the background, then all at once the new numbers are used."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from trackchild.core import jobs
from trackchild.faces import FacesUnavailable
from trackchild.faces.pool import shared

from .faces_encoding import ENCODE_FACE
from .models import FaceModel, FaceVector, Photo, PhotoVector
from .vocabulary import COMPARED

AT_ONCE = 500
FOREIGN = "imported:"
"""Vectors that came with an import name their source; no encoder of ours made them and none can make them anew."""


def encode_what_lacks(*, at: datetime) -> int:
    """Ask for photographs the present encoder has not seen, and switch to it when none is left; how many were asked.

    It also catches pictures that came by a way that asks for nothing, and jobs that were lost.
    """
    try:
        model_id = shared().info().model_id
    except FacesUnavailable:
        return 0
    seen = PhotoVector.objects.filter(photo=OuterRef("pk"), model_id=model_id)
    lacking = list(
        Photo.objects.filter(~Exists(seen), kind__in=COMPARED)
        .order_by("-kept_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    with transaction.atomic():
        for photo_id in lacking:
            jobs.enqueue(ENCODE_FACE, photo_id=str(photo_id))
    if not lacking:
        _switch_to(model_id)
    return len(lacking)


@transaction.atomic
def _switch_to(model_id: str) -> None:
    """Compare with the new numbers from now on, and let the old ones go."""
    new = FaceModel.objects.select_for_update().filter(model_id=model_id).first()
    if new is None or new.in_use:
        return
    FaceModel.objects.filter(in_use=True).update(in_use=False)
    new.in_use = True
    new.save(update_fields=["in_use"])
    # Writing them again puts every one of them before the matcher.
    FaceVector.objects.filter(model_id=model_id).update(taken_on=F("taken_on"))
    FaceVector.objects.exclude(model_id=model_id).exclude(model_id__startswith=FOREIGN).delete()
    PhotoVector.objects.exclude(model_id=model_id).delete()
