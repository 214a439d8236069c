"""A citizen's own report, opened by what only the reporter has: the receipt's secret, or the proved telephone."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from trackchild.cases.actions.reports import secret_digest
from trackchild.cases.models import CitizenReport
from trackchild.core.digests import phone_digest
from trackchild.core.ids import read_reference


def report_with_secret(reference: str, secret: str) -> CitizenReport | None:
    """The report of a receipt. A wrong reference and a wrong secret give the same answer by the same work."""
    report = _with_reference(reference)
    told = secret_digest(read_reference(secret))
    kept = report.secret_digest if report else secret_digest("")
    return report if constant_time_compare(told, kept) else None


def report_with_phone(reference: str, phone: str) -> CitizenReport | None:
    """The report whose reporter proved this number when sending it. The caller has the number proved again."""
    report = _with_reference(reference)
    if report is None:
        return None
    proved = report.contacts.filter(phones__digest=phone_digest(phone), phones__verified_at__isnull=False)
    return report if proved.exists() else None


def own_report(report_id: UUID) -> CitizenReport:
    """A report that this browser has sent or opened."""
    return get_object_or_404(CitizenReport, pk=report_id)


def _with_reference(reference: str) -> CitizenReport | None:
    try:
        return get_object_or_404(CitizenReport, reference=read_reference(reference))
    except Http404:
        return None
