"""A reporter sees where the report stands, in plain steps; nobody else does, and nothing tells where a child is."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import HOWRAH, NOW, a_told
from tests.people import Country
from tests.ui.solving import solved
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.models import CitizenReport, MissingCase
from trackchild.cases.people import Person
from trackchild.cases.states import CaseStage, Event
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import HowTraced
from trackchild.messaging.models import Message
from trackchild.portal.forms.status import StatusForm
from trackchild.portal.status import Mark, Status, status_of

from .test_offline import a_picture as a_photo
from .walking import newest_code

pytestmark = pytest.mark.django_db
PHONE = "+919830012345"


@pytest.fixture
def sent(country: Country) -> report_actions.Submitted:
    """A mother's report at Howrah station."""
    facts = {
        "kind": "MISSING",
        "seen_at": NOW - timedelta(days=1),
        "place": "Howrah station road",
        "state_id": 19,
        "district_id": HOWRAH,
        "good_faith": True,
    }
    told = report_actions.ReportTold(
        facts=facts,
        told=a_told(),
        reporter=Person(kind="COMPLAINANT", name="Lakshmi Devi", language="en", phones=(PHONE,)),
        phone_verified=True,
        station_id=country.station.pk,
    )
    return report_actions.submit_report(told=told, at=NOW)


def ask(client: Client, **given: str) -> Any:
    return client.post("/en/status/", {**given, **solved(StatusForm)})


def registered(
    sent: report_actions.Submitted, by: Viewer, *, until: CaseStage = CaseStage.INVESTIGATION
) -> MissingCase:
    """The station makes a case of the report."""
    case = report_actions.convert_to_case(report_id=sent.report.pk, by=by, at=NOW)
    if until == CaseStage.DRAFT:
        return case
    missing_actions.intimate(case_id=case.pk, gd_number="GD 1", gd_at=NOW, by=by, at=NOW)
    missing_actions.register_fir(
        case_id=case.pk, fir_number="12/2026", fir_at=NOW + timedelta(hours=1), fir_sections="", by=by, at=NOW
    )
    return missing_actions.begin_investigation(
        case_id=case.pk, investigator="Asha Sen", rank="SI", phone="0332000001", by=by, at=NOW
    )


def status(sent: report_actions.Submitted) -> Status:
    return status_of(CitizenReport.objects.get(pk=sent.report.pk))


def marks(of: Status) -> list[tuple[str, Mark]]:
    return [(str(step.words), step.mark) for step in of.steps]


def test_the_secret_of_the_receipt_opens_the_report(client: Client, sent: report_actions.Submitted) -> None:
    answer = ask(client, reference=sent.report.reference.lower(), secret=sent.secret.replace("-", " "))

    page = client.get(answer.headers["Location"]).content.decode()
    assert sent.report.reference in page
    assert "Your report is with the police station." in page
    assert "Howrah" in page
    assert "16-06-2026, 10:00 IST" in page, "the answer is due a day after the report"


def test_a_wrong_reference_and_a_wrong_secret_get_the_same_answer(
    client: Client, sent: report_actions.Submitted
) -> None:
    wrong_secret = ask(client, reference=sent.report.reference, secret="S-0000-0000-0000")
    wrong_reference = ask(client, reference="R-0000-0000-0000", secret=sent.secret)

    assert wrong_secret.status_code == wrong_reference.status_code == 422
    assert alike(wrong_secret, sent) == alike(wrong_reference, sent)
    assert client.get("/en/status/report/").headers["Location"] == "/en/status/"


def alike(page: Any, sent: report_actions.Submitted) -> str:
    """The words of a page without what the person typed and without the security check."""
    text: str = page.context["form"].non_field_errors().as_text()
    return text + str(page.templates[0].name)


def test_the_code_to_the_telephone_opens_the_report(client: Client, sent: report_actions.Submitted) -> None:
    page = ask(client, reference=sent.report.reference, phone="98300 12345")
    assert "a message with six digits is on its way" in page.content.decode()

    proof = {"reference": sent.report.reference, "phone": PHONE, "code": newest_code()}
    answer = client.post("/en/status/", proof)

    assert answer.headers["Location"] == "/en/status/report/"
    assert client.get("/en/status/report/").status_code == 200


def test_a_code_goes_to_the_reporters_number_only_and_the_page_does_not_tell(
    client: Client, sent: report_actions.Submitted
) -> None:
    right = ask(client, reference=sent.report.reference, phone="9830012345")
    Message.objects.all().delete()

    for given in (
        {"reference": sent.report.reference, "phone": "9830099999"},
        {"reference": "R-0000-0000-0000", "phone": "9830012345"},
    ):
        page = ask(client, **given)
        assert (page.status_code, page.templates[0].name) == (right.status_code, right.templates[0].name)
    assert not Message.objects.exists()


