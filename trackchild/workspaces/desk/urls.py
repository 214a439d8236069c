"""Addresses of the help desk."""

from django.urls import path

from trackchild.workspaces.acting import act_paths

from . import views
from .ticket_acts import TICKET_ACTS, TICKETS

app_name = "desk"
urlpatterns = [
    path("tickets", views.list_tickets, name="list_tickets"),
    path("tickets/<uuid:ticket_id>", views.view_ticket, name="view_ticket"),
    *act_paths("tickets", TICKET_ACTS, TICKETS),
]
