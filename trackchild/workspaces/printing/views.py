"""Papers of offices: who asks is checked and noted as for the page that shows the same."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at
from trackchild.matching.queries import get_candidate
from trackchild.panels.comparison_sheet import Sheet, SheetSide, sheet_of
from trackchild.panels.evidence import Row
from trackchild.paper.comparison import Compared, Comparison, Side, comparison_sheet
from trackchild.ui.languages import BY_CODE
from trackchild.ui.templatetags.ui import ist
from trackchild.workspaces.pages import show

from . import queries

NOTHING = "–"


@never_cache
@require_GET
@requires(P.MATCH_READ)
def comparison_pdf(request: ViewerRequest, candidate_id: UUID) -> HttpResponse:
    """The comparison sheet as a file, to sign and to keep with the case; every print leaves a look."""
    viewer, now = request.viewer, timezone.now()
    pair = get_candidate(viewer, candidate_id, P.MATCH_READ)
    sheet = sheet_of(
        pair,
        viewer,
        opens_missing=MissingCase.objects.visible_to(viewer, P.CASE_READ).filter(pk=pair.missing_id).exists(),
        opens_found=FoundChild.objects.visible_to(viewer, P.FOUND_READ).filter(pk=pair.found_id).exists(),
        at=now,
    )
    content = comparison_sheet(_paper(sheet, viewer, at=now))
    headers = {"Content-Disposition": 'inline; filename="comparison.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@never_cache
@require_GET
@requires(P.HOME_WALL)
def photo_wall(request: ViewerRequest) -> HttpResponse:
    """The children who live in a home today, with their photographs, for its own staff and its committee."""
    viewer = request.viewer
    homes = queries.homes_of(viewer)
    asked = request.GET.get("home", "")
    home = next((home for home in homes if str(home.pk) == asked), None)
    if asked and home is None:
        raise Http404
    home = home or (homes[0] if len(homes) == 1 else None)
    children = list(queries.children_of_wall(viewer, home)) if home else []
    look_at(viewer, "found", [child.pk for child in children], reason=_("Photo wall"))
    context = {"homes": homes, "home": home, "children": children, "printed_by": viewer.name}
    return show(request, "printing/photo_wall.html", context)


def _paper(sheet: Sheet, viewer: Viewer, *, at: datetime) -> Comparison:
    language = BY_CODE[get_language() or "en"]
    printed = _("Printed on %(time)s by %(who)s, %(office)s. Compared on %(compared)s with the weights %(version)s.")
    return Comparison(
        language=language.code,
        script=language.script,
        rtl=language.rtl,
        title=_("Comparison of a missing and a found child"),
        printed=printed
        % {
            "time": ist(sheet.printed_at),
            "who": sheet.printed_by,
            "office": sheet.printed_in,
            "compared": ist(sheet.compared_at),
            "version": sheet.weights_version,
        },
        missing=_side(sheet.missing, viewer, at=at),
        found=_side(sheet.found, viewer, at=at),
        evidence_title=_("Evidence"),
        columns=(_("What"), sheet.missing.title, sheet.found.title, _("What it says")),
        groups=tuple((title, tuple(_compared(row) for row in rows)) for title, rows in sheet.evidence.groups),
        silent=_silent(sheet.evidence.silent),
        caution=tuple(str(sentence) for sentence in sheet.caution),
        decision_title=_("Decision and signatures"),
        signatures=tuple((str(one.says), one.office) for one in sheet.signatures),
        to_fill=tuple(str(label) for label in sheet.to_fill),
        no_photo=_("No photograph"),
    )


def _side(side: SheetSide, viewer: Viewer, *, at: datetime) -> Side:
    return Side(
        title=str(side.title),
        name=side.description.name or _("Name not known"),
        name_reading=side.name_reading,
        office=side.office,
        lines=tuple((str(line.label), str(line.value)) for line in side.lines),
        photo=queries.photo_for(side.description, viewer, at=at),
        photo_alt=_("Photograph of the child"),
    )


def _compared(row: Row) -> Compared:
    said = [
        (row.missing or NOTHING, row.missing_reading),
        (row.found or NOTHING, row.found_reading),
    ]
    missing, found = (f"{value} ({reading})" if reading else str(value) for value, reading in said)
    return Compared(str(row.what), missing, found, f"{row.strength}: {row.words}" if row.words else str(row.strength))


def _silent(rows: tuple[Row, ...]) -> str:
    if not rows:
        return ""
    return _("Compared too, and decides nothing: %(what)s.") % {"what": ", ".join(str(row.what) for row in rows)}
