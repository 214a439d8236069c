"""The language of the pages: known from an earlier visit, from the browser, or asked for in every script."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views import i18n
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from trackchild.ui.languages import BY_CODE, offered


@never_cache
@login_not_required
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address: on to the language of the reader, or the question which one it is."""
    code = known_language(request)
    if code is None or "choose" in request.GET:
        return render(request, "portal/choose_language.html", {"languages": offered(), "home": reverse("portal:home")})
    with translation.override(code):
        return HttpResponse(status=302, headers={"Location": reverse("portal:home"), "Vary": "Accept-Language, Cookie"})


def known_language(request: HttpRequest) -> str | None:
    """An offered language the reader has chosen before, or that the browser asks for."""
    codes = [language.code for language in offered()]
    asked = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")]
    asked += [code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    return next((known for code in asked if (known := code.split("-")[0]) in codes), None)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go on in it. Officials' pages post here too."""
    return i18n.set_language(request)


def remember_language(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who comes to a page in a language by its address shall find it again at the bare address."""
    code = translation.get_language() or ""
    if code in BY_CODE and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != code:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
