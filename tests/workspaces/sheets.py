"""Forms filled in as a browser would send them."""

from datetime import datetime
from typing import Any

from tests.factories import HOWRAH, IST, PATNA


def moment(name: str, at: datetime) -> dict[str, str]:
    """The four boxes of a moment."""
    local = at.astimezone(IST)
    return {
        f"{name}_day": str(local.day),
        f"{name}_month": str(local.month),
        f"{name}_year": str(local.year),
        f"{name}_time": f"{local:%H:%M}",
    }


def form_m(**given: Any) -> dict[str, Any]:
    """Form M of Ravi Kumar, last seen in Howrah on 14-06-2026."""
    sheet = {
        "subject": "CHILD",
        "name": "Ravi Kumar",
        "native": "रवि कुमार",
        "alias": "Rabi; Raju",
        "sex": "M",
        "age_years": "9",
        "father_name": "Suresh Kumar",
        "father_phone": "98300 00009",
        "mother_name": "Lakshmi Devi",
        "home": f"d{PATNA}",
        "home_village": "Danapur",
        "height_cm": "125",
        "complexion": "wheatish",
        "mark_0_kind": "scar",
        "mark_0_part": "knee",
        "mark_0_side": "left",
        "mark_0_text": "scar on left knee",
        "mark_3_kind": "mole",
        "mother_tongue": "Hindi",
        "second_language": "Bhojpuri",
        "clothing": "blue shirt",
        **moment("last_seen_at", datetime(2026, 6, 14, 9, 30, tzinfo=IST)),
        "last_seen_precision": "ABOUT",
        "event": f"d{HOWRAH}",
        "place": "Howrah station road",
        "circumstance": "LOST",
        "circumstance_text": "He went to buy milk.",
        "channel": "IN_PERSON",
        **moment("received_at", datetime(2026, 6, 15, 4, 0, tzinfo=IST)),
        "complainant_name": "Lakshmi Devi",
        "complainant_relation": "mother",
        "complainant_phone": "98300 00001",
        "complainant_language": "hi",
    }
    return {**sheet, **given}


def form_r(**given: Any) -> dict[str, Any]:
    """Form R of a boy found at Patna junction on 14-06-2026, late in the evening."""
    sheet = {
        "kind": "found",
        **moment("found_at", datetime(2026, 6, 14, 22, 0, tzinfo=IST)),
        "event": f"d{PATNA}",
        "place": "Patna Junction platform 1",
        "place_kind": "railway station",
        "found_by": "RAILWAY",
        "found_by_name": "Constable Singh",
        "finder_phone": "9830000077",
        **moment("charge_taken_at", datetime(2026, 6, 14, 23, 0, tzinfo=IST)),
        "journey_hours": "2",
        "name": "Rabi",
        "sex": "M",
        "age_years": "8.5",
        "father_name": "Suresh",
        "height_cm": "126",
        "mark_0_kind": "scar",
        "mark_0_part": "knee",
        "mark_0_text": "old scar, left knee",
        "mother_tongue": "Bhojpuri",
        "own_account": "He lost his mother at the station.",
        "wish_to_return": "YES",
        "allegation": "beaten by a stranger on the train",
    }
    return {**sheet, **given}
