"""A desk for every role, with a record of every kind in its own office, and the same at a stranger's elsewhere."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.accounts.signing import sign_in_as
from tests.factories import GAYA, HOWRAH, NOW, a_case, a_form_r, a_posting, a_report, a_user, an_agency
from trackchild.accounts.models import Posting
from trackchild.accounts.offices import SITS_IN
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.config.reference.addresses import Route
from trackchild.directory.kinds import Kind, Level, at_level
from trackchild.directory.models import Agency
from trackchild.helpdesk.actions import open_ticket
from trackchild.messaging.models import Message
from trackchild.placements.models import Restoration
from trackchild.placements.states import RestorationStage

from .story import a_held_sending, a_pair, a_saved_search, a_twin, a_wording

# What stands behind the last part of an address, for steps whose parameter is only called `record_id`.
BEHIND = {
    "reports": "report",
    "cases": "case",
    "children": "found",
    "restorations": "restoration",
    "tickets": "ticket",
    "pairs": "pair",
    "case-pairs": "case_twin",
    "child-pairs": "child_twin",
    "imported-cases": "imported_case",
    "imported-children": "imported_found",
}
KINDS = {
    "case_id": "case",
    "found_id": "found",
    "report_id": "report",
    "candidate_id": "pair",
    "restoration_id": "restoration",
    "posting_id": "posting",
    "agency_id": "agency",
    "sitting_id": "sitting",
    "letter_id": "letter",
    "agent_id": "search",
    "held_id": "held",
    "wording_id": "wording",
    "ticket_id": "ticket",
}
CHILDREN = frozenset(BEHIND.values()) - {"ticket"}
"""Kinds of records that tell of a child."""
APPOINTED = Role.STATION_OFFICER
"""A role that every administrator may post somebody to."""


@dataclass
class Desk:
    """Somebody in a role, signed in, and the records of her office by kind."""

    role: Role
    posting: Posting
    records: dict[str, Any]
    client: Client = field(default_factory=Client)

    def open(self, route: Route, records: dict[str, Any], *, method: str = "get") -> Any:
        """The answer to a request with these records in the address."""
        return getattr(self.client, method)(address_of(route, records))


def kind_behind(route: Route, parameter: str) -> str:
    """Which record a parameter of an address names."""
    if parameter == "record_id":
        return BEHIND[route.pattern.partition("/<uuid:record_id>")[0].rpartition("/")[2]]
    return KINDS[parameter]


def address_of(route: Route, records: dict[str, Any]) -> str:
    """The address with these records in it."""
    return reverse(route.name, kwargs={name: records[kind_behind(route, name)] for name, _kind in route.parameters})


def shows_a_child(route: Route) -> bool:
    """Whether a child's record stands in the address."""
    return any(kind_behind(route, name) in CHILDREN for name, _kind in route.parameters)


def an_office_for(role: Role, district: int) -> Agency:
    """An office where the role may sit, in this district or its state."""
    kind = sorted(SITS_IN[role])[0] if role is not Role.AGENCY_ADMIN else Kind.POLICE_STATION
    state = Agency(district_id=district).district.state_id  # type: ignore[union-attr]
    if kind in at_level(Level.NATION):
        return an_agency(Kind(kind), None)
    if kind in at_level(Level.STATE):
        return an_agency(Kind(kind), None, state_id=state)
    return an_agency(Kind(kind), district)


def records_of(office: Agency, district: int) -> dict[str, Any]:
    """One record of every kind in an office; the keys of the rows by kind."""
    keeper = a_posting(Role.STATION_HEAD, office)
    by = Viewer.of(keeper, route="test")
    state = Agency(district_id=district).district.state_id  # type: ignore[union-attr]
    where = {"state_id": state, "district_id": district}
    case = a_case(by, stage="INVESTIGATION", **where)
    found, other = (found_actions.take_charge(form=a_form_r(**where), by=by, at=NOW) for _ in range(2))
    for child in (found, other):
        child.home_id = child.committee_id = office.pk
        child.save()
    restoration = Restoration.objects.create(
        found=found, case=case, stage=RestorationStage.PROPOSED, proposed_at=NOW, proposed_by_id=by.user_id
    )
    letter = Message.objects.create(
        channel="APP",
        message_class="ALERT",
        template="t",
        language="en",
        recipient_id=by.user_id,
        dedupe_key=f"{office.pk}",
        created_at=NOW,
        not_before=NOW,
        job_due_at=NOW,
        about=f"case:{case.pk}",
    )
    return {
        "case": case.pk,
        "found": found.pk,
        "report": a_report(office, **where).pk,
        "pair": a_pair(case, found).pk,
        "imported_case": an_imported(a_case(by, **where), office).pk,
        "imported_found": an_imported(found_actions.take_charge(form=a_form_r(**where), by=by, at=NOW), office).pk,
        "case_twin": a_twin(case, a_case(by, **where)).pk,
        "child_twin": a_twin(found, other).pk,
        "restoration": restoration.pk,
        "posting": a_posting(APPOINTED, office).pk,
        "agency": office.pk,
        "sitting": sign_in_as(Client(), keeper.user).pk,
        "letter": letter.pk,
        "search": a_saved_search(by).pk,
        "held": a_held_sending(case).pk,
        "wording": a_wording(by).pk,
        "ticket": open_ticket(subject="DIRECTORY", text="x", language="en", agency=office, at=NOW)[0].pk,
    }


def an_imported(record: Any, office: Agency) -> Any:
    """The record as an import leaves it: with an office that has not taken it over."""
    values = {"stage": "IMPORTED", "owner": office}
    type(record).objects.filter(pk=record.pk).update(**values)
    return record


def a_desk(role: Role) -> Desk:
    """Somebody in this role in Howrah or above it, at work."""
    office = an_office_for(role, HOWRAH)
    posting = a_posting(role, office, user=a_user())
    desk = Desk(role, posting, records_of(office, HOWRAH))
    desk.records["sitting"] = sign_in_as(desk.client, posting.user).pk
    return desk


def a_stranger() -> dict[str, Any]:
    """The records of an office in Gaya, which nobody in Howrah may know of."""
    return records_of(an_agency(Kind.POLICE_STATION, GAYA), GAYA)
