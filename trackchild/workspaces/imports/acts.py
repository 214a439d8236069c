"""Taking over a record that came from an older register: by a station or a home of its district, or by its desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.forms.fields import MomentField, of
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import get_case, get_found
from trackchild.cases.states import FOUND_CHILD, MISSING_CASE, CaseMove, CaseStage, FoundMove, FoundStage
from trackchild.core.privacy import Tier
from trackchild.directory.kinds import HOMES, STATIONS
from trackchild.directory.models import Agency
from trackchild.panels.facts import case_groups, found_groups
from trackchild.workspaces.acting import Act, Asked, Desk, Past
from trackchild.workspaces.fields import OfficeField

SHOWN = Tier.T2
"""An office decides by these whether the record is its own; the rest opens when it has taken it over."""


class IntakeDesk(Desk):
    """Records that have no page of their own yet for the office that may take them over."""

    def address(self, record: Any) -> str:
        return reverse("office:home")

    def shown(self, record: Any) -> dict[str, Any]:
        groups = case_groups if isinstance(record, MissingCase) else found_groups
        return {"groups": groups(record, SHOWN)}


class _TakeOver(Past):
    """Which office takes the record over; an office that can do so itself is not asked."""

    office = OfficeField(queryset=Agency.objects.none())
    kinds: tuple[str, ...] = ()
    labels: Any = ""

    def prepare(self) -> None:
        viewer, record = self.asked.viewer, self.asked.record
        field = self.fields["office"]
        if viewer.agency_kind in self.kinds:
            del self.fields["office"]
            return
        offices = Agency.objects.active().of_kind(*self.kinds)
        district = record.district_id or viewer.district_code or 0
        field.queryset = offices.in_district(district).order_by("name", "code")  # type: ignore[attr-defined]
        field.label = self.labels


class TakeCaseOver(_TakeOver):
    """The station, and its entry in the general diary: from then on the 24 hours to the FIR count."""

    kinds, labels = STATIONS, _("Police station that takes the case over")
    gd_number = of(MissingCase, "gd_number", required=True)
    gd_at = MomentField(label=_("General diary entry made"))
    past = ("gd_at",)
    field_order = ("office", "gd_number", "gd_at")


class TakeChildOver(_TakeOver):
    """The home where the child lives, and the number in its admission register."""

    kinds, labels = HOMES, _("Home where the child lives")
    register_number = forms.CharField(label=_("Number in the admission register"), max_length=40)
    field_order = ("office", "register_number")


def _imported_case(viewer: Viewer, record_id: UUID, permission: P) -> MissingCase:
    case = get_case(viewer, record_id, permission)
    if case.stage != CaseStage.IMPORTED:
        raise Http404
    return case


def _imported_child(viewer: Viewer, record_id: UUID, permission: P) -> FoundChild:
    found = get_found(viewer, record_id, permission)
    if found.stage != FoundStage.IMPORTED:
        raise Http404
    return found


def _taker(asked: Asked, given: dict[str, Any]) -> int:
    """The office that was chosen; an office that was not asked takes the record itself."""
    return given["office"].pk if "office" in given else asked.viewer.agency_id


def _take_case(asked: Asked, given: dict[str, Any]) -> str:
    """Take the case over; the answer is the page to go on with."""
    taker = _taker(asked, given)
    missing_actions.adopt(
        case_id=asked.record.pk,
        station_id=taker,
        gd_number=given["gd_number"],
        gd_at=given["gd_at"],
        by=asked.viewer,
        at=asked.at,
    )
    return _next("police:view_case", asked, taker)


def _take_child(asked: Asked, given: dict[str, Any]) -> str:
    taker = _taker(asked, given)
    found_actions.adopt(
        found_id=asked.record.pk,
        home_id=taker,
        register_number=given["register_number"],
        by=asked.viewer,
        at=asked.at,
    )
    return _next("homes:view_child", asked, taker)


def _next(page: str, asked: Asked, taker: int) -> str:
    own = taker == asked.viewer.agency_id
    return reverse(page, args=[asked.record.pk]) if own else reverse("office:home")


CASES = IntakeDesk("imports", "office:home", _imported_case, "imports/adopt.html")
CHILDREN = IntakeDesk("imports", "office:home", _imported_child, "imports/adopt.html")

HINT = _(
    "The record was kept in an older register, and nobody has worked on it here. "
    "Look whether it belongs to your office before you take it over."
)
ADOPT_CASE = Act(
    "adopt_case",
    permission=P.CASE_ADOPT,
    starts=MISSING_CASE.moves[CaseMove.ADOPT].start,
    verb=_("Take the case over"),
    title=_("Take over an imported case"),
    hint=HINT,
    done=_("The case is taken over. The FIR comes next."),
    form=TakeCaseOver,
    run=_take_case,
    after=lambda record, page: page,
)
ADOPT_CHILD = Act(
    "adopt_child",
    permission=P.FOUND_ADOPT,
    starts=FOUND_CHILD.moves[FoundMove.ADOPT].start,
    verb=_("Take the child’s record over"),
    title=_("Take over the imported record of a child"),
    hint=HINT,
    done=_("The record is taken over. The committee comes next."),
    form=TakeChildOver,
    run=_take_child,
    after=lambda record, page: page,
)
