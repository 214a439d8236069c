"""Pieces of a page that show a record: `{% load panels %}`. They take records; components of `ui` take plain values."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import CitizenReport, Contact, FoundChild, MissingCase, TimelineEvent
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import Event
from trackchild.cases.vocabulary import Grade
from trackchild.children.models import Description
from trackchild.children.vocabulary import Relation, Sex
from trackchild.core.privacy import Tier
from trackchild.geography.models import District, State
from trackchild.matching.models import Candidate
from trackchild.panels import clocks, stages
from trackchild.panels.ages import ages_of, in_one_line
from trackchild.panels.due import due_words
from trackchild.panels.evidence import Evidence
from trackchild.panels.facts import Group
from trackchild.panels.readings import reading_of, script_for
from trackchild.panels.sentences import STRENGTHS, TONES, details_of, flags_of, sentence_of
from trackchild.photos.signing import viewer_photo_url
from trackchild.photos.vocabulary import PhotoKind
from trackchild.placements.models import Restoration

register = template.Library()
STAGES = {
    MissingCase: stages.CASE_STAGES,
    FoundChild: stages.FOUND_STAGES,
    CitizenReport: stages.REPORT_STAGES,
    Candidate: stages.PAIR_STAGES,
    Restoration: stages.RESTORATION_STAGES,
}
GRADE_TONES = {Grade.CRITICAL: "danger", Grade.HIGH: "warn"}


@register.filter
def stage_name(record: Any) -> str | Promise:
    """Where a record stands."""
    return STAGES[type(record)][record.stage]


@register.filter
def child_name(description: Description | None) -> SafeString:
    """The child's name as somebody wrote it."""
    name = description.name if description else ""
    return format_html('<bdi dir="auto">{}</bdi>', name or _("Name not known"))


@register.simple_tag
def name_reading(description: Description | None) -> SafeString:
    """How the name sounds in the reader's script, in brackets; nothing where it is written in it."""
    reading = reading_of(description.name, script_for(get_language() or "en")) if description else ""
    return format_html(' <bdi dir="auto" class="reading">({})</bdi>', reading) if reading else SafeString()


@register.filter
def age_words(record: MissingCase | FoundChild | CitizenReport) -> str:
    """ "Boy, 9 years": the child at the time of the event."""
    return _sex_and(record, ages_of(record, localdate()).then)


@register.filter
def age_now_words(record: MissingCase | FoundChild | CitizenReport) -> str:
    """ "Boy, 11 years": the child as it is today."""
    return _sex_and(record, ages_of(record, localdate()).now)


@register.filter
def ages_words(record: MissingCase | FoundChild | CitizenReport) -> str:
    """ "Boy, 9 years then, 11 years now"; one age where both are the same."""
    return _sex_and(record, in_one_line(ages_of(record, localdate())))


def _sex_and(record: MissingCase | FoundChild | CitizenReport, age: str) -> str:
    description = record.description
    sex = str(Sex(description.sex).label) if description and description.sex else ""
    return ", ".join(part for part in (sex, age) if part)


@register.filter
def grade_tone(grade: str) -> str:
    """The tone of a risk grade."""
    return GRADE_TONES.get(Grade(grade), "") if grade else ""


@register.simple_tag(takes_context=True)
def child_photo(context: Context, description: Description | None, size: str = "card") -> SafeString:
    """The first photograph of a description, or a frame that says there is none. Reads the prefetched rows."""
    kept = sorted(description.photos.all(), key=lambda photo: photo.position) if description else []
    # A brother is evidence, not the child; a picture of how the child may look now is shown apart, and named.
    photos = [photo for photo in kept if photo.kind not in (PhotoKind.FAMILY, PhotoKind.PROGRESSION)]
    if not photos:
        return format_html('<div class="photo photo-none">{}</div>', _("No photograph"))
    # A list may be long; the one picture a page is about must not wait.
    loading = "lazy" if size == "thumbnail" else "eager"
    return format_html(
        '<img class="photo" src="{}" width="320" height="400" alt="{}" loading="{}">',
        viewer_photo_url(photos[0], size, context["viewer"]),
        _("Photograph of the child"),
        loading,
    )


@register.simple_tag(takes_context=True)
def progression_photo(context: Context, description: Description | None) -> SafeString:
    """How an artist or a laboratory thinks the child looks now, marked as that; nothing where there is none."""
    kept = sorted(description.photos.all(), key=lambda photo: photo.position) if description else []
    progressions = [photo for photo in kept if photo.kind == PhotoKind.PROGRESSION]
    if not progressions:
        return SafeString()
    return format_html(
        '<figure class="progression"><img class="photo" src="{}" width="160" height="200" alt="{}" loading="lazy">'
        "<figcaption>{}</figcaption></figure>",
        viewer_photo_url(progressions[0], "card", context["viewer"]),
        _("How the child may look now"),
        _("How the child may look now, drawn by an artist or a laboratory. Not a photograph; it is never compared."),
    )


