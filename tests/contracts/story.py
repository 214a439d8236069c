"""One child's whole story with a row of everything, through the actions: from the report to the first visit at home."""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PIL import Image

from tests.factories import NOW, a_case, a_found_child, a_report, a_told
from tests.people import Country
from trackchild.accounts.viewer import Viewer
from trackchild.alerts.models import HeldBulk, Preference
from trackchild.alerts.vocabulary import Audience
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing, publication, publication_found, reports
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.vocabulary import Shown
from trackchild.faces.likeness import DLIB
from trackchild.helpdesk.actions import open_ticket
from trackchild.matching import actions as matching
from trackchild.matching import agents
from trackchild.matching.models import Candidate, DuplicatePair, Leaning, Opinion, ReportHit, SearchAgent
from trackchild.matching.searching import Criteria
from trackchild.matching.states import CandidateStage, DuplicateStage
from trackchild.messaging import releasing
from trackchild.messaging.models import Wording
from trackchild.photos import actions as photos
from trackchild.photos.faces_encoding import erase_faces
from trackchild.photos.models import FaceCalibration, FaceModel
from trackchild.placements import actions as placements
from trackchild.placements.models import Restoration
from trackchild.placements.states import RestorationMove

RISK = ("needs_medicine", "with_stranger", "sexual_offence", "self_harm", "in_disaster", "with_known_adult")
SCORED: dict[str, Any] = {
    "probability": 0.8,
    "weight": 9.0,
    "strength": "strong",
    "terms": [{"field": "name", "level": "close", "weight": 4.0}, {"field": "sex", "level": "same", "weight": 0.7}],
    "weights_version": "test",
    "scored_at": NOW,
}
"""What the matcher writes beside a pair."""


@dataclass
class Story:
    """The records of one child, and the people who keep them."""

    country: Country
    report: CitizenReport
    case: MissingCase
    found: FoundChild
    pair: Candidate
    restoration: Restoration | None = None


def a_picture(colour: str = "brown") -> bytes:
    """A plain picture, as a file."""
    file = io.BytesIO()
    Image.new("RGB", (320, 400), colour).save(file, "PNG")
    return file.getvalue()


def a_search(country: Country) -> Story:
    """A reported child, searched and shown to everybody; another, found; and the pair that waits for two keys."""
    report = a_report(country.station, told=a_told("Ravi Kumar"))
    asha = country.asha
    case = reports.convert_to_case(report_id=report.pk, by=asha, at=NOW)
    missing.intimate(case_id=case.pk, gd_number="GD 12", gd_at=NOW, by=asha, at=NOW)
    missing.register_fir(case_id=case.pk, fir_number="12/2026", fir_at=NOW, fir_sections="BNS 137(2)", by=asha, at=NOW)
    missing.begin_investigation(
        case_id=case.pk, investigator="SI Asha Sen", rank="SI", phone="+913320000001", by=asha, at=NOW
    )
    missing.assess_risk(case_id=case.pk, answers=dict.fromkeys(RISK, False), by=asha, at=NOW)
    photos.keep_picture(description=case.description, upload=a_picture(), at=NOW)
    consent = publication.record_consent(
        case_id=case.pk, consent_by="Lakshmi Devi", consent_on=NOW.date(), full_name=False, by=country.bimal, at=NOW
    )
    publication.publish(case_id=case.pk, consent_id=consent.pk, full_name=False, by=asha, at=NOW)
    found = a_found_child(country.das)
    photos.keep_picture(description=found.description, upload=a_picture("grey"), at=NOW)
    placements.keep_placement(found=found, at=NOW)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    publication_found.file_permission(
        found_id=found.pk,
        number="CWC/12/2026",
        permission_on=NOW.date(),
        scope=[Shown.AGE],
        until=NOW.date() + timedelta(days=60),
        by=country.das,
        at=NOW,
    )
    open_ticket(subject="DIRECTORY", text="The number has changed", language="en", agency=country.station, at=NOW)
    case.refresh_from_db()
    found.refresh_from_db()
    a_twin(case, a_case(asha))
    return Story(country, report, case, found, a_pair(case, found, report))


