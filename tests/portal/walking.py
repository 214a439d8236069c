"""Walks a report page by page, as a person without scripts would."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.factories import HOWRAH
from tests.ui.solving import solved
from trackchild.messaging.models import Message
from trackchild.portal.forms.people import DeclareForm

YESTERDAY = timezone.localdate() - timedelta(days=1)
DAY = {"seen_on_day": str(YESTERDAY.day), "seen_on_month": str(YESTERDAY.month), "seen_on_year": str(YESTERDAY.year)}
PHONE = "98300 12345"
MISSING: dict[str, dict[str, Any]] = {
    "who": {"relation": "mother"},
    "child": {"name": "Ravi Kumar", "pet_name": "Chhotu", "sex": "M", "age": "9"},
    "state": {"state": "19"},
    "place": {"district": str(HOWRAH), "place": "Howrah station, platform 3", "seen_time": "5.30 pm", **DAY},
    "looks": {"height": "4 feet 1", "complexion": "wheatish", "clothing": "red shirt", "language": "Hindi"},
    "marks": {"kind_0": "scar", "part_0": "knee", "side_0": "left", "text_0": "cut by a bicycle"},
    "family": {"father": "Suresh Kumar", "mother": "Lakshmi Devi", "home_where": "SAME", "village": "Bally"},
    "photo": {},
    "story": {"story": "He went to buy milk and did not come back."},
    "you": {"name": "Lakshmi Devi", "phone": PHONE},
}
SIGHTING: dict[str, dict[str, Any]] = {
    "danger": {"danger": "NO"},
    "state": {"state": "19"},
    "place": {"district": str(HOWRAH), "place": "Bus stand, Howrah", "when": "HOUR"},
    "seen": {"story": "A boy in a red shirt, alone, crying."},
}


def address(kind: str, step: str, language: str = "en") -> str:
    return f"/{language}/report/{kind}/{step}/"


def walk(client: Client, kind: str, answers: dict[str, dict[str, Any]]) -> str:
    """Answer every page; where the last one leads."""
    page = client.get(f"/en/report/{kind}/")
    while (step := page.headers["Location"].rstrip("/").split("/")[-1]) in answers:
        page = client.post(address(kind, step), answers[step])
        assert page.status_code == 302, page.content.decode()
        if step in page.headers["Location"].split("/"):  # the page comes back with what is said of the photo
            page = client.post(address(kind, step), {})
    return page.headers["Location"]


def declare(client: Client, kind: str) -> Any:
    """Read through, promise and pass the security check."""
    return client.post(address(kind, "check"), {"good_faith": "on", **solved(DeclareForm)})


def newest_code(phone: str = "+919830012345") -> str:
    """The code a person reads in the message."""
    text = Message.objects.filter(to_phone=phone).latest("pk").text
    found = re.search(r"\d{6}", text)
    assert found
    return found.group()


def send(client: Client, kind: str, answers: dict[str, dict[str, Any]]) -> Any:
    """Walk, declare, prove the telephone if one was given; the page after the sending."""
    walk(client, kind, answers)
    page = declare(client, kind)
    if page.headers["Location"].endswith("/code/"):
        page = client.post(address(kind, "code"), {"code": newest_code()})
    assert page.headers.get("Location") == "/en/report/sent/", page.content.decode()
    return client.get("/en/report/sent/")
