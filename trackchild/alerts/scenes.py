"""A line of the timeline with the records it is about, and the words a message may take from them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import override

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase, TimelineEvent
from trackchild.children.models import ChildLink
from trackchild.children.vocabulary import Sex
from trackchild.directory.models import Agency
from trackchild.geography.models import District

IST = ZoneInfo("Asia/Kolkata")
UNKNOWN = "-"
LONGEST = 30
"""Letters that the register of message templates allows for one filled-in word."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What happened, and to whom. A found child brings the case it is held to belong to."""

    event: TimelineEvent
    case: MissingCase | None
    found: FoundChild | None
    report: CitizenReport | None

    @property
    def office(self) -> Agency | None:
        """The office that answers for the matter."""
        if self.report is not None and self.report.station is not None:
            return self.report.station
        if self.case is not None:
            return self.case.owner
        return self.found.owner if self.found else None

    @property
    def police_district(self) -> int | None:
        """Where the police work on it."""
        office = self.case.station if self.case else self.report.station if self.report else None
        place = self.case or self.report or self.found
        return (office.district_id if office else None) or (place.district_id if place else None)

    @property
    def care_district(self) -> int | None:
        """Where the child is cared for."""
        if self.found is None:
            return self.police_district
        return (self.found.committee.district_id if self.found.committee else None) or self.found.district_id

    @property
    def state(self) -> int | None:
        """Whose nodal officer answers for it."""
        place = self.case or self.report or self.found
        return place.state_id if place else None


def scene_of(event_id: int) -> Scene:
    """The line and its records."""
    event = TimelineEvent.objects.select_related(
        "posting",
        "case__owner",
        "case__station",
        "case__district",
        "case__description",
        "found__owner",
        "found__committee",
        "found__district",
        "report__station",
        "report__district",
    ).get(pk=event_id)
    case = event.case or (_case_of(event.found) if event.found else None)
    return Scene(event, case, event.found, event.report)


def _case_of(found: FoundChild) -> MissingCase | None:
    """The missing case whose child this is held to be, while that holds."""
    children = [
        child
        for link in ChildLink.objects.filter(Q(first=found.child_id) | Q(second=found.child_id), ended_at=None)
        for child in (link.first_id, link.second_id)
    ]
    cases = MissingCase.objects.filter(child__in=children).select_related("owner", "station", "district", "description")
    return cases.order_by("-received_at", "pk").first()


def words_of(scene: Scene, language: str) -> dict[str, str]:
    """Every word a sentence may be filled with, short enough for a registered template."""
    case, office = scene.case, scene.office
    officer_phone = case.investigator_phone if case and not scene.report else ""
    words = {
        "reference": scene.report.reference if scene.report else case.number if case else "",
        "case": case.number if case else "",
        "found": scene.found.number if scene.found else "",
        "station": office.name_in(language) if office else "",
        "phone": officer_phone or (office.phone if office else "") or "112",
        "officer": case.investigator if case else "",
        "district": _district(scene, language),
        "date": _day(case.last_seen_at if case else None),
        "age": _age(case),
        "sex": _sex(case, language),
        "fir": case.fir_number if case else "",
        "fir_on": _day(case.fir_at if case else None),
    }
    return {name: shortened(word) for name, word in words.items()}


def _sex(case: MissingCase | None, language: str) -> str:
    with override(language):
        return str(Sex(case.description.sex).label) if case and case.description.sex else UNKNOWN


def shortened(word: str) -> str:
    """A word cut to what a registered template takes."""
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 3].rstrip()}..."


def _district(scene: Scene, language: str) -> str:
    place = scene.case or scene.report or scene.found
    district: District | None = place.district if place else None
    return district.name_in(language) if district else UNKNOWN


def _age(case: MissingCase | None) -> str:
    return UNKNOWN if case is None or case.age_last_seen is None else str(int(case.age_last_seen))


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(IST):%d-%m-%Y}" if at else UNKNOWN
