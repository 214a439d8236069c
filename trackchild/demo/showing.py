"""Committees let a few found children be shown: one permission waits for its order, one is soon to end."""

from datetime import datetime, timedelta

from trackchild.accounts.permissions import Role
from trackchild.cases.actions import publication_found
from trackchild.cases.models import FoundChild
from trackchild.cases.states import SHOWABLE
from trackchild.cases.vocabulary import Shown

from .life import Found
from .people import People

DAY = timedelta(days=1)
SHOWN, WAITING = 6, 2
SCOPE = (Shown.PHOTO, Shown.NAME, Shown.AGE, Shown.SEX, Shown.LANGUAGES)


def let_committees_show(found: list[Found], people: People, *, now: datetime) -> int:
    """Children nobody has reported, with a photograph, in the order of the register. Returns how many are shown."""
    shown = 0
    for number, one in enumerate(_unknown(found)[: SHOWN + WAITING]):
        home = people.at(Role.HOME_HEAD, one.district.code)
        filed_at = max(now - (78 if number == 0 else 10) * DAY, (one.found.produced_at or now) + timedelta(hours=1))
        permission = publication_found.file_permission(
            found_id=one.found.pk,
            number=f"CWC/{one.district.code}/{number + 11}",
            permission_on=(filed_at - DAY).date(),
            scope=SCOPE,
            until=(filed_at + 120 * DAY).date(),
            by=home,
            at=filed_at,
        )
        if number < SHOWN:
            publication_found.publish_found(
                found_id=one.found.pk,
                permission_id=permission.pk,
                by=people.at(Role.COMMITTEE_MEMBER, one.district.code),
                at=filed_at + timedelta(hours=2),
            )
            shown += 1
    return shown


def _unknown(found: list[Found]) -> list[Found]:
    fit = FoundChild.objects.filter(
        pk__in=[one.found.pk for one in found if one.case is None and one.child.has_picture],
        stage__in=SHOWABLE,
        produced_at__isnull=False,
        sexual_offence=False,
        description__photos__isnull=False,
    )
    known = set(fit.values_list("pk", flat=True))
    return [one for one in found if one.found.pk in known]
