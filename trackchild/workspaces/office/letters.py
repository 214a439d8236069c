"""Where an in-app message leads: `kind:id` to the page of the record."""

from uuid import UUID

from django.urls import reverse

PAGES = {
    "report": "police:view_report",
    "case": "police:view_case",
    "found": "homes:view_child",
    "pair": "matches:compare_pair",
    "candidate": "matches:compare_pair",
    "restoration": "committees:view_restoration",
    "agent": "searches:view_search",
}


def address_of(about: str, letter_id: int | None = None) -> str:
    """The page of the record a message is about; the inbox when it is about none.

    A notice of a search is read by the message alone: its reader has no other right to the record.
    """
    kind, _colon, number = about.partition(":")
    if kind == "notice" and letter_id is not None:
        return reverse("telling:read_notice", args=[letter_id])
    if kind == "gateways":
        return reverse("gateways:overview")
    page = PAGES.get(kind)
    try:
        return reverse(page, args=[UUID(number)]) if page else reverse("office:home")
    except ValueError:
        return reverse("office:home")
