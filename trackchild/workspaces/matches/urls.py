"""Addresses of possible matches."""

from django.urls import path

from trackchild.workspaces.acting import act_paths

from . import views
from .acts import PAIR_ACTS, PAIRS

app_name = "matches"
urlpatterns = [
    path("", views.list_pairs, name="list_pairs"),
    path("<uuid:candidate_id>", views.compare_pair, name="compare_pair"),
    path("<uuid:candidate_id>/sheet", views.print_pair, name="print_pair"),
    path("<uuid:candidate_id>/own-look", views.keep_impression, name="keep_impression"),
    path("<uuid:candidate_id>/decide", views.decide_pair, name="decide_pair"),
    path("<uuid:candidate_id>/opinion", views.give_opinion, name="give_opinion"),
    *act_paths("pairs", PAIR_ACTS, PAIRS),
]
