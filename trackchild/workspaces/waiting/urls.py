"""The address of the pairs that wait longest."""

from django.urls import path

from . import views

app_name = "waiting"
urlpatterns = [path("", views.list_waiting, name="list_waiting")]
