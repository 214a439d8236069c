"""Answers about people: whose sitting this is, whom an administrator looks after, who looked at a record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404

from trackchild.audit.models import Look
from trackchild.directory.models import Agency
from trackchild.directory.querysets import AgencyQuerySet

from .grants import MAY_APPOINT
from .models import Posting, Sitting, User
from .offices import fits
from .permissions import Permission, Role
from .querysets import PostingQuerySet, SittingQuerySet, offices_within
from .viewer import Viewer

LOOKS_SHOWN = 200


def sitting_of(*, session_key: str) -> Sitting | None:
    """The sitting of a session with all that a request needs of it, in one query; ended ones too."""
    return (
        Sitting.objects.select_related("user", "posting__agency", "posting__user")
        .filter(session_key=session_key)
        .first()
    )


def sittings_of(user_id: int) -> SittingQuerySet:
    """A person's running sittings, the latest first."""
    return Sitting.objects.running().filter(user_id=user_id).order_by("-seen_at", "-pk")


def postings_of(user_id: int) -> PostingQuerySet:
    """A person's present postings."""
    return Posting.objects.current().with_agency().filter(user_id=user_id).order_by("started_at", "pk")


def people_within(viewer: Viewer, *, office: str = "") -> PostingQuerySet:
    """The present postings an administrator may see, by office and name; `office` is part of an office's name."""
    postings = Posting.objects.current().with_agency().within_reach_of(viewer, Permission.PEOPLE_MANAGE)
    if office:
        postings = postings.filter(agency__name__icontains=office)
    return postings.order_by("agency__name", "user__name", "pk")


def managed_ids(viewer: Viewer, postings: Iterable[Posting]) -> set[int]:
    """Which of these postings the viewer may end."""
    shown = [posting.pk for posting in postings]
    return set(Posting.objects.managed_by(viewer).filter(pk__in=shown).values_list("pk", flat=True))


def get_managed_posting(viewer: Viewer, posting_id: int, *, lock: bool = False) -> Posting:
    """A present posting the viewer may end. Missing, out of reach and above her circle all look like 404."""
    postings = Posting.objects.current().with_agency().managed_by(viewer)
    return get_object_or_404(postings.select_for_update(of=("self",)) if lock else postings, pk=posting_id)


def looks_after(viewer: Viewer, user_id: int) -> bool:
    """Whether every present posting of a person is the viewer's to manage: a password opens all of them at once."""
    postings = Posting.objects.current().filter(user_id=user_id)
    return postings.exists() and not postings.exclude(pk__in=postings.managed_by(viewer).values("pk")).exists()


def offices_to_post_to(viewer: Viewer) -> AgencyQuerySet:
    """The offices in service an administrator may post people to."""
    within = offices_within(viewer, Permission.PEOPLE_MANAGE)
    return Agency.objects.active().filter(within).select_related("district").order_by("name", "pk")


def roles_to_give(viewer: Viewer, agency: Agency) -> tuple[Role, ...]:
    """The roles the viewer may post somebody to in this office."""
    if not Agency.objects.filter(offices_within(viewer, Permission.PEOPLE_MANAGE), pk=agency.pk).exists():
        return ()
    return tuple(role for role in Role if role in MAY_APPOINT.get(viewer.role, ()) and fits(role, agency.kind))


def user_named(username: str) -> User | None:
    """The person with a sign-in name, in any case of letters, whose account is open."""
    return User.objects.filter(username__iexact=username, is_active=True).first()


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look at a record, with who it was."""

    at: datetime
    name: str
    role: str
    office: str
    route: str
    reason: str


@dataclass(frozen=True, slots=True)
class LooksAtRecord:
    """Looks by people within reach line by line, the rest as a number: names stay inside their own circle."""

    lines: tuple[LookLine, ...]
    by_others: int


def looks_at(viewer: Viewer, record_id: str) -> LooksAtRecord:
    """Who looked at a record, latest first."""
    looks = list(Look.objects.filter(record_id=record_id).order_by("-at", "-pk")[:LOOKS_SHOWN])
    postings = (
        Posting.objects.with_agency()
        .within_reach_of(viewer, Permission.LOOKS_READ)
        .in_bulk({look.posting_id for look in looks})
    )
    lines = tuple(
        LookLine(look.at, posting.user.name, posting.get_role_display(), posting.agency.name, look.route, look.reason)
        for look in looks
        if (posting := postings.get(look.posting_id))
    )
    return LooksAtRecord(lines, len(looks) - len(lines))


def demo_people() -> PostingQuerySet:
    """Everybody of the demonstration country, office by office, for its one-click sign-in."""
    return Posting.objects.current().with_agency().order_by("agency__state", "agency__district", "agency__name", "pk")
