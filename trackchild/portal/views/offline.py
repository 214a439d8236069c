"""What a telephone keeps for the time without a network, and the door through which it sends what was written then."""

import hashlib
import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from trackchild.accounts.throttle import count_try
from trackchild.directory.queries import helplines
from trackchild.photos.fields import PictureField
from trackchild.portal import drafts, pictures
from trackchild.portal.forms.offline import FORMS
from trackchild.portal.offline import keep_offline
from trackchild.ui import captcha
from trackchild.ui.languages import offered

from .languages import known_language

CHALLENGE = "portal.offline"
INVALID, FORBIDDEN, TOO_MANY = 422, 403, 429
WINDOW, MOST = timedelta(hours=1), 200
"""Whole towns share one address with their mobile network, so the address alone stops only a machine."""
ASSETS = (
    "ui/css/base.css", "ui/css/components.css", "ui/icon.svg", "ui/js/page.js",
    "ui/js/solve.js", "portal/queue.js", "portal/offline.js", "portal/shrink.js",
)  # fmt: skip
"""What the offline page needs besides itself."""


@cache_control(public=True, max_age=300)
@login_not_required
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """Both reports on one page, the helplines, and what waits on this telephone. The same bytes for everybody."""
    at = timezone.now()
    forms = {kind: form(at=at, auto_id=f"{kind}_%s") for kind, form in FORMS.items()}
    return render(request, "portal/offline.html", {"forms": forms, "helplines": helplines()})


@never_cache
@login_not_required
@require_safe
def challenge(_request: HttpRequest) -> HttpResponse:
    """The security check of a report that waited: asked for at sending, since it lasts no week."""
    return JsonResponse(captcha.new_challenge(CHALLENGE, at=timezone.now()))


@csrf_exempt  # the token of a page kept for a week is no token any more: origin and security check stand in its place
@never_cache
@sensitive_post_parameters()
@login_not_required
@require_POST
def send_offline(request: HttpRequest, kind: str) -> HttpResponse:
    """One report that waited. Answers its reference; 422 with a sentence per field where something must be mended."""
    at = timezone.now()
    if kind not in FORMS or not _is_own_page(request):
        return JsonResponse({}, status=FORBIDDEN)
    if count_try("offline", request.META.get("REMOTE_ADDR", ""), window=WINDOW, at=at) > MOST:
        return JsonResponse({}, status=TOO_MANY)
    form = FORMS[kind](request.POST, request.FILES, at=at)
    if not form.is_valid():
        return JsonResponse({"errors": {name: list(errors) for name, errors in form.errors.items()}}, status=INVALID)
    try:
        answer = captcha.Answer(payload=request.POST.get("captcha", ""))
        captcha.spend(*captcha.check(answer, CHALLENGE, at=at), at=at)
    except captcha.CaptchaRefused:
        return JsonResponse({}, status=FORBIDDEN)
    submitted = keep_offline(kind=kind, answers=form.cleaned_data, at=at)
    station = submitted.report.station
    return JsonResponse(
        {
            "reference": submitted.report.reference,
            "station": station.name_in(get_language() or "en") if station else "",
            "phone": station.phone if station else "",
        }
    )


def _is_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this very site sends."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


@csrf_exempt  # the telephone's share menu knows no token; all that can be done here is to begin a draft of one's own
@never_cache
@login_not_required
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """A photo shared from another app begins the report of a child that was seen."""
    at = timezone.now()
    with override(known_language(request) or get_language()):
        if upload := request.FILES.get("photo"):
            try:
                picture = PictureField(required=False).clean(upload)
            except ValidationError as refused:
                return render(request, "portal/share_refused.html", {"sentences": refused.messages}, status=INVALID)
            draft = drafts.open_draft(request, "sighting", at=at) or drafts.begin(request, "sighting", at=at)
            if picture:
                pictures.keep_picture(draft=draft, picture=picture, at=at)
        return redirect("portal:report", "sighting", "danger", permanent=False)


@cache_control(no_cache=True)
@login_not_required
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The worker at the root, so that it answers for all pages. Its list of files changes with every release."""
    pages = {}
    for language in offered():
        with override(language.code):
            pages[language.code] = reverse("portal:offline")
    context = {
        "version": _version(),
        "assets": json.dumps([static(path) for path in ASSETS]),
        "queue": json.dumps([static("ui/js/solve.js"), static("portal/queue.js")]),
        "pages": json.dumps(pages),
    }
    return HttpResponse(render_to_string("portal/worker.js", context), content_type="text/javascript; charset=utf-8")


@cache
def _version() -> str:
    """Changes with any file the worker keeps, also where their names do not."""
    kept = b"".join(Path(str(finders.find(path))).read_bytes() for path in ASSETS)
    return hashlib.sha256(kept).hexdigest()[:16]


@cache_control(public=True, max_age=86_400)
@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the telephone needs to know to keep TrackChild among its apps."""
    shortcuts = (
        (_("I have seen a child"), "portal:report_sighting"),
        (_("Check my report"), "portal:check_status"),
        (_("Write without a network"), "portal:offline"),
    )
    told = {
        "id": "/",
        "name": _("TrackChild – missing and found children"),
        "short_name": "TrackChild",
        "lang": get_language(),
        "dir": "auto",
        "start_url": f"{reverse('portal:home')}?src=app",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0a3d62",
        "icons": [
            {"src": static("portal/icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": static("portal/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": static("portal/icon-mask.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
        "shortcuts": [{"name": name, "url": reverse(view)} for name, view in shortcuts],
        "share_target": {
            "action": reverse("share"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "photo", "accept": ["image/jpeg", "image/png", "image/webp"]}]},
        },
    }
    return JsonResponse(told, content_type="application/manifest+json")


@cache_control(public=True, max_age=3600)
@login_not_required
@require_safe
def asset_links(_request: HttpRequest) -> HttpResponse:
    """Which Android apps speak for this site; the operator names each with its certificate's fingerprint."""
    apps = (one.partition("=") for one in settings.ANDROID_APPS)
    told = [
        {
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {"namespace": "android_app", "package_name": name, "sha256_cert_fingerprints": [fingerprint]},
        }
        for name, _sign, fingerprint in apps
    ]
    return JsonResponse(told, safe=False)
