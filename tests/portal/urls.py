"""The addresses citizens reach, without the offices' pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from trackchild.photos import views as photos
from trackchild.portal import views as portal

urlpatterns = [
    path("", portal.choose_language, name="root"),
    path("c/<uuid:case_id>", portal.short_card, name="short_card"),
    path("photo/<str:token>", photos.show_photo, name="photo"),
    path("account/", include("trackchild.accounts.urls")),
    path("outbox/", include("trackchild.messaging.urls")),
    path("ui/", include("trackchild.ui.urls")),
    *i18n_patterns(path("", include("trackchild.portal.urls"))),
]