def test_a_code_for_one_report_opens_no_other(client: Client, sent: report_actions.Submitted, country: Country) -> None:
    ask(client, reference=sent.report.reference, phone="9830012345")
    proof = {"reference": "R-0000-0000-0000", "phone": PHONE, "code": newest_code()}

    assert client.post("/en/status/", proof).status_code == 422


def test_guessing_is_stopped_whatever_the_guess(client: Client, sent: report_actions.Submitted) -> None:
    for _try in range(10):
        assert ask(client, reference=sent.report.reference, secret="S-0000-0000-0000").status_code == 422

    page = ask(client, reference=sent.report.reference, secret=sent.secret)

    assert page.status_code == 429
    assert "too many tries" in page.content.decode()


def test_a_report_is_closed_on_a_shared_telephone(client: Client, sent: report_actions.Submitted) -> None:
    ask(client, reference=sent.report.reference, secret=sent.secret)

    client.post("/en/status/close/")

    assert client.get("/en/status/report/").headers["Location"] == "/en/status/"


def test_an_opened_report_closes_by_itself(client: Client, sent: report_actions.Submitted) -> None:
    ask(client, reference=sent.report.reference, secret=sent.secret)
    session = client.session
    session["opened_report"] = {
        **session["opened_report"],
        "until": (timezone.now() - timedelta(minutes=1)).isoformat(),
    }
    session.save()

    assert client.get("/en/status/report/").headers["Location"] == "/en/status/"


def test_a_fresh_report_waits_for_an_officer(sent: report_actions.Submitted) -> None:
    now = status(sent)

    assert marks(now) == [
        ("Received", Mark.DONE),
        ("Registered by the police (FIR)", Mark.NOW),
        ("Shown to the public", Mark.TO_COME),
        ("A possible match is being checked", Mark.TO_COME),
        ("Child with the family", Mark.TO_COME),
    ]
    assert now.turn is not None
    assert (now.turn.name, now.next_due) == ("Howrah", NOW + timedelta(hours=24))


def test_a_case_without_an_fir_says_by_when_the_law_wants_it(sent: report_actions.Submitted, country: Country) -> None:
    registered(sent, country.asha, until=CaseStage.DRAFT)

    now = status(sent)

    assert str(now.next_words) == "The police must register the case (FIR) by"
    assert now.next_due == NOW + timedelta(hours=24)


def test_a_registered_case_tells_its_fir_and_its_officer(sent: report_actions.Submitted, country: Country) -> None:
    registered(sent, country.asha)

    now = status(sent)

    assert marks(now)[:2] == [("Received", Mark.DONE), ("Registered by the police (FIR)", Mark.DONE)]
    assert Mark.NOW not in dict(marks(now)).values()
    assert (now.fir_number, now.fir_on, now.investigator, now.investigator_phone) == (
        "12/2026",
        date(2026, 6, 15),
        "SI Asha Sen",
        "0332000001",
    )
    assert str(now.says) == "The police are looking for the child."
    assert now.next_due == NOW + timedelta(hours=1, days=120)


def test_a_suggestion_alone_gives_no_hope_and_a_turned_key_does(
    sent: report_actions.Submitted, country: Country
) -> None:
    case, pair = registered(sent, country.asha), uuid.uuid4()

    record(Event.MATCH_SUGGESTED, by=None, at=NOW, case=case, candidate_id=pair)
    assert "looking for the child" in str(status(sent).says)
    record(Event.MATCH_KEY_TURNED, by=country.asha, at=NOW, case=case, candidate_id=pair)
    assert dict(marks(status(sent)))["A possible match is being checked"] == Mark.NOW
    record(Event.MATCH_REJECTED, by=country.asha, at=NOW, case=case, candidate_id=pair)
    assert "looking for the child" in str(status(sent).says)


def test_a_child_on_the_way_home_leaves_the_telling_to_an_officer(
    sent: report_actions.Submitted, country: Country
) -> None:
    case = registered(sent, country.asha)
    missing_actions.mark_traced(case, how=HowTraced.PATROL, place="Ghost home, Patna", by=country.asha, at=NOW)

    now = status(sent)

    assert str(now.says).startswith("There is news.")
    assert marks(now) == [
        ("Received", Mark.DONE),
        ("Registered by the police (FIR)", Mark.DONE),
        ("A possible match is being checked", Mark.DONE),
        ("Child with the family", Mark.NOW),
    ]
    assert "Ghost" not in repr(now)
    assert "Patna" not in repr(now)


