"""Addresses of the offices, mounted at /office/."""

from django.urls import include, path

urlpatterns = [
    path("", include("trackchild.workspaces.office.urls")),
    path("police/", include("trackchild.workspaces.police.urls")),
    path("homes/", include("trackchild.workspaces.homes.urls")),
    path("committees/", include("trackchild.workspaces.committees.urls")),
    path("matches/", include("trackchild.workspaces.matches.urls")),
    path("districts/", include("trackchild.workspaces.districts.urls")),
    path("matches/waiting/", include("trackchild.workspaces.waiting.urls")),
    path("duplicates/", include("trackchild.workspaces.duplicates.urls")),
    path("desk/", include("trackchild.workspaces.desk.urls")),
    path("pictures/", include("trackchild.workspaces.pictures.urls")),
    path("picture-search/", include("trackchild.workspaces.picture_search.urls")),
    path("imports/", include("trackchild.workspaces.imports.urls")),
    path("searches/", include("trackchild.workspaces.searches.urls")),
    path("telling/", include("trackchild.workspaces.telling.urls")),
    path("printing/", include("trackchild.workspaces.printing.urls")),
    path("suggest/", include("trackchild.workspaces.suggestions.urls")),
    path("gateways/", include("trackchild.workspaces.gateways.urls")),
    path("", include("trackchild.workspaces.browser_push.urls")),
]
