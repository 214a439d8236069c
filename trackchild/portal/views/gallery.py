"""Published missing children: the gallery, one child's page, and the short address on posters."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from trackchild.cases.publicity import was_ever_published
from trackchild.directory.queries import helplines
from trackchild.geography.queries import neighbours
from trackchild.portal.cards import PublicCard, card_of, cards_of, found_cards, of_age_now, standing, with_rows
from trackchild.portal.forms.gallery import FilterForm
from trackchild.ui.languages import offered

from .languages import known_language

PER_PAGE = 12
NEAR_KM = 60.0
GONE = 410
CARD_SECONDS = 300
"""A withdrawn appeal leaves every cache within five minutes."""
NO_ROBOTS = "noindex, noarchive, noimageindex"


@cache_control(private=True, max_age=60)
@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Twelve cards a page, narrowed by plain filters."""
    at = timezone.now()
    today = timezone.localdate(at)
    form = FilterForm(request.GET)
    form.is_valid()
    found = standing(today)
    state = form.given("state")
    near = form.given("district")
    if near:
        around = [near, *(one.neighbour_id for one in neighbours(near, NEAR_KM))]
        found = found.filter(case__district_id__in=around)
    elif state:
        found = found.filter(case__state_id=state)
    if sex := form.given("sex"):
        found = found.filter(case__description__sex=sex)
    if ages := form.ages():
        found = of_age_now(found, *ages, at=at)
    page: Any = Paginator(with_rows(found), PER_PAGE).get_page(request.GET.get("page"))
    cards = list(cards_of(page.object_list, on=today))
    context = {"form": form, "page": page, "cards": cards, "total": page.paginator.count, "is_near": bool(near)}
    return unindexed(render(request, "portal/gallery.html", context))


@cache_control(private=True, max_age=60)
@login_not_required
@require_safe
def found_gallery(request: HttpRequest) -> HttpResponse:
    """Found children whom a committee lets everybody see, each with what its permission lists."""
    return unindexed(render(request, "portal/found.html", {"cards": found_cards(timezone.localdate())}))


@cache_control(public=True, max_age=CARD_SECONDS)
@login_not_required
@require_safe
def child_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One published child. A withdrawn appeal answers 410 and says thank you; one that never was, 404."""
    card = standing_card(case_id)
    if card is None:
        return closed_page(request, case_id)
    own = get_language() or "en"
    context = {
        "card": card,
        "helplines": helplines()[:2],
        "address": settings.PUBLIC_ADDRESS.rstrip("/"),
        "second_languages": [language for language in offered() if language.code != own],
    }
    return unindexed(render(request, "portal/child.html", context))


@cache_control(public=True, max_age=CARD_SECONDS)
@vary_on_headers("Accept-Language", "Cookie")
@login_not_required
@require_safe
def short_card(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The address on posters, the same in every language."""
    with translation.override(known_language(request) or translation.get_language()):
        if standing_card(case_id) is None:
            return closed_page(request, case_id)
        return HttpResponse(status=302, headers={"Location": reverse("portal:child_page", args=[case_id])})


def standing_card(case_id: UUID) -> PublicCard | None:
    """The card, or None where there once was one. Raises Http404 where there never was."""
    card = card_of(case_id, on=timezone.localdate())
    if card is None and not was_ever_published(case_id):
        raise Http404
    return card


def closed_page(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """What stands where an appeal stood: thanks, and nothing of the child."""
    return unindexed(render(request, "portal/closed.html", {"case_id": record_id}, status=GONE))


def unindexed(response: HttpResponse) -> HttpResponse:
    """Search engines keep no page and no picture of a child."""
    response["X-Robots-Tag"] = NO_ROBOTS
    return response
