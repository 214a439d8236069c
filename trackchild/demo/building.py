"""Builds the demonstration country in an empty database, only through the product's own actions, always the same."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from trackchild.accounts.models import User
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import Event
from trackchild.cases.timeline import REACT
from trackchild.core import jobs
from trackchild.core.demo_mark import DemoMark
from trackchild.placements import actions as placements

from . import life
from .children import Invented, invent
from .offices import DISTRICTS
from .people import People, raise_offices
from .showing import let_committees_show

SEED = 20_150_704
"""The day in July 2015 on which the story began that this system exists to prevent."""
RECENT = timedelta(hours=6)
Progress = Callable[[str], None]


class NotEmpty(Exception):
    """The database holds other data: a demonstration country is never built beside real records."""


@dataclass(frozen=True, slots=True)
class Built:
    """How much there is."""

    cases: int
    found: int
    pairs: int
    reports: int


@transaction.atomic
def build_country(*, cases: int, password: str, at: datetime, progress: Progress) -> Built:
    """Raise the country. All of it or nothing. Raises NotEmpty."""
    for model in (User, MissingCase, FoundChild, CitizenReport):
        if model.objects.exists():
            raise NotEmpty(model._meta.label)
    DemoMark.objects.create(made_at=at)
    dice = random.Random(SEED)
    progress("offices and people")
    people = raise_offices(password=password, at=at - timedelta(days=900))
    children = [invent(number, DISTRICTS[number % len(DISTRICTS)], dice) for number in range(cases)]
    missing = _report_missing(children, people, dice, at=at, progress=progress)
    found = _find_some(missing, people, dice, at=at, progress=progress)
    progress("weighing everybody against everybody")
    pairs = life.weigh(found)
    _bring_home(found, people, dice, at=at, progress=progress)
    life.decide_the_rest(people, dice, now=at)
    reports = life.citizens_write(people, dice, at=at)
    progress(f"{let_committees_show(found, people, now=at)} found children shown by permission")
    _let_the_past_rest(at=at)
    return Built(len(missing), len(found), pairs, reports)


def _report_missing(
    children: list[Invented], people: People, dice: random.Random, *, at: datetime, progress: Progress
) -> list[life.Missing]:
    missing = []
    for child in children:
        # Most absences are recent; a few are old enough to be due for the anti-trafficking unit.
        days_ago = int(dice.expovariate(1 / 38)) % 200 + 1
        seen_at = at - timedelta(days=days_ago, hours=dice.randrange(1, 12))
        missing.append(life.go_missing(child, seen_at, people, dice, now=at))
        if len(missing) % 50 == 0:
            progress(f"{len(missing)} of {len(children)} missing cases")
    return missing


def _find_some(
    missing: list[life.Missing], people: People, dice: random.Random, *, at: datetime, progress: Progress
) -> list[life.Found]:
    """A third of the children are in some home; beside them live children whom nobody has reported."""
    found = []
    for one in missing:
        if dice.random() < 0.34 and one.seen_at < at - timedelta(days=2):
            found.append(life.be_found(one.child, people, dice, seen_at=one.seen_at, now=at, case=one))
    for number in range(len(missing) // 8):
        stranger = invent(10_000 + number, dice.choice(DISTRICTS), dice)
        since = at - timedelta(days=dice.randrange(5, 400))
        found.append(life.be_found(stranger, people, dice, seen_at=since, now=at, case=None))
    progress(f"{len(found)} found children")
    return found


def _bring_home(
    found: list[life.Found], people: People, dice: random.Random, *, at: datetime, progress: Progress
) -> None:
    """Two in three of the true pairs were recognised; most of those children are home by now."""
    done = 0
    for one in found:
        if one.case and dice.random() < 0.62:
            done += life.be_recognised(one, people, dice, now=at)
    progress(f"{done} children recognised by two keys")


def _let_the_past_rest(*, at: datetime) -> None:
    """Nobody is alerted today of what happened months ago; stays in homes are written as the reaction would have."""
    past = TimelineEvent.objects.filter(at__lt=at - RECENT)
    jobs.forget(REACT, "event_id", list(past.values_list("pk", flat=True)))
    for event in past.filter(kind=Event.ADMITTED).select_related("found"):
        if event.found and event.found.home_id and event.found.restored_at is None:
            placements.keep_placement(found=event.found, at=event.at)
