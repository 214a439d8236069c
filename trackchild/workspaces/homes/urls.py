"""Addresses of homes."""

from django.urls import path

from trackchild.workspaces.acting import act_paths
from trackchild.workspaces.child_steps import HOME_ACTS, HOMES
from trackchild.workspaces.custody_steps import LIVING_ACTS

from . import views

app_name = "homes"
urlpatterns = [
    path("children", views.list_children, name="list_children"),
    path("children/admit", views.admit_child, name="admit_child"),
    path("children/<uuid:found_id>", views.view_child, name="view_child"),
    path("children/<uuid:found_id>/form-r", views.edit_child, name="edit_child"),
    *act_paths("children", (*HOME_ACTS, *LIVING_ACTS), HOMES),
]
