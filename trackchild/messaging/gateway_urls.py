"""Addresses that gateways call, mounted at /gateway/."""

from django.urls import path

from . import gateway_views

app_name = "gateway"
urlpatterns = [path("receipt/<int:message_id>/<str:seal>", gateway_views.receipt, name="receipt")]
