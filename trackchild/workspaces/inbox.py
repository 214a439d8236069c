"""What needs an office, in the order of the legal time left: one table of sources, permission → rows → card."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.queries import look_at
from trackchild.matching.models import DuplicateKind

from . import cards, duties
from .cards import Card
from .counting import count_all

SHOWN_PER_SOURCE = 25
"""A card is a thing to do today; what is beyond stands in the list."""
DESCRIBED = ("description", "district", "state")
NAMED = ("description__names",)
TWINS = ("first_case", "second_case", "first_found", "second_found")


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of duty: whose it is, its rows, and how one row becomes a card."""

    name: str
    permission: P
    rows: Callable[[Viewer, datetime], QuerySet[Any]]
    card: Callable[[Any, datetime], Card]
    kind: str

    def read(self, viewer: Viewer, at: datetime) -> list[Any]:
        """The rows that are shown, with everything their cards need."""
        joins, names = READS[self.kind]
        return list(self.rows(viewer, at).select_related(*joins).prefetch_related(*names)[:SHOWN_PER_SOURCE])


READS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "report": (DESCRIBED, NAMED),
    "case": ((*DESCRIBED, "owner"), NAMED),
    "found": ((*DESCRIBED, "owner", "home"), NAMED),
    "pair": (
        ("missing__description", "found__description"),
        ("missing__description__names", "found__description__names"),
    ),
    "merge": (
        tuple(f"{side}__description" for side in TWINS),
        tuple(f"{side}__description__names" for side in TWINS),
    ),
    "restoration": (("found__description",), ("found__description__names",)),
    "ticket": (("agency",), ()),
    "search": ((), ()),
    "visit": (("restoration__found__description",), ("restoration__found__description__names",)),
}

TABLE: tuple[Source, ...] = (
    Source("reports_to_answer", P.REPORT_TRIAGE, duties.reports_to_answer, cards.report_card(_("Answer")), "report"),
    Source(
        "reports_to_decide",
        P.REPORT_TRIAGE,
        duties.reports_to_decide,
        cards.report_card(_("Decide"), clocked=False),
        "report",
    ),
    Source(
        "spam_to_confirm",
        P.REPORT_TRIAGE,
        duties.spam_to_confirm,
        cards.report_card(_("Agree or not"), clocked=False),
        "report",
    ),
    Source("tickets_to_answer", P.TICKET_ANSWER, duties.tickets_to_answer, cards.ticket_card(_("Answer")), "ticket"),
    Source(
        "drafts", P.CASE_REGISTER, duties.drafts, cards.case_card(_("Complete"), "view_case", cards.fir_due), "case"
    ),
    Source(
        "firs_to_register",
        P.CASE_REGISTER,
        duties.firs_to_register,
        cards.case_card(_("Register the FIR"), "register_fir", cards.fir_due),
        "case",
    ),
    Source(
        "firs_overdue",
        P.CASE_SUPERVISE,
        duties.firs_overdue,
        cards.case_card(_("Ask why there is no FIR"), "view_case", cards.fir_due),
        "case",
    ),
    Source(
        "risks_to_grade",
        P.CASE_REGISTER,
        duties.risks_to_grade,
        cards.case_card(_("Grade the risk"), "grade_risk"),
        "case",
    ),
    Source("pairs_to_look_at", P.MATCH_READ, duties.pairs_to_look_at, cards.pair_card(_("Look")), "pair"),
    Source("reversals_to_decide", P.MATCH_REVERSE, duties.reversals_to_decide, cards.pair_card(_("Decide")), "pair"),
    Source(
        "cases_to_take_over",
        P.CASE_ADOPT,
        duties.cases_to_take_over,
        cards.import_card(_("Take over"), "adopt_case"),
        "case",
    ),
    Source(
        "children_to_take_over",
        P.FOUND_ADOPT,
        duties.children_to_take_over,
        cards.import_card(_("Take over"), "adopt_child"),
        "found",
    ),
    Source(
        "case_merges_to_decide",
        P.CASE_READ,
        duties.case_merges_to_decide,
        cards.merge_card(_("Agree or not"), "compare_cases"),
        "merge",
    ),
    Source(
        "child_merges_to_decide",
        P.FOUND_READ,
        duties.child_merges_to_decide,
        cards.merge_card(_("Agree or not"), "compare_children"),
        "merge",
    ),
    Source(
        "publications_to_order",
        P.CASE_PUBLISH,
        duties.publications_to_order,
        cards.case_card(_("Order the publication"), "publish_case"),
        "case",
    ),
    Source(
        "publications_to_renew",
        P.CASE_PUBLISH,
        duties.publications_to_renew,
        cards.case_card(_("Renew the publication"), "renew_case", cards.showing_ends),
        "case",
    ),
    Source(
        "publications_ending",
        P.CASE_REGISTER,
        duties.publications_ending,
        cards.case_card(_("Ask the guardian again, or let the publication end"), "record_consent", cards.showing_ends),
        "case",
    ),
    Source(
        "closures_to_decide",
        P.CASE_SUPERVISE,
        duties.closures_to_decide,
        cards.case_card(_("Decide on closing"), "view_case", cards.closure_due),
        "case",
    ),
    Source(
        "closures_to_propose",
        P.CASE_REGISTER,
        duties.closures_to_propose,
        cards.case_card(_("Propose to close"), "propose_closure"),
        "case",
    ),
    Source(
        "transfers_to_answer",
        P.CASE_REGISTER,
        duties.transfers_to_answer,
        cards.case_card(_("Accept or give back"), "view_case", cards.ahtu_due),
        "case",
    ),
    Source(
        "handovers_to_ahtu",
        P.CASE_REGISTER,
        duties.handovers_to_ahtu,
        cards.case_card(_("Hand over to the anti-human-trafficking unit"), "view_case", cards.ahtu_due),
        "case",
    ),
    Source(
        "children_to_produce",
        P.FOUND_RECORD,
        duties.children_to_produce,
        cards.found_card(_("Take to the committee"), "homes:view_child", cards.production_due),
        "found",
    ),
    Source(
        "children_to_hear",
        P.FOUND_ORDER,
        duties.children_to_hear,
        cards.found_card(_("Record the production"), "committees:produce_child", cards.production_due),
        "found",
    ),
    Source(
        "children_to_place",
        P.FOUND_ORDER,
        duties.children_to_place,
        cards.found_card(_("Place"), "committees:place_child"),
        "found",
    ),
    Source(
        "children_to_receive",
        P.FOUND_RECORD,
        duties.children_to_receive,
        cards.found_card(_("Receive"), "homes:receive_child"),
        "found",
    ),
    Source(
        "children_to_show",
        P.FOUND_ORDER,
        duties.children_to_show,
        cards.found_card(_("Order the publication"), "committees:show_child"),
        "found",
    ),
    Source(
        "showings_ending",
        P.FOUND_RECORD,
        duties.showings_ending,
        cards.found_card(
            _("Ask for a new permission, or let the publication end"), "homes:file_permission", cards.showing_ends
        ),
        "found",
    ),
    Source(
        "families_found",
        P.RESTORATION_ORDER,
        duties.families_found,
        cards.found_card(_("Open the way home"), "committees:propose_restoration"),
        "found",
    ),
    Source(
        "ways_to_further",
        P.RESTORATION_ORDER,
        duties.ways_to_further,
        cards.restoration_card(_("Next step")),
        "restoration",
    ),
    Source(
        "homes_to_report_on",
        P.FOLLOW_UP,
        duties.homes_to_report_on,
        cards.restoration_card(_("Report on the home")),
        "restoration",
    ),
    Source(
        "children_to_hand_over",
        P.RESTORATION_HAND_OVER,
        duties.children_to_hand_over,
        cards.restoration_card(_("Hand over")),
        "restoration",
    ),
    Source("searches_with_news", P.RECORDS_SEARCH, duties.searches_with_news, cards.search_card(_("Look")), "search"),
    Source("visits_due", P.FOLLOW_UP, duties.visits_due, cards.visit_card(_("Visit")), "visit"),
)
"""What the viewer's office must do."""

