"""Addresses of the district units."""

from django.urls import path

from . import views

app_name = "districts"
urlpatterns = [path("visits", views.list_visits, name="list_visits")]