def a_pair(case: MissingCase, found: FoundChild, report: CitizenReport | None = None) -> Candidate:
    """A pair before its people, as the matcher writes it; with `report`, a hit of the report too."""
    if report is not None:
        ReportHit.objects.create(report=report, found=found, **SCORED)
    return Candidate.objects.create(
        missing=case,
        found=found,
        stage=CandidateStage.SHORTLISTED,
        evidence_digest="0",
        generated_at=NOW,
        shortlisted_at=NOW,
        **SCORED,
    )


def a_twin(one: MissingCase | FoundChild, other: MissingCase | FoundChild) -> DuplicatePair:
    """Two records of one side that may be of one child, as the matcher suggests them."""
    kind, side = ("MISSING", "case") if isinstance(one, MissingCase) else ("FOUND", "found")
    first, second = sorted((one, other), key=lambda record: str(record.pk))
    return DuplicatePair.objects.create(
        kind=kind,
        stage=DuplicateStage.SUGGESTED,
        evidence_digest="0",
        suggested_at=NOW,
        **{f"first_{side}": first, f"second_{side}": second},
        **SCORED,
    )


def a_saved_search(by: Viewer) -> SearchAgent:
    """A search shared with the office."""
    return agents.save_search(
        name="Boys of nine", criteria=Criteria(sex="M"), is_shared=True, watches=True, by=by, at=NOW
    )


def a_held_sending(case: MissingCase) -> HeldBulk:
    """More SMS than one person may send, waiting for a second."""
    event = case.events.order_by("pk").first()
    assert event is not None
    return HeldBulk.objects.create(
        event=event, audience=Audience.SUBSCRIBERS, template="district_notice", recipients=2000, held_at=NOW
    )


def a_wording(by: Viewer) -> Wording:
    """A proposed wording that waits for a second person."""
    text = "News on %(reference)s. Call %(station)s: %(phone)s."
    return releasing.propose(key="news", language="en", channel="SMS", text=text, by_user=by.user_id, at=NOW)


def what_people_want(story: Story) -> None:
    """An officer's wish, a saved search and a held sending."""
    asha = story.country.asha
    Preference.objects.create(user_id=asha.user_id)
    a_saved_search(asha)
    a_held_sending(story.case)


def what_faces_leave(story: Story) -> None:
    """An encoder in use, a calibration of it, and a face that was erased for good."""
    model = FaceModel.objects.create(model_id="test:0123456789ab:8", first_used_at=NOW, in_use=True)
    FaceCalibration.objects.create(
        model_id=model.model_id, version="first", fitted_at=NOW, line=DLIB.as_json(), in_use=True
    )
    assert story.found.description is not None
    erase_faces(description=story.found.description, at=NOW)


def go_home(story: Story, words: str = "as it should be") -> Story:
    """Two keys, the committee's order, the hand-over and the first visit; `words` wherever somebody writes any."""
    people, pair = story.country, story.pair
    matching.give_opinion(candidate_id=pair.pk, opinion=Opinion.LIKELY, words=words, by=people.das, at=NOW)
    for key in (people.asha, people.gita):
        matching.keep_impression(candidate_id=pair.pk, leaning=Leaning.ALIKE, by=key, at=NOW)
        matching.turn_key(candidate_id=pair.pk, words=words, by=key, at=NOW)
    story.restoration = placements.propose_restoration(
        found_id=story.found.pk,
        case=MissingCase.objects.get(pk=story.case.pk),
        restored_to=words,
        relation=words,
        by=people.gita,
        at=NOW,
    )
    ident = story.restoration.pk
    for move in (RestorationMove.CHECK_IDENTITY, RestorationMove.HEAR_CHILD):
        placements.take_step(restoration_id=ident, move=move, words=words, by=people.gita, at=NOW)
    placements.order_restoration(restoration_id=ident, text=words, by=people.gita, at=NOW)
    placements.hand_over(restoration_id=ident, receipt=words, by=people.das, at=NOW)
    placements.follow_up(restoration_id=ident, finding=words, by=people.rahman, at=NOW + timedelta(days=30))
    story.restoration.refresh_from_db()
    what_faces_leave(story)
    story.pair.refresh_from_db()
    what_people_want(story)
    return story
