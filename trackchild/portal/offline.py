"""A report that waited on a telephone: read, kept once however often it arrives, its number unproved."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import get_language

from trackchild.cases.actions import reports as report_actions
from trackchild.cases.people import Person
from trackchild.cases.vocabulary import ContactKind, ReportKind
from trackchild.children.actions import RelativeTold, Told
from trackchild.children.vocabulary import AgePrecision, AgeSource, Relation
from trackchild.geography.models import District, State
from trackchild.photos.actions import Given

from .forms.fields import NOT_KNOWN
from .telling import name_written


def keep_offline(*, kind: str, answers: dict[str, Any], at: datetime) -> report_actions.Submitted:
    """Submit the report of an offline form's clean answers. The same key gives the same report."""
    told = _missing(answers) if kind == "missing" else _sighting(answers)
    return report_actions.submit_report(told=told, at=at)


def idempotency_key(key: UUID) -> str:
    """The report's own key for the random one that the telephone gave it."""
    return hashlib.sha256(f"offline:{key}".encode()).hexdigest()


def _missing(answers: dict[str, Any]) -> report_actions.ReportTold:
    relatives = (RelativeTold(Relation.FATHER, answers["father"]), RelativeTold(Relation.MOTHER, answers["mother"]))
    return _told(
        answers,
        facts={"kind": ReportKind.MISSING, "fir_refused": answers["fir_refused"]},
        child=Told(
            facts=_looks(answers, AgeSource.FAMILY, AgePrecision.STATED),
            names=name_written(answers["name"]),
            relatives=relatives,
        ),
        reporter=Person(
            kind=ContactKind.COMPLAINANT,
            name=answers["reporter"],
            relation=answers["relation"],
            phones=(answers["phone"],),
            language=get_language() or "en",
        ),
    )


def _sighting(answers: dict[str, Any]) -> report_actions.ReportTold:
    danger, phone = answers["danger"], answers["phone"]
    return _told(
        answers,
        facts={
            "kind": ReportKind.SIGHTING if danger == "NO" else ReportKind.UNSAFE,
            "in_danger": danger == "NOW",
        },
        child=Told(
            facts=_looks(answers, AgeSource.APPEARANCE, AgePrecision.APPROXIMATE),
            names=name_written(answers["heard_name"]),
        ),
        reporter=Person(kind=ContactKind.REPORTER, phones=(phone,), language=get_language() or "en") if phone else None,
    )


def _told(
    answers: dict[str, Any], *, facts: dict[str, Any], child: Told, reporter: Person | None
) -> report_actions.ReportTold:
    picture = answers["photo"]
    return report_actions.ReportTold(
        facts={
            **facts,
            **_place(answers["district"]),
            "place": answers["place"],
            "seen_at": answers["seen_at"],
            "story": answers["story"],
            "written_at": answers["written_at"],
            "good_faith": True,
            "language": get_language() or "en",
        },
        told=child,
        reporter=reporter,
        pictures=(Given(picture),) if picture else (),
        idempotency_key=idempotency_key(answers["key"]),
        secret=answers["secret"],
    )


def _place(chosen: str) -> dict[str, Any]:
    if chosen.startswith(NOT_KNOWN):
        return {"state": State.objects.get(pk=int(chosen.removeprefix(NOT_KNOWN))), "district": None}
    district = District.objects.select_related("state").get(pk=int(chosen))
    return {"state": district.state, "district": district}


def _looks(answers: dict[str, Any], source: AgeSource, precision: AgePrecision) -> dict[str, Any]:
    age = answers["age"]
    return {
        "sex": answers["sex"],
        "clothing": answers["clothing"],
        "age_years": age,
        "age_on": localdate(answers["seen_at"]) if age is not None else None,
        "age_precision": precision if age is not None else "",
        "age_source": source if age is not None else "",
    }
