"""What a reporter takes home: the reference, and the secret that opens the status page.

The secret is kept in the session for a quarter of an hour, so that a page broken off by a bad line can be loaded again;
afterwards only its digest is left. The session also remembers which report was opened, for half an hour.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from trackchild.cases.actions.reports import Submitted
from trackchild.cases.models import CitizenReport
from trackchild.cases.vocabulary import ReportKind

from .queries import own_report
from .status import Office

RECEIPT, OPENED = "receipt", "opened_report"
SECRET_SHOWN_FOR = timedelta(minutes=15)
OPEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the last page of a report shows."""

    reference: str
    secret: str
    is_missing: bool
    in_danger: bool
    fir_refused: bool
    has_phone: bool
    station: Office | None


def keep_receipt(request: HttpRequest, submitted: Submitted, *, at: datetime) -> None:
    """After the sending. A second sending of the same report has no secret and leaves the first receipt alone."""
    if submitted.secret:
        request.session[RECEIPT] = {
            "report": str(submitted.report.pk),
            "secret": submitted.secret,
            "until": (at + SECRET_SHOWN_FOR).isoformat(),
        }


def receipt_of(request: HttpRequest, *, at: datetime) -> Receipt | None:
    """The receipt of the report this browser sent last."""
    kept = request.session.get(RECEIPT)
    if kept is None:
        return None
    if kept["secret"] and datetime.fromisoformat(kept["until"]) < at:
        kept = request.session[RECEIPT] = {**kept, "secret": ""}
    return _receipt(own_report(UUID(kept["report"])), kept["secret"])


def _receipt(report: CitizenReport, secret: str) -> Receipt:
    station = report.station
    return Receipt(
        reference=report.reference,
        secret=secret,
        is_missing=report.kind == ReportKind.MISSING,
        in_danger=report.in_danger,
        fir_refused=report.fir_refused,
        has_phone=report.phone_verified,
        station=Office(station.name_in(get_language() or "en"), station.phone) if station else None,
    )


def remember_opened(request: HttpRequest, report: CitizenReport, *, at: datetime) -> None:
    """The reporter has proved that the report is theirs."""
    request.session[OPENED] = {"report": str(report.pk), "until": (at + OPEN_FOR).isoformat()}


def opened_report(request: HttpRequest, *, at: datetime) -> CitizenReport | None:
    """The report this browser has opened, while that holds."""
    kept = request.session.get(OPENED)
    if kept is None or datetime.fromisoformat(kept["until"]) < at:
        return None
    return own_report(UUID(kept["report"]))


def forget_opened(request: HttpRequest) -> None:
    """Close the report again: telephones and computers are shared."""
    request.session.pop(OPENED, None)
