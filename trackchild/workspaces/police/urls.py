"""Addresses of the police."""

from django.urls import path

from trackchild.workspaces.acting import act_paths

from .case_acts import CASE_ACTS, CASES
from .report_acts import REPORT_ACTS, REPORTS
from .views import cases, form_m, reports

app_name = "police"
urlpatterns = [
    path("reports", reports.list_reports, name="list_reports"),
    path("reports/<uuid:report_id>", reports.view_report, name="view_report"),
    *act_paths("reports", REPORT_ACTS, REPORTS),
    path("cases", cases.list_cases, name="list_cases"),
    path("cases/new", form_m.new_case, name="new_case"),
    path("cases/<uuid:case_id>", cases.view_case, name="view_case"),
    path("cases/<uuid:case_id>/form-m", form_m.edit_case, name="edit_case"),
    *act_paths("cases", CASE_ACTS, CASES),
]