WAITING: tuple[Source, ...] = (
    Source(
        "closures_waiting",
        P.CASE_REGISTER,
        duties.closures_waiting,
        cards.case_card(_("The superintendent of police decides"), "view_case", cards.closure_due),
        "case",
    ),
    Source("pairs_waiting", P.MATCH_READ, duties.pairs_waiting, cards.pair_card(_("The other side decides")), "pair"),
    Source(
        "case_merges_waiting",
        P.CASE_READ,
        duties.case_merges_waiting,
        cards.merge_card(_("A second person decides"), "compare_cases"),
        "merge",
    ),
    Source(
        "child_merges_waiting",
        P.FOUND_READ,
        duties.child_merges_waiting,
        cards.merge_card(_("A second person decides"), "compare_children"),
        "merge",
    ),
    Source(
        "ways_waiting",
        P.RESTORATION_ORDER,
        duties.ways_waiting,
        cards.restoration_card(_("Another office acts")),
        "restoration",
    ),
)
"""What the viewer's office has done and others must do now."""


def rows_of(viewer: Viewer, at: datetime) -> list[QuerySet[Any]]:
    """The rows of every duty of a viewer, to be counted."""
    return [source.rows(viewer, at) for source in TABLE if viewer.may(source.permission)]


def cards_of(viewer: Viewer, at: datetime) -> list[Card]:
    """The cards of a viewer's duties, least legal time left first, duties without a clock last."""
    return _cards(TABLE, viewer, at)


def waiting_cards_of(viewer: Viewer, at: datetime) -> list[Card]:
    """The cards of what waits on others."""
    return _cards(WAITING, viewer, at)


def _cards(table: tuple[Source, ...], viewer: Viewer, at: datetime) -> list[Card]:
    made: list[Card] = []
    sources = [source for source in table if viewer.may(source.permission)]
    # Most duties of most days are empty: one query says which.
    counts = count_all([source.rows(viewer, at) for source in sources])
    for source, count in zip(sources, counts, strict=True):
        if count:
            rows = source.read(viewer, at)
            _note(viewer, source.kind, rows)
            made += [source.card(row, at) for row in rows]
    return sorted(made, key=lambda card: (card.due is None, card.due or at))


def _note(viewer: Viewer, kind: str, rows: list[Any]) -> None:
    """A card that names a child is a look at its record."""
    for record, ids in LOOKS[kind](rows):
        look_at(viewer, record, ids)


LOOKS: dict[str, Callable[[list[Any]], list[tuple[str, list[Any]]]]] = {
    "report": lambda rows: [("report", [row.pk for row in rows])],
    "case": lambda rows: [("case", [row.pk for row in rows])],
    "found": lambda rows: [("found", [row.pk for row in rows])],
    "pair": lambda rows: [("case", [row.missing_id for row in rows]), ("found", [row.found_id for row in rows])],
    "merge": lambda rows: [
        ("case" if row.kind == DuplicateKind.MISSING else "found", [row.first.pk, row.second.pk]) for row in rows
    ],
    "restoration": lambda rows: [("found", [row.found_id for row in rows])],
    "ticket": lambda rows: [],  # it tells of no child
    "search": lambda rows: [],  # nor does this, before it is opened
    "visit": lambda rows: [("found", [row.restoration.found_id for row in rows])],
}
"""Which records a card of a kind names."""
