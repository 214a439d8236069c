"""A case of the named people, published by two of them."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from tests.factories import NOW, a_case, a_found_child, a_told
from tests.people import Country
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import publication, publication_found
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.vocabulary import Shown
from trackchild.children.actions import MarkSeen, NameWritten
from trackchild.photos.actions import Given, keep_given, keep_picture
from trackchild.photos.intake import read_picture
from trackchild.photos.models import Photo
from trackchild.photos.vocabulary import PhotoKind

HIDDEN = {
    "home_village": "Ghostvillage",
    "home_address": "13 Ghost Lane",
    "school": "Ghost School",
    "health": "Ghost Fever",
}
"""Words that no page for everybody may carry."""


def a_published_case(
    country: Country, *, full_name: bool = False, name: str = "Md. Imran Khan", **facts: Any
) -> MissingCase:
    """Bimal records the consent; Asha orders the publication."""
    names = (NameWritten("NAME", name), NameWritten("NATIVE", "इमरान खान"), NameWritten("ALIAS", "Ghostname"))
    marks = (
        MarkSeen("scar", "knee", "left", "ghostly scar from the well"),
        MarkSeen("mole", "chest", "", "ghostly mole", intimate=True),
    )
    told = a_told(name, names=names, marks=marks, clothing="blue school shirt", **HIDDEN)
    case = a_case(country.asha, told, stage="INVESTIGATION", **facts)
    consent = publication.record_consent(
        case_id=case.pk,
        consent_by="Ghost Guardian",
        consent_on=date(2026, 6, 14),
        full_name=full_name,
        by=country.bimal,
        at=NOW,
    )
    publication.publish(case_id=case.pk, consent_id=consent.pk, full_name=full_name, by=country.asha, at=timezone.now())
    return case


def with_photo(case: MissingCase | FoundChild) -> Photo:
    """A drawn picture kept with the record."""
    file = io.BytesIO()
    Image.effect_noise((500, 600), 60).convert("RGB").save(file, "JPEG")
    return keep_picture(description=case.description, upload=file.getvalue(), at=NOW)


def a_shown_child(
    country: Country, *, scope: Sequence[str] = tuple(Shown.values), until: date | None = None
) -> FoundChild:
    """Das files the committee's permission for a child of his home; Gita, of the committee, orders."""
    names = (NameWritten("NAME", "Sonu Ghostfamily"), NameWritten("ALIAS", "Ghostname"))
    told = a_told("Sonu", names=names, clothing="red frock", **HIDDEN)
    found = a_found_child(country.das, told)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    at = timezone.now()
    filed = publication_found.file_permission(
        found_id=found.pk,
        number="CWC/12/2026",
        permission_on=timezone.localdate(at),
        scope=scope,
        until=until or timezone.localdate(at) + timedelta(days=60),
        by=country.das,
        at=at,
    )
    publication_found.publish_found(found_id=found.pk, permission_id=filed.pk, by=country.gita, at=at)
    found.refresh_from_db()
    return found


def with_progression(case: MissingCase | FoundChild) -> Photo:
    """How a laboratory thinks the child looks now."""
    file = io.BytesIO()
    Image.effect_noise((500, 600), 20).convert("RGB").save(file, "PNG")
    given = Given(read_picture(file.getvalue()), kind=PhotoKind.PROGRESSION)
    return keep_given(description=case.description, given=given, at=NOW)
