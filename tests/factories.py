"""The smallest valid records. A fixed clock, nothing random, no rule of the product repeated."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.people import Person
from trackchild.children.actions import MarkSeen, NameWritten, RelativeTold, Told
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency
from trackchild.geography.models import District

IST = ZoneInfo("Asia/Kolkata")
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=IST)
HOWRAH, PATNA, GAYA = 313, 212, 196
"""District codes: Howrah in West Bengal (19), Patna and Gaya in Bihar (10)."""
PASSWORD = "a long enough password 1"
_numbers = count(1)


def an_agency(kind: Kind = Kind.POLICE_STATION, district_code: int | None = HOWRAH, **values: Any) -> Agency:
    """An office of a kind in a district; state and national offices take `district_code=None` and `state_id`."""
    number = next(_numbers)
    if district_code is not None:
        values.setdefault("state_id", District.objects.get(pk=district_code).state_id)
    return Agency.objects.create(
        kind=kind,
        name=values.pop("name", f"{kind.value} {number}"),
        code=f"{number:07d}",
        district_id=district_code,
        phone=values.pop("phone", "0332000000"),
        changed_at=NOW,
        **values,
    )


def a_user(**values: Any) -> User:
    """A person who may sign in with PASSWORD."""
    number = next(_numbers)
    user = User(
        username=values.pop("username", f"person{number}"),
        name=values.pop("name", f"Person {number}"),
        phone=values.pop("phone", f"+9190000{number:05d}"),
        must_change_password=False,
        created_at=NOW,
        **values,
    )
    user.set_unusable_password()
    user.save()
    return user


def a_posting(role: Role, agency: Agency | None = None, **values: Any) -> Posting:
    """A person in a role in an office."""
    return Posting.objects.create(
        user=values.pop("user", None) or a_user(**values), agency=agency or an_agency(), role=role, started_at=NOW
    )


def a_viewer(role: Role, agency: Agency | None = None, **values: Any) -> Viewer:
    """A person in a role in an office, as actions and queries take her."""
    return Viewer.of(a_posting(role, agency, **values), route="test")


def a_told(name: str = "Ravi Kumar", **facts: Any) -> Told:
    """What one side says of a child: a boy of nine unless told otherwise."""
    extra = {key: facts.pop(key) for key in ("names", "relatives", "marks") if key in facts}
    facts = {"sex": "M", "age_years": Decimal(9), "languages": ["Hindi"], "height_cm": 125, **facts}
    return Told(
        facts=facts,
        names=extra.get("names", (NameWritten("NAME", name),) if name else ()),
        relatives=extra.get(
            "relatives", (RelativeTold("FATHER", "Suresh Kumar"), RelativeTold("MOTHER", "Lakshmi Devi"))
        ),
        marks=extra.get("marks", (MarkSeen("scar", "knee", "left", "scar on left knee"),)),
    )


def a_form_m(told: Told | None = None, **facts: Any) -> missing_actions.FormM:
    """Form M of a boy last seen in Howrah a day before NOW."""
    facts = {
        "channel": "IN_PERSON",
        "received_at": NOW - timedelta(hours=6),
        "last_seen_at": NOW - timedelta(days=1),
        "place": "Howrah station road",
        "state_id": 19,
        "district_id": HOWRAH,
        **facts,
    }
    complainant = Person(kind="COMPLAINANT", name="Lakshmi Devi", relation="mother", phones=("+919830000001",))
    return missing_actions.FormM(facts=facts, told=told or a_told(), people=(complainant,))


def a_case(by: Viewer | None = None, told: Told | None = None, *, stage: str = "DRAFT", **facts: Any) -> MissingCase:
    """A missing case, taken through its moves to DRAFT, INTIMATED, FIR_REGISTERED or INVESTIGATION."""
    by = by or a_viewer(Role.STATION_HEAD)
    case = missing_actions.draft_case(form=a_form_m(told, **facts), by=by, at=NOW)
    steps = ("DRAFT", "INTIMATED", "FIR_REGISTERED", "INVESTIGATION").index(stage)
    if steps >= 1:
        case = missing_actions.intimate(
            case_id=case.pk, gd_number="GD 12", gd_at=NOW - timedelta(hours=5), by=by, at=NOW
        )
    if steps >= 2:
        case = missing_actions.register_fir(
            case_id=case.pk,
            fir_number="12/2026",
            fir_at=NOW - timedelta(hours=4),
            fir_sections="BNS 137(2)",
            by=by,
            at=NOW,
        )
    if steps >= 3:
        case = missing_actions.begin_investigation(
            case_id=case.pk, investigator="SI Asha Sen", rank="SI", phone="0332000001", by=by, at=NOW
        )
    return case


def a_form_r(told: Told | None = None, **facts: Any) -> found_actions.FormR:
    """Form R of a boy found in Patna nine hours after NOW less a day."""
    facts = {
        "found_at": NOW - timedelta(hours=12),
        "charge_taken_at": NOW - timedelta(hours=11),
        "place": "Patna Junction platform 1",
        "place_kind": "railway station",
        "state_id": 10,
        "district": District.objects.get(pk=facts.pop("district_id", PATNA)),
        "found_by": "RAILWAY",
        **facts,
    }
    return found_actions.FormR(facts=facts, told=told or a_told(name="Rabi"))


def a_found_child(by: Viewer | None = None, told: Told | None = None, **facts: Any) -> FoundChild:
    """A child admitted to a home in Patna, not yet before the committee."""
    by = by or a_viewer(Role.HOME_HEAD, an_agency(Kind.CHILDREN_HOME, PATNA))
    return found_actions.admit_child(form=a_form_r(told, **facts), by=by, at=NOW)


def a_report(
    station: Agency | None = None, *, kind: str = "MISSING", told: Told | None = None, **facts: Any
) -> CitizenReport:
    """A citizen's report lying with a station."""
    facts = {
        "kind": kind,
        "seen_at": NOW - timedelta(days=1),
        "place": "Howrah station road",
        "state_id": 19,
        "district_id": HOWRAH,
        "good_faith": True,
        **facts,
    }
    reporter = Person(kind="REPORTER", name="Lakshmi Devi", relation="mother", language="hi", phones=("+919830000001",))
    submitted = report_actions.submit_report(
        told=report_actions.ReportTold(
            facts=facts,
            told=told or a_told(),
            reporter=reporter,
            phone_verified=True,
            station_id=(station or an_agency()).pk,
        ),
        at=NOW,
    )
    return submitted.report
