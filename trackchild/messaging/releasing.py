"""Which wording holds: the released version if there is one, else the shipped sentence. Releasing takes two people.

A registered text must leave the house letter by letter as it was registered: so a change of the shipped sentence never
reaches a telephone while a released version stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from . import catalogue
from .lint import Finding, lint
from .models import Wording
from .vocabulary import Channel


class NotFit(Exception):
    """The wording breaks a rule of the register or of ours; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(finding.says for finding in findings))
        self.findings = findings


class SamePerson(Exception):
    """Whoever proposed a wording cannot release it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text ready to go, with what a gateway must be told of it."""

    text: str
    header: str = ""
    dlt_template: str = ""


class Speaker:
    """Says templates, and remembers which wording holds while many people are told the same."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def say(self, key: str, language: str, channel: str, values: Mapping[str, str]) -> Said:
        """The text in a language by a channel; an SMS names its sender."""
        sentence, header, dlt_template = self._wording(key, language, channel)
        text = catalogue.on_the_wire(catalogue.filled(sentence, values), channel)
        return Said(text, header, dlt_template)

    def _wording(self, key: str, language: str, channel: str) -> tuple[str, str, str]:
        asked = (key, language, channel)
        if asked not in self._held:
            wording = in_force(*asked)
            if wording is None and not catalogue.has_own_words(key, language):
                wording = in_force(key, "en", channel)
            self._held[asked] = (
                (wording.text, wording.header, wording.dlt_template)
                if wording
                else (catalogue.shipped(key, language, channel), "", "")
            )
        return self._held[asked]


def registered_as(key: str, language: str) -> tuple[str, str]:
    """The header and the number of an SMS whose text is written elsewhere; empty while no version is released."""
    wording = in_force(key, language, Channel.SMS)
    return (wording.header, wording.dlt_template) if wording else ("", "")


def in_force(key: str, language: str, channel: str) -> Wording | None:
    """The released version, if one stands."""
    return released().filter(key=key, language=language, channel=channel).first()


def released() -> QuerySet[Wording]:
    """Versions that hold now."""
    return Wording.objects.filter(released_at__isnull=False, ended_at=None)


def waiting() -> QuerySet[Wording]:
    """Versions that wait for a second person, oldest first."""
    return Wording.objects.filter(released_at=None, ended_at=None).order_by("proposed_at", "pk")


@transaction.atomic
def propose(
    *,
    key: str,
    language: str,
    channel: str,
    text: str,
    entity_id: str = "",
    header: str = "",
    dlt_template: str = "",
    by_user: int,
    at: datetime,
) -> Wording:
    """Write a new version down. Raises NotFit."""
    if findings := lint(key, language, channel, text):
        raise NotFit(findings)
    same = Wording.objects.filter(key=key, language=language, channel=channel)
    newest = same.aggregate(newest=Max("version"))["newest"] or 0
    return Wording.objects.create(
        key=key,
        language=language,
        channel=channel,
        version=newest + 1,
        text=text,
        entity_id=entity_id,
        header=header,
        dlt_template=dlt_template,
        proposed_at=at,
        proposed_by=by_user,
    )


@transaction.atomic
def release(*, wording_id: int, by_user: int, at: datetime) -> Wording:
    """Another person lets a version hold; the one before it ends. Raises SamePerson, Wording.DoesNotExist."""
    wording = waiting().select_for_update().get(pk=wording_id)
    if wording.proposed_by == by_user:
        raise SamePerson
    before = released().filter(key=wording.key, language=wording.language, channel=wording.channel)
    before.update(ended_at=at)
    wording.released_at, wording.released_by = at, by_user
    wording.save(update_fields=["released_at", "released_by"])
    return wording


@transaction.atomic
def decline(*, wording_id: int, at: datetime) -> None:
    """A proposed version is put aside."""
    waiting().filter(pk=wording_id).update(ended_at=at)
