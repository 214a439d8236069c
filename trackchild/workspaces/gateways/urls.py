"""Addresses of the operators' page."""

from django.urls import path

from . import views

app_name = "gateways"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("replay", views.replay, name="replay"),
    path("test", views.test_message, name="test_message"),
]
