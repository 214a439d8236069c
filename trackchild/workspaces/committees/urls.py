"""Addresses of committees and boards, and of the way home."""

from django.urls import path

from trackchild.workspaces.acting import act_paths
from trackchild.workspaces.child_steps import COMMITTEE_ACTS, COMMITTEES
from trackchild.workspaces.custody_steps import LATER_ORDERS

from . import views
from .acts import RESTORATION_ACTS, RESTORATIONS

app_name = "committees"
urlpatterns = [
    path("causes", views.list_causes, name="list_causes"),
    *act_paths("children", (*COMMITTEE_ACTS, *LATER_ORDERS), COMMITTEES),
    path("restorations", views.list_restorations, name="list_restorations"),
    path("restorations/<uuid:restoration_id>", views.view_restoration, name="view_restoration"),
    *act_paths("restorations", RESTORATION_ACTS, RESTORATIONS),
]
