"""Addresses of what is told: one's wishes, the wordings, sendings that wait, and notices of searches."""

from django.urls import path

from . import held, notices, wishes, wordings

app_name = "telling"
urlpatterns = [
    path("wishes", wishes.my_wishes, name="my_wishes"),
    path("notices/<int:letter_id>", notices.read_notice, name="read_notice"),
    path("wordings", wordings.list_wordings, name="list_wordings"),
    path("wordings/one", wordings.view_wording, name="view_wording"),
    path("wordings/<int:wording_id>/decide", wordings.decide_wording, name="decide_wording"),
    path("sendings", held.list_held, name="list_held"),
    path("sendings/<int:held_id>/decide", held.decide_held, name="decide_held"),
]
