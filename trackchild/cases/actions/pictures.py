"""Pictures of a record that stands: one more is kept, and somebody who knows the child says what each shows."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import get_case, get_found
from trackchild.cases.states import MISSING_CASE, CaseMove, Event
from trackchild.cases.timeline import record
from trackchild.photos import actions as photo_actions
from trackchild.photos.models import Photo

Record = MissingCase | FoundChild


@action
def keep_pictures(*, of: Record, given: Iterable[photo_actions.Given], by: Viewer, at: datetime) -> list[Photo]:
    """Keep more pictures with a record."""
    held = _open(of, by)
    kept = photo_actions.keep_all(description=held.description, given=given, at=at)
    _note(held, kept, by=by, at=at)
    return kept


@action
def say_which(*, of: Record, photo_id: UUID, chosen_face: int, by: Viewer, at: datetime) -> Photo:
    """Point to the child among the faces of a picture."""
    held = _open(of, by)
    photo = photo_actions.say_which(photo=_photo(held, photo_id), chosen_face=chosen_face)
    _note(held, [photo], by=by, at=at)
    return photo


@action
def say_what(*, of: Record, photo_id: UUID, kind: str, taken_on: date | None, by: Viewer, at: datetime) -> Photo:
    """Correct what a picture shows and when it was taken."""
    held = _open(of, by)
    photo = photo_actions.say_what(photo=_photo(held, photo_id), kind=kind, taken_on=taken_on)
    _note(held, [photo], by=by, at=at)
    return photo


def _open(of: Record, by: Viewer) -> Record:
    """The locked record, if its form may still be corrected by this viewer."""
    if isinstance(of, FoundChild):
        return get_found(by, of.pk, Permission.FOUND_RECORD, lock=True)
    case = get_case(by, of.pk, Permission.CASE_REGISTER, lock=True)
    MISSING_CASE.check(CaseMove.CORRECT, stage=case.stage, reason="-")
    return case


def _photo(held: Record, photo_id: UUID) -> Photo:
    return get_object_or_404(Photo, pk=photo_id, description=held.description_id)


def _note(held: Record, photos: Iterable[Photo], *, by: Viewer, at: datetime) -> None:
    facts = {"photos": [photo.reference for photo in photos]}
    if isinstance(held, FoundChild):
        record(Event.FORM_CORRECTED, by=by, at=at, found=held, facts=facts)
    else:
        record(Event.FORM_CORRECTED, by=by, at=at, case=held, facts=facts)
