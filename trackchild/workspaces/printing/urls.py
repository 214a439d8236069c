"""Addresses of papers."""

from django.urls import path

from . import views

app_name = "printing"
urlpatterns = [
    path("comparison/<uuid:candidate_id>.pdf", views.comparison_pdf, name="comparison_pdf"),
    path("photo-wall", views.photo_wall, name="photo_wall"),
]
