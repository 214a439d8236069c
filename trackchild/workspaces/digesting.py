"""One person's digest: what stands in the inbox of her desk, counted by kind and named in words."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import Posting
from trackchild.accounts.viewer import Viewer
from trackchild.alerts import digests
from trackchild.alerts.digests import Line
from trackchild.alerts.vocabulary import Digest

from . import inbox
from .counting import count_all

LABELS = {
    "reports_to_answer": _("Reports of citizens to answer"),
    "reports_to_decide": _("Reports to decide"),
    "spam_to_confirm": _("Reports called spam, to agree or not"),
    "drafts": _("Forms begun and not complete"),
    "firs_to_register": _("FIRs to register"),
    "firs_overdue": _("FIRs overdue at the stations"),
    "risks_to_grade": _("Cases whose risk is not graded"),
    "pairs_to_look_at": _("Possible matches nobody has looked at"),
    "reversals_to_decide": _("Reversals of matches to decide"),
    "publications_to_order": _("Publications to order"),
    "closures_to_decide": _("Closures to decide"),
    "closures_to_propose": _("Cases that may be closed"),
    "transfers_to_answer": _("Cases offered to your office"),
    "handovers_to_ahtu": _("Cases to hand over to the anti-human-trafficking unit"),
    "children_to_produce": _("Children to take to the committee"),
    "children_to_hear": _("Children to hear"),
    "children_to_place": _("Children to place"),
    "children_to_receive": _("Children to receive"),
    "families_found": _("Children whose family is found"),
    "ways_to_further": _("Restorations to further"),
    "homes_to_report_on": _("Social investigation reports to write"),
    "children_to_hand_over": _("Children to hand over"),
    "cases_to_take_over": _("Imported cases to take over"),
    "children_to_take_over": _("Imported children to take over"),
    "case_merges_to_decide": _("Merges of cases to decide"),
    "child_merges_to_decide": _("Merges of found children to decide"),
    "publications_to_renew": _("Publications to renew"),
    "publications_ending": _("Publications that end soon"),
    "children_to_show": _("Found children to show to everybody, to order"),
    "showings_ending": _("Showings of found children that end soon"),
    "visits_due": _("Visits at home to make"),
    "tickets_to_answer": _("Questions and complaints to answer"),
    "searches_with_news": _("Saved searches with new records"),
}
"""Every source of the inbox in words."""
OTHER = _("Other things that wait")


def send(*, posting_id: int, period: Digest, day: date, at: datetime) -> int:
    """Queue the digest of one posting; answers how many messages were new. An ended posting gets none."""
    posting = Posting.objects.current().with_agency().filter(pk=posting_id).first()
    if posting is None:
        return 0
    lines = [*lines_of(Viewer.of(posting), at=at), *digests.lines_from_above(posting, at=at)]
    return digests.queue_digest(
        posting=posting, period=period, day=day, lines=[*lines, digests.read_notes(posting)], at=at
    )


def lines_of(viewer: Viewer, *, at: datetime) -> list[Line]:
    """The duties of a viewer, in the order of the inbox."""
    sources = [source for source in inbox.TABLE if viewer.may(source.permission)]
    counts = count_all([source.rows(viewer, at) for source in sources])
    return [Line(LABELS.get(source.name, OTHER), count) for source, count in zip(sources, counts, strict=True)]
