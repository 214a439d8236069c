"""A case of the named people, published by two of them."""

import io
from datetime import date
from typing import Any

from django.utils import timezone
from PIL import Image

from tests.factories import NOW, a_case, a_told
from tests.people import Country
from trackchild.cases.actions import publication
from trackchild.cases.models import MissingCase
from trackchild.children.actions import MarkSeen, NameWritten
from trackchild.photos.actions import keep_picture
from trackchild.photos.models import Photo

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


def with_photo(case: MissingCase) -> Photo:
    """A drawn picture kept with the case."""
    file = io.BytesIO()
    Image.effect_noise((500, 600), 60).convert("RGB").save(file, "JPEG")
    return keep_picture(description=case.description, upload=file.getvalue(), at=NOW)
