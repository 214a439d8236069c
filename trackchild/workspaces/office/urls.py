"""The inbox."""

from django.urls import path

from . import views

app_name = "office"
urlpatterns = [
    path("", views.home, name="home"),
    path("letters/<int:letter_id>/open", views.open_letter, name="open_letter"),
]
