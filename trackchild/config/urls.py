"""Every address of the house. Citizens' pages carry their language; offices' pages take it from the person."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from trackchild.alerts import views as alerts
from trackchild.photos import views as photos
from trackchild.portal import views as portal
from trackchild.ui.gallery import gallery

from . import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("", portal.choose_language, name="root"),
    path("c/<uuid:case_id>", portal.short_card, name="short_card"),
    path("share", portal.share, name="share"),
    path("sw.js", portal.service_worker, name="service_worker"),
    path(".well-known/assetlinks.json", portal.asset_links, name="asset_links"),
    path("photo/<str:token>", photos.show_photo, name="photo"),
    path("account/", include("trackchild.accounts.urls")),
    path("office/", include("trackchild.workspaces.urls")),
    path("outbox/", include("trackchild.messaging.urls")),
    path("gateway/reply/<str:seal>", alerts.reply, name="gateway_reply"),
    path("gateway/", include("trackchild.messaging.gateway_urls")),
    path("ui/gallery/", gallery, name="ui_gallery"),
    path("ui/", include("trackchild.ui.urls")),
]
urlpatterns += i18n_patterns(path("", include("trackchild.portal.urls")))
handler500 = "trackchild.config.middleware.any_server_error"
