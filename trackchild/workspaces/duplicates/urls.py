"""Addresses of possible duplicates."""

from django.urls import path

from trackchild.workspaces.acting import act_paths

from . import views
from .acts import CASE_PAIR_ACTS, CASE_PAIRS, CHILD_PAIR_ACTS, CHILD_PAIRS

app_name = "duplicates"
urlpatterns = [
    path("cases", views.list_cases, name="list_cases"),
    path("children", views.list_children, name="list_children"),
    path("case-pairs/<uuid:record_id>", views.compare_cases, name="compare_cases"),
    path("child-pairs/<uuid:record_id>", views.compare_children, name="compare_children"),
    *act_paths("case-pairs", CASE_PAIR_ACTS, CASE_PAIRS),
    *act_paths("child-pairs", CHILD_PAIR_ACTS, CHILD_PAIRS),
]
