"""The pictures of a record: what each shows, which face is the child's, one more, and the sealed originals."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.actions import pictures as picture_actions
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import get_case, get_found
from trackchild.photos.models import Photo
from trackchild.photos.queries import face_choices, open_original, same_photograph
from trackchild.photos.seen import clear_faces
from trackchild.photos.signing import viewer_photo_url
from trackchild.photos.vocabulary import ADVICE
from trackchild.workspaces.pages import INVALID, show
from trackchild.workspaces.refusals import attempt

from .forms import AboutForm, AddForm, OpenForm

Record = MissingCase | FoundChild
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic"}


@dataclass(frozen=True, slots=True)
class Side:
    """The addresses of one kind of record."""

    page: str
    record: str
    keep: str
    originals: str
    may_keep: Permission


CASE = Side(
    "pictures:view_case_photos",
    "police:view_case",
    "pictures:keep_case_photos",
    "pictures:open_case_original",
    Permission.CASE_REGISTER,
)
CHILD = Side(
    "pictures:view_child_photos",
    "homes:view_child",
    "pictures:keep_child_photos",
    "pictures:open_child_original",
    Permission.FOUND_RECORD,
)


@require_GET
@requires(Permission.CASE_READ)
def view_case_photos(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The pictures of a missing child."""
    return _page(request, get_case(request.viewer, case_id, Permission.CASE_READ), CASE)


@require_GET
@requires(Permission.FOUND_READ)
def view_child_photos(request: ViewerRequest, found_id: UUID) -> HttpResponse:
    """The pictures of a found child."""
    return _page(request, get_found(request.viewer, found_id, Permission.FOUND_READ), CHILD)


@require_POST
@requires(Permission.CASE_REGISTER)
def keep_case_photos(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """One more picture of a missing child, or a word about one."""
    return _keep(request, get_case(request.viewer, case_id, Permission.CASE_REGISTER), CASE)


@require_POST
@requires(Permission.FOUND_RECORD)
def keep_child_photos(request: ViewerRequest, found_id: UUID) -> HttpResponse:
    """One more picture of a found child, or a word about one."""
    return _keep(request, get_found(request.viewer, found_id, Permission.FOUND_RECORD), CHILD)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PHOTO_ORIGINAL)
def open_case_original(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The untouched file of a missing child's picture."""
    return _open(request, get_case(request.viewer, case_id, Permission.PHOTO_ORIGINAL), CASE)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PHOTO_ORIGINAL)
def open_child_original(request: ViewerRequest, found_id: UUID) -> HttpResponse:
    """The untouched file of a found child's picture."""
    return _open(request, get_found(request.viewer, found_id, Permission.PHOTO_ORIGINAL), CHILD)


def _photos(record: Record) -> Any:
    return Photo.objects.filter(description=record.description_id).order_by("position", "pk")


def _page(request: ViewerRequest, record: Record, side: Side, add: AddForm | None = None) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    may_keep = viewer.may(side.may_keep)
    context = {
        "record": record,
        "side": side,
        "shown": [_shown(photo, viewer, may_keep=may_keep, at=now) for photo in _photos(record)],
        "add": add or AddForm(at=now),
        "may_keep": may_keep,
        "may_open": viewer.may(Permission.PHOTO_ORIGINAL),
    }
    return show(request, "pictures/list_pictures.html", context, status=INVALID if add else 200)


def _shown(photo: Photo, viewer: Any, *, may_keep: bool, at: Any) -> dict[str, Any]:
    said = {"kind": photo.kind, "taken_on": photo.taken_on}
    return {
        "photo": photo,
        "url": viewer_photo_url(photo, "card", viewer),
        "large": viewer_photo_url(photo, "view", viewer),
        "advice": ADVICE[photo.remark],
        "faces": list(enumerate(face_choices(photo))) if may_keep and photo.is_group else [],
        "about": AboutForm(initial=said, auto_id=f"about_{photo.pk.hex[:8]}_%s", at=at) if may_keep else None,
        "alike": _alike(photo, viewer),
    }


def _alike(photo: Photo, viewer: Any) -> dict[str, Any]:
    """The same photograph elsewhere: by number where the viewer may read that record, else only counted."""
    found = same_photograph(photo)
    described = {description for _photo, description in found} - {photo.description_id}
    cases = MissingCase.objects.visible_to(viewer, Permission.CASE_READ).filter(description__in=described)
    children = FoundChild.objects.visible_to(viewer, Permission.FOUND_READ).filter(description__in=described)
    known = [(one.number, CASE.page, one.pk) for one in cases] + [(one.number, CHILD.page, one.pk) for one in children]
    here = any(description == photo.description_id for _photo, description in found)
    return {"here": here, "known": known, "others": len(described) - len(known)}


def _keep(request: ViewerRequest, record: Record, side: Side) -> HttpResponse:
    now, posted = timezone.now(), request.POST
    said: Any = {"of": record, "by": request.viewer, "at": now}
    if "photo" not in posted:
        add = AddForm(posted, request.FILES, at=now)
        if not add.is_valid():
            return _page(request, record, side, add)
        kept, _status = attempt(add, lambda: picture_actions.keep_pictures(given=[add.given()], **said))
        if kept is None:
            return _page(request, record, side, add)
        messages.success(request, _("The picture is kept."))
        return redirect(side.page, record.pk)
    photo = _named(record, posted["photo"])
    face = posted.get("face", "")
    if face.isdecimal() and int(face) < len(clear_faces(photo.seen)):
        picture_actions.say_which(photo_id=photo.pk, chosen_face=int(face), **said)
        messages.success(request, _("It is noted which face is the child’s. The others are hidden from the public."))
    about = AboutForm(posted, at=now)
    if "kind" in posted and about.is_valid():
        told = about.cleaned_data
        picture_actions.say_what(photo_id=photo.pk, kind=told["kind"], taken_on=told["taken_on"], **said)
        messages.success(request, _("What the picture shows is noted."))
    elif "kind" in posted:
        messages.error(request, " ".join(str(one) for errors in about.errors.values() for one in errors))
    return redirect(side.page, record.pk)


def _named(record: Record, text: str) -> Photo:
    try:
        return get_object_or_404(_photos(record), pk=UUID(text))
    except ValueError:
        raise Http404 from None


def _open(request: ViewerRequest, record: Record, side: Side) -> HttpResponse:
    form = OpenForm(request.POST if request.method == "POST" else None, photos=_photos(record))
    if not form.is_valid():
        context = {"record": record, "side": side, "form": form, "any": _photos(record).exists()}
        return show(request, "pictures/open_original.html", context, status=INVALID if form.is_bound else 200)
    photo = form.cleaned_data["photo"]
    original = open_original(photo=photo, reason=form.cleaned_data["reason"], by=request.viewer)
    name = f"{photo.reference}.{ENDINGS.get(original.media_type, 'bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(bytes(original.content), content_type=original.media_type, headers=headers)
