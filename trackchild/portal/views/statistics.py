"""Open figures as a page and as a file."""

import csv
from datetime import date, datetime
from io import StringIO

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from trackchild.geography.queries import states
from trackchild.portal.statistics import MEASURES, last_month, release

MONTHS = 24


@cache_control(public=True, max_age=3600)
@login_not_required
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The table of a month, by default the last whole one."""
    month = _month(request)
    told, names = release(month), _names()
    context = {
        "month": month,
        "months": _months(),
        "measures": MEASURES,
        "rows": [(names[row.state], _titled(row.cells)) for row in told.rows if any(cell != 0 for cell in row.cells)],
        "totals": _titled(told.totals),
    }
    return render(request, "portal/statistics.html", context)


@cache_control(public=True, max_age=3600)
@login_not_required
@require_safe
def statistics_file(request: HttpRequest) -> HttpResponse:
    """The same table as comma-separated values, with a mark that spreadsheets need to read every script."""
    month = _month(request)
    told, names = release(month), _names()
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([_("State"), *(str(measure.title) for measure in MEASURES)])
    for row in told.rows:
        writer.writerow([names[row.state], *("" if cell is None else cell for cell in row.cells)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trackchild-{month:%Y-%m}.csv"'
    return response


def _titled(cells: tuple[int | None, ...]) -> list[tuple[str, int | None]]:
    return [(str(measure.title), cell) for measure, cell in zip(MEASURES, cells, strict=True)]


def _month(request: HttpRequest) -> date:
    asked = request.GET.get("month", "")
    if not asked:
        return last_month(timezone.now())
    try:
        month = timezone.make_aware(datetime.strptime(asked, "%Y-%m")).date()  # noqa: DTZ007 - made aware at once
    except ValueError:
        raise Http404 from None
    if month not in _months():
        raise Http404
    return month


def _months() -> list[date]:
    """The months that can be chosen, newest first."""
    newest = last_month(timezone.now())
    number = newest.year * 12 + newest.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(number, number - MONTHS, -1)]


def _names() -> dict[int, str]:
    language = get_language() or "en"
    return {state.pk: state.name_in(language) for state in states()}
