"""Addresses of suggestions while a form is filled in."""

from django.urls import path

from . import views

app_name = "suggestions"
urlpatterns = [
    path("form-m", views.ask_form_m, name="ask_form_m"),
    path("form-r", views.ask_form_r, name="ask_form_r"),
    path("form-m/answer", views.answer_form_m, name="answer_form_m"),
    path("form-r/answer", views.answer_form_r, name="answer_form_r"),
]
