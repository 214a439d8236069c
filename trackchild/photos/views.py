"""The address of a photograph. Who may see it is asked again at every request; an unchanged one is not read again."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from .derivatives import encode, open_own
from .models import Photo, PhotoBytes
from .signing import PUBLIC, SALT, BadToken, Ticket, Verdict, posting_audience, public_verdict, read_token
from .watermark import marked_for

GONE = 410
PUBLIC_SECONDS = 300
"""A withdrawn picture leaves every cache within five minutes."""
PRIVATE_SECONDS = 900
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Content-Disposition": 'inline; filename="photo.webp"',
    "X-Robots-Tag": "noindex, noimageindex",
}


@transaction.non_atomic_requests  # nothing is written here, and a begin and a commit are half the way to the database
@login_not_required
@require_safe
def show_photo(request: HttpRequest, token: str) -> HttpResponse:
    """One picture in one size. A token that is forged, has run out or is another person's looks like no picture."""
    try:
        ticket = read_token(token)
    except BadToken:
        raise Http404 from None
    if is_public := ticket.audience == PUBLIC:
        verdict = public_verdict(ticket.photo_id, ticket.size)
        if verdict is Verdict.WITHDRAWN:
            return HttpResponse(status=GONE, headers={"Cache-Control": f"public, max-age={PUBLIC_SECONDS}"})
        if verdict is not Verdict.SHOWN:
            raise Http404
        cache = f"public, max-age={PUBLIC_SECONDS}"
    else:
        _check_viewer(request, ticket)
        cache = f"private, max-age={PRIVATE_SECONDS}"
    return _picture(request, ticket, cache, is_public=is_public)


def _check_viewer(request: HttpRequest, ticket: Ticket) -> None:
    """The page that gave the address was made for one posting, which must be the one that asks now."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or posting_audience(viewer.posting_id) != ticket.audience:
        raise Http404


def _picture(request: HttpRequest, ticket: Ticket, cache: str, *, is_public: bool) -> HttpResponse:
    photo = next(iter(Photo.objects.only("sha256", "kind", "faces", "chosen_face").filter(pk=ticket.photo_id)), None)
    if photo is None or (is_public and not photo.is_fit_for_public):
        raise Http404
    words = "" if is_public else _shown_to(request)
    etag = f'"{_mark(photo, ticket.size, "public" if is_public else words)}"'
    headers = {**HEADERS, "ETag": etag, "Cache-Control": cache}
    if unchanged := get_conditional_response(request, etag=etag):
        for name, value in headers.items():
            unchanged[name] = value
        return unchanged
    sizes = PhotoBytes.objects.filter(photo=photo, size=ticket.size)
    # A group has a second picture, for everybody, without the other faces.
    rows = sizes.order_by("-for_public") if is_public else sizes.filter(for_public=False)
    kept = next(iter(rows.values_list("content", "content_type")[:1]), None)
    if kept is None:
        raise Http404
    content = bytes(kept[0])
    shown = content if is_public else encode(marked_for(open_own(content), words))
    return HttpResponse(shown, content_type=kept[1], headers=headers)


def _shown_to(request: HttpRequest) -> str:
    """Who a picture is drawn for, in figures that every font has; a leaked copy says where it came from."""
    viewer = request.viewer  # type: ignore[attr-defined]
    return f"U{viewer.user_id}/P{viewer.posting_id} {localdate():%d-%m-%Y}"


def _mark(photo: Photo, size: str, audience: str) -> str:
    """Changes when the picture or its reader does; the digest of the upload itself stays sealed."""
    known = f"{photo.pk}|{photo.sha256}|{size}|{photo.kind}|{photo.chosen_face}|{audience}"
    return salted_hmac(SALT, known, algorithm="sha256").hexdigest()[:24]
