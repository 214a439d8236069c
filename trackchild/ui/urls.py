"""Addresses of the components; mounted at `ui/`, outside the language prefix."""

from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [path("sum/<str:token>.png", views.captcha_sum, name="captcha_sum")]
