"""Addresses of the citizens' pages; each stands under the language of its reader."""

from django.urls import path

from .views import directory, feedback, gallery, home, languages, offline, pages, papers, reports, search, status

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("language/", languages.set_language, name="set_language"),
    path("report/missing/", reports.report_missing, name="report_missing"),
    path("report/sighting/", reports.report_sighting, name="report_sighting"),
    path("report/about/", reports.report_about, name="report_about"),
    path("report/sent/", reports.report_sent, name="report_sent"),
    path("report/<str:kind>/forget/", reports.discard_draft, name="discard_draft"),
    path("report/<str:kind>/photo.webp", reports.draft_picture, name="draft_picture"),
    path("report/<str:kind>/<str:step>/", reports.report_step, name="report"),
    path("offline/", offline.offline_page, name="offline"),
    path("offline/challenge/", offline.challenge, name="offline_challenge"),
    path("offline/send/<str:kind>/", offline.send_offline, name="send_offline"),
    path("app.webmanifest", offline.manifest, name="manifest"),
    path("status/", status.check_status, name="check_status"),
    path("status/report/", status.show_status, name="show_status"),
    path("status/report/add/", status.add_information, name="add_information"),
    path("status/report/ask/", status.complain, name="complain"),
    path("status/report/stop/", status.stop_messages, name="stop_messages"),
    path("status/close/", status.close_status, name="close_status"),
    path("children/", gallery.gallery, name="gallery"),
    path("children/found/", gallery.found_gallery, name="found_gallery"),
    path("children/<uuid:case_id>", gallery.child_page, name="child_page"),
    path("children/<uuid:case_id>/poster-a4.pdf", papers.poster_a4, name="poster_a4"),
    path("children/<uuid:case_id>/poster-a5.pdf", papers.poster_a5, name="poster_a5"),
    path("children/<uuid:case_id>/picture.jpg", papers.share_picture, name="share_picture"),
    path("search/", search.search_children, name="search"),
    path("directory/", directory.directory, name="directory"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("terms/", pages.terms, name="terms"),
    path("directory/<int:agency_id>/wrong/", feedback.correct_entry, name="correct_entry"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/sent/", feedback.feedback_sent, name="feedback_sent"),
    path("feedback/answer/", feedback.find_answer, name="find_answer"),
    path("feedback/answer/read/", feedback.read_answer, name="read_answer"),
    path("site-map/", pages.site_map, name="site_map"),
]
