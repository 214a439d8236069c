"""Addresses of searches."""

from django.urls import path

from . import views

app_name = "searches"
urlpatterns = [
    path("", views.list_searches, name="list_searches"),
    path("new", views.make_search, name="make_search"),
    path("<uuid:agent_id>", views.view_search, name="view_search"),
    path("<uuid:agent_id>/change", views.change_search, name="change_search"),
]
