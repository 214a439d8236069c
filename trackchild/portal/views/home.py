"""The first page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from trackchild.portal.cards import cards_of, standing, with_rows
from trackchild.portal.counts import counts
from trackchild.portal.forms.gallery import FilterForm

from .languages import remember_language

CARDS = 6


@cache_control(private=True, max_age=60)
@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one can do here, the newest appeals, three figures."""
    at = timezone.now()
    today = timezone.localdate(at)
    newest = with_rows(standing(today))[:CARDS]
    context = {"cards": list(cards_of(newest, on=today)), "counts": counts(at=at), "form": FilterForm()}
    return remember_language(request, render(request, "portal/home.html", context))