def test_a_child_at_home_ends_the_clocks(sent: report_actions.Submitted, country: Country) -> None:
    case = registered(sent, country.asha)
    missing_actions.mark_traced(case, how=HowTraced.PATROL, place="", by=country.asha, at=NOW)
    missing_actions.mark_restored(case, by=country.asha, at=NOW)

    now = status(sent)

    assert str(now.says) == "The child is with the family."
    assert (now.turn, now.next_due, marks(now)[-1]) == (None, None, ("Child with the family", Mark.DONE))


def test_a_death_is_never_told_by_a_page(sent: report_actions.Submitted, country: Country) -> None:
    case = registered(sent, country.asha)
    MissingCase.objects.filter(pk=case.pk).update(stage=CaseStage.DECEASED)

    now = status(sent)

    assert str(now.says).startswith("There is news.")
    assert Mark.NOW not in dict(marks(now)).values()


def test_a_published_case_says_so(sent: report_actions.Submitted, country: Country) -> None:
    case = registered(sent, country.asha)
    consent = publication.record_consent(
        case_id=case.pk, consent_by="Mother", consent_on=NOW.date(), full_name=False, by=country.bimal, at=NOW
    )
    publication.publish(case_id=case.pk, consent_id=consent.pk, full_name=False, by=country.asha, at=NOW)

    assert dict(marks(status(sent)))["Shown to the public"] == Mark.DONE


def test_a_refused_report_is_answered_in_neutral_words(sent: report_actions.Submitted, country: Country) -> None:
    report_actions.refuse(report_id=sent.report.pk, reason="The ghost lied", by=country.asha, at=NOW)

    now = status(sent)

    assert str(now.says).startswith("The police have ended their work")
    assert "ghost" not in repr(now)
    assert now.turn is None


def test_who_reports_a_sighting_learns_nothing_of_the_child(country: Country) -> None:
    facts = {"kind": "SIGHTING", "seen_at": NOW, "place": "Howrah", "state_id": 19, "district_id": HOWRAH}
    told = report_actions.ReportTold(facts=facts, told=a_told(), station_id=country.station.pk)
    seen = report_actions.submit_report(told=told, at=NOW)
    report_actions.convert_to_found(report_id=seen.report.pk, charge_taken_at=NOW, by=country.asha, at=NOW)

    now = status(seen)

    assert marks(now) == [("Received", Mark.DONE), ("Read by an officer", Mark.DONE), ("Dealt with", Mark.DONE)]
    assert str(now.says) == "The police have acted on your report. Thank you."
    assert (now.fir_number, now.next_due) == ("", None)


def opened(client: Client, sent: report_actions.Submitted) -> None:
    """The reporter has opened her report."""
    ask(client, reference=sent.report.reference, secret=sent.secret)


def test_the_reporter_adds_what_she_knows_and_a_photo(
    client: Client, sent: report_actions.Submitted, country: Country
) -> None:
    opened(client, sent)
    answer = client.post("/en/status/report/add/", {"words": "He has a cousin in Patna", "photo": a_photo()})
    assert answer.headers["Location"] == "/en/status/report/?sent"
    line = sent.report.events.get(kind=Event.INFORMATION_ADDED)
    assert (line.reason, line.facts) == ("He has a cousin in Patna", {"pictures": 1})
    assert sent.report.description.photos.count() == 1


def test_what_is_added_after_the_case_began_stands_on_the_case_too(
    client: Client, sent: report_actions.Submitted, country: Country
) -> None:
    case = registered(sent, country.asha)
    opened(client, sent)
    client.post("/en/status/report/add/", {"words": "He has a cousin in Patna", "photo": a_photo()})
    assert case.events.filter(kind=Event.INFORMATION_ADDED).exists()
    assert case.description.photos.count() == 1


def test_asking_why_nothing_happens_reaches_those_above_the_station(
    client: Client, sent: report_actions.Submitted, country: Country
) -> None:
    opened(client, sent)
    assert client.post("/en/status/report/ask/", {"words": ""}).status_code == 422
    client.post("/en/status/report/ask/", {"words": "Nobody has called for a week"})
    assert sent.report.events.get(kind=Event.FAMILY_COMPLAINED).reason == "Nobody has called for a week"


def test_messages_stop_when_the_reporter_says_so(client: Client, sent: report_actions.Submitted) -> None:
    opened(client, sent)
    client.post("/en/status/report/stop/")
    assert sent.report.contacts.get().messages_stopped_at is not None


@pytest.mark.parametrize("page", ["add", "ask"])
def test_nobody_writes_to_a_report_that_is_not_opened(client: Client, page: str) -> None:
    assert client.post(f"/en/status/report/{page}/", {"words": "x"}).headers["Location"] == "/en/status/"
    assert client.post("/en/status/report/stop/").headers["Location"] == "/en/status/"
