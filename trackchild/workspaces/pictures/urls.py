"""Addresses of a record's pictures."""

from django.urls import path

from . import views

app_name = "pictures"
urlpatterns = [
    path("cases/<uuid:case_id>/photos", views.view_case_photos, name="view_case_photos"),
    path("cases/<uuid:case_id>/photos/keep", views.keep_case_photos, name="keep_case_photos"),
    path("cases/<uuid:case_id>/originals", views.open_case_original, name="open_case_original"),
    path("children/<uuid:found_id>/photos", views.view_child_photos, name="view_child_photos"),
    path("children/<uuid:found_id>/photos/keep", views.keep_child_photos, name="keep_child_photos"),
    path("children/<uuid:found_id>/originals", views.open_child_original, name="open_child_original"),
]
