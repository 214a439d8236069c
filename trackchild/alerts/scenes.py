"""A line of the timeline with the records it is about, and the words a message may take from them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils.translation import override

from trackchild.cases.actions.found import production_due
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import Event
from trackchild.children.models import ChildLink
from trackchild.children.vocabulary import Sex
from trackchild.directory.models import Agency
from trackchild.geography.models import District

IST = ZoneInfo("Asia/Kolkata")
UNKNOWN = "-"


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
    def origin(self) -> int | None:
        """The district a found child may come from, as far as it is known."""
        return self.found.description.home_district_id if self.found else None

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
        "found__description",
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
        "reference": _reference(scene),
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
        "link": f"{settings.PUBLIC_ADDRESS}/c/{case.pk}" if case else settings.PUBLIC_ADDRESS,
    }
    return words | _production(scene)


def _reference(scene: Scene) -> str:
    """The number under which an office or a reporter knows the matter."""
    if scene.report is not None:
        return scene.report.reference
    record = scene.case or scene.found
    return record.number if record else ""


def _production(scene: Scene) -> dict[str, str]:
    """When a found child must be before the committee; only a clock's line speaks of it."""
    if scene.event.kind != Event.CLOCK_DUE or scene.found is None:
        return {}
    due = production_due(scene.found).astimezone(IST)
    return {"date": f"{due:%d-%m-%Y}", "time": f"{due:%H:%M}"}


def _sex(case: MissingCase | None, language: str) -> str:
    with override(language):
        return str(Sex(case.description.sex).label) if case and case.description.sex else UNKNOWN


def _district(scene: Scene, language: str) -> str:
    place = scene.case or scene.report or scene.found
    district: District | None = place.district if place else None
    if scene.found is not None and scene.case is None and scene.found.description.home_district:
        district = scene.found.description.home_district
    return district.name_in(language) if district else UNKNOWN


def _age(case: MissingCase | None) -> str:
    return UNKNOWN if case is None or case.age_last_seen is None else str(int(case.age_last_seen))


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(IST):%d-%m-%Y}" if at else UNKNOWN
