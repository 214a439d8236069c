"""Addresses of the search by picture."""

from django.urls import path

from . import views

app_name = "picture_search"
urlpatterns = [
    path("", views.look_for_face, name="look_for_face"),
    path("likenesses", views.view_likenesses, name="view_likenesses"),
    path("likenesses/widen", views.widen_search, name="widen_search"),
]
