"""Only the addresses of the components, so that these tests need no other page."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from trackchild.ui.gallery import gallery


@login_not_required
def shell(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/citizen.html")


urlpatterns = [
    path("ui/", include("trackchild.ui.urls")),
    path("ui-gallery/", gallery),
    *i18n_patterns(path("page/", shell, name="page"), path("gallery/", gallery)),
]