@register.inclusion_tag("panels/timeline.html")
def timeline(lines: Iterable[TimelineEvent], upto: Tier = Tier.T3) -> dict[str, Any]:
    """What happened, newest first, with who did it and why."""
    return {
        "lines": [
            {
                "at": line.at,
                "sentence": sentence_of(line),
                "details": details_of(line.facts),
                "flags": flags_of(line.facts),
                "tone": "danger" if flags_of(line.facts) else TONES.get(Event(line.kind), ""),
                "who": line.posting.user.name if line.posting else "",
                "office": line.agency.name if line.agency else "",
                "reason": line.reason if upto >= TimelineEvent.PRIVACY["reason"] else "",
            }
            for line in lines
        ]
    }


@register.inclusion_tag("panels/facts.html")
def fact_groups(groups: Sequence[Group]) -> dict[str, Any]:
    """Facts by section."""
    return {"groups": groups}


@register.inclusion_tag("panels/people.html")
def people(contacts: Iterable[Contact], upto: Tier) -> dict[str, Any]:
    """People behind a record with their telephones; suspects only for those who may read of the offence."""
    shown = [contact for contact in contacts if contact.kind != "SUSPECT" or upto >= Tier.T4]
    return {
        "people": [
            {
                "kind": contact.get_kind_display(),
                "name": contact.name,
                "relation": _relation(contact.relation),
                "address": contact.address,
                "email": contact.email,
                "phones": [phone.number for phone in contact.phones.all()],
                "about": contact.about if upto >= Contact.PRIVACY["about"] else "",
            }
            for contact in shown
        ]
    }


def _relation(code: str) -> str:
    return str(dict(Relation.choices).get(code, code))


@register.inclusion_tag("panels/case_head.html", takes_context=True)
def case_head(context: Context, case: MissingCase) -> dict[str, Any]:
    """The head of a case page: photograph, number, name, age, stage, clock, owner."""
    return _head(context, case, due=clocks.case_due(case), office=case.owner.name, grade=case.grade)


@register.inclusion_tag("panels/case_head.html", takes_context=True)
def found_head(context: Context, found: FoundChild) -> dict[str, Any]:
    """The head of a found child's page."""
    office = found.home or found.owner
    return _head(context, found, due=clocks.found_due(found), office=office.name, grade="")


def _head(
    context: Context,
    record: MissingCase | FoundChild,
    *,
    due: tuple[Clock, datetime] | None,
    office: str,
    grade: str,
) -> dict[str, Any]:
    return {
        "record": record,
        "grade": grade,
        "grade_words": Grade(grade).label if grade else "",
        "clock_words": CLOCKS[due[0]].words if due else "",
        "due": due[1] if due else None,
        "office": office,
        "now": context["now"],
        "viewer": context["viewer"],
    }


@register.inclusion_tag("panels/evidence.html")
def evidence_table(evidence: Evidence, left: str, right: str) -> dict[str, Any]:
    """What speaks against, then what speaks for; a card per fact on a phone."""
    return {"evidence": evidence, "left": left, "right": right}


@register.simple_tag
def due_tag(due: datetime | None, now: datetime) -> dict[str, str]:
    """The words and the tone of a clock, to colour more than the tag."""
    words, tone = due_words(due, now)
    return {"words": words, "tone": tone}


@register.filter
def place_name(place: State | District | None) -> str:
    """A state or district as the reader calls it."""
    return place.name_in(get_language() or "en") if place else ""


@register.filter
def strength_words(strength: str) -> str | Promise:
    """The strength of a pair."""
    return STRENGTHS.get(strength, strength)


@register.filter
def strength_tone(strength: str) -> str:
    """The tone of a strength: a strong pair wants attention, none is good or bad."""
    return {"strong": "good", "likely": "info"}.get(strength, "")


@register.filter
def pair_tone(pair: Candidate) -> str:
    """The tone of where a pair stands."""
    return {"CONFIRMED": "good", "EXPIRED": "danger", "REVERSED": "danger", "VERIFICATION": "info"}.get(pair.stage, "")


@register.filter
def may(viewer: Viewer, permission: str) -> bool:
    """Whether the viewer holds a permission, to show the way to a page."""
    return viewer.may(Permission(permission))
