"""Addresses of the notices a browser shows by itself. The worker lies at the root of the offices and serves them."""

from django.urls import path

from . import views

app_name = "browser_push"
urlpatterns = [
    path("notices/", views.this_browser, name="this_browser"),
    path("notices/keep", views.keep, name="keep"),
    path("notices/forget", views.forget, name="forget"),
    path("notices-worker.js", views.worker, name="worker"),
]
