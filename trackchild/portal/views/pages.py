"""Pages that only tell something."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from trackchild.accounts.permissions import ROLE_NAMES
from trackchild.directory.queries import helplines
from trackchild.portal.articles import ARTICLES
from trackchild.portal.offices import help_desk
from trackchild.portal.training import TOURS
from trackchild.ui.languages import TABLE, completeness, offered


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What the police must do, the rights of a family, how matching works."""
    return render(request, "portal/help.html", {"helplines": helplines(), "articles": ARTICLES.values()})


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What these pages promise, what is not done yet, and in which languages they can be read."""
    languages = [(language, completeness(language.code)) for language in TABLE if language in offered()]
    return render(request, "portal/accessibility.html", {"languages": languages, "desk": help_desk()})


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, for how long; the rights of the child."""
    return render(request, "portal/privacy.html", {"desk": help_desk()})


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What one may do with these pages."""
    return render(request, "portal/terms.html")


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def article(request: HttpRequest, key: str) -> HttpResponse:
    """A page that explains, or a leaflet to print."""
    if key not in ARTICLES:
        raise Http404
    return render(request, "portal/article.html", {"article": ARTICLES[key], "articles": ARTICLES.values()})


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """Short walks through the country of invented children; the doors open only where this house is that country."""
    tours = [(tour, ROLE_NAMES[tour.role] if tour.role else "") for tour in TOURS]
    return render(request, "portal/training.html", {"tours": tours, "is_demo": settings.DEMO})


@cache_control(private=True, max_age=300)
@login_not_required
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page of the citizens' side."""
    return render(request, "portal/site_map.html", {"articles": ARTICLES.values()})
