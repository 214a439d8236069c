"""The whole loop in a real browser: a mother reports, a home far away admits, both keys turn, the child goes home.

Web, worker, matcher and database run as in production; nothing is called past the pages.
"""

import os
from datetime import datetime, timedelta

from django.utils import timezone

from tests.browsing import is_in_order, needs_browser
from tests.journeys.conftest import ROOT, House, wait_for
from trackchild.alerts.queries import unread_for
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.states import CaseStage, FoundStage
from trackchild.demo.faces import draw_face
from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage
from trackchild.messaging.models import RecordedMessage

pytestmark = needs_browser
PHONE = "9830012345"
PICTURE = ROOT / "docs" / "pictures" / "compare.png"
"""The README's picture, taken anew when TRACKCHILD_PICTURES is set."""


def code_sent(phone: str) -> str:
    """The last six digits sent to a telephone, as its owner would read them."""
    wait_for(lambda: RecordedMessage.objects.filter(address__endswith=phone).exists(), "the code")
    text = RecordedMessage.objects.filter(address__endswith=phone).latest("pk").text
    return next(word for word in reversed(text.replace("#", " ").split()) if word.strip(".").isdigit()).strip(".")


def moment(name: str, at: datetime) -> dict[str, str]:
    local = timezone.localtime(at)
    return {
        f"{name}_day": str(local.day),
        f"{name}_month": str(local.month),
        f"{name}_year": str(local.year),
        f"{name}_time": f"{local:%H:%M}",
    }


def test_a_child_reported_by_the_mother_comes_home(house: House) -> None:
    people = house.country
    reference, secret = _the_mother_reports(house)
    report = CitizenReport.objects.get(reference=reference)
    assert report.station_id == people.station.pk
    wait_for(lambda: unread_for(people.asha.user_id).exists(), "the station's message")
    wait_for(lambda: unread_for(people.nodal.user_id).exists(), "the nodal officer's message")

    case = _the_station_registers(house, report)
    _everybody_sees_one_card(house, case)
    found = _the_home_admits(house)
    wait_for(lambda: Candidate.objects.filter(stage=CandidateStage.SHORTLISTED).exists(), "the pair")
    pair = Candidate.objects.get()
    assert (pair.missing_id, pair.found_id) == (case.pk, found.pk)

    _two_keys(house, pair)
    case.refresh_from_db()
    assert case.stage == CaseStage.PRODUCED
    card = house.citizen()
    answer = card.page.goto(f"{house.base}/en/children/{case.pk}")
    assert answer is not None
    assert answer.status == 410

    _the_way_home(house, found)
    case.refresh_from_db()
    found.refresh_from_db()
    assert (case.stage, found.stage) == (CaseStage.RESTORED, FoundStage.RESTORED)
    _the_case_is_closed(house, case)
    _the_mother_sees_where_it_stands(house, reference, secret)


def _the_mother_reports(house: House) -> tuple[str, str]:
    mother = house.citizen().go("/en/")
    is_in_order(mother.page)
    mother.follow("My child is missing")
    yesterday = timezone.localtime() - timedelta(days=1)
    answers: tuple[dict[str, str], ...] = (
        {"relation": "mother"},
        {"name": "रवि कुमार", "sex": "M", "age": "9"},
        {"state": "19"},
        {
            "district": "313",
            "place": "Howrah station road",
            "seen_on_day": str(yesterday.day),
            "seen_on_month": str(yesterday.month),
            "seen_on_year": str(yesterday.year),
            "seen_time": "17:30",
        },
        {"height": "125", "language": "Hindi", "clothing": "blue shirt"},
        {"kind_0": "scar", "part_0": "knee", "side_0": "left"},
        {"father": "Suresh Kumar", "mother": "Lakshmi Devi", "home_where": "SAME", "village": "Uluberia"},
        {},
        {"story": "He went to buy milk and did not come back."},
        {"name": "Lakshmi Devi", "phone": PHONE},
    )
    for answer in answers:
        is_in_order(mother.page)
        if mother.page.locator("main [name='photo']").count():
            mother.attach("photo", draw_face(7, girl=False, age=9, picture=0)).send("Continue")
            assert mother.says("Your photos")
            is_in_order(mother.page)
        mother.fill(**answer).send("Continue")
    assert mother.says("रवि कुमार")
    mother.fill(good_faith="on").send()
    mother.fill(code=code_sent(PHONE)).send()
    is_in_order(mother.page)
    receipt = mother.page.locator("main").inner_text()
    reference = next(word for word in receipt.split() if word.startswith("R-") and len(word) == 16)
    secret = next(word for word in receipt.split() if word.startswith("S-") and len(word) == 16)
    return reference, secret


def _the_station_registers(house: House, report: CitizenReport) -> MissingCase:
    asha = house.desk_of(house.country.asha).go("/office/")
    is_in_order(asha.page)
    asha.page.locator(f"a[href*='{report.pk}']").first.click()
    asha.follow("Answer for it").send()
    asha.follow("Begin Form M").send()
    case = MissingCase.objects.get()
    assert case.description.name == "रवि कुमार"
    now = timezone.now()
    asha.go(f"/office/police/cases/{case.pk}")
    asha.follow("Enter in the general diary").fill(gd_number="GD 12", **moment("gd_at", now)).send()
    asha.follow("Register the FIR")
    asha.fill(fir_number="12/2026", **moment("fir_at", now - timedelta(days=3))).send()
    assert MissingCase.objects.get().fir_at is None, "an FIR older than the diary entry was kept"
    asha.fill(**moment("fir_at", now), fir_sections="BNS 137(2)").send()
    asha.follow("Begin the investigation").send()
    asha.follow("Grade the risk").send()
    is_in_order(asha.page)

    bimal = house.desk_of(house.country.bimal).go(f"/office/police/cases/{case.pk}")
    day = timezone.localtime(now)
    bimal.follow("Record the guardian").fill(
        consent_by="Lakshmi Devi",
        consent_on_day=str(day.day),
        consent_on_month=str(day.month),
        consent_on_year=str(day.year),
    ).send()
    asha.go(f"/office/police/cases/{case.pk}").follow("Order the publication").send()
    case.refresh_from_db()
    assert case.publications.filter(withdrawn_at=None).exists()
    return case


def _everybody_sees_one_card(house: House, case: MissingCase) -> None:
    anybody = house.citizen().go(f"/c/{case.pk}")
    is_in_order(anybody.page)
    assert anybody.says("1098")
    assert not anybody.says("कुमार"), "the family name is nobody's business without an order"


def _the_home_admits(house: House) -> FoundChild:
    das = house.desk_of(house.country.das).go("/office/homes/children/admit")
    found_at = timezone.now() - timedelta(hours=3)
    das.fill(
        **moment("found_at", found_at),
        **moment("charge_taken_at", found_at),
        event="d212",
        place="Patna Junction, platform 1",
        place_kind="railway station",
        found_by="RAILWAY",
        name="Rabi",
        sex="M",
        age_years="9",
        age_precision="APPROXIMATE",
        father_name="Suresh",
        mother_tongue="Hindi",
        height_cm="126",
        mark_0_kind="scar",
        mark_0_part="knee",
        mark_0_side="left",
    ).attach("picture", draw_face(7, girl=False, age=9, picture=1)).send("Admit the child")
    found = FoundChild.objects.get()
    assert found.stage == FoundStage.ADMITTED
    assert das.says("left"), "the production clock"
    return found


def _two_keys(house: House, pair: Candidate) -> None:
    gita = house.desk_of(house.country.gita).go("/office/")
    assert gita.says("Rabi")
    gita.go(f"/office/committees/children/{pair.found_id}/produce-child").send()
    das = house.desk_of(house.country.das).go(f"/office/matches/{pair.pk}")
    das.fill(opinion="LIKELY", words="He speaks of Uluberia.").send()

    asha = house.desk_of(house.country.asha).go("/office/")
    wait_for(lambda: unread_for(house.country.asha.user_id).filter(about=f"candidate:{pair.pk}").exists(), "the alert")
    asha.go(f"/office/matches/{pair.pk}")
    is_in_order(asha.page)
    assert asha.page.locator("main img").count() >= 2, "both pictures"
    if os.environ.get("TRACKCHILD_PICTURES"):
        asha.page.wait_for_load_state("networkidle")
        asha.page.screenshot(path=PICTURE)
    asha.fill(decision="SAME").send("Save and next")
    pair.refresh_from_db()
    assert pair.stage == CandidateStage.VERIFICATION
    phone = house.desk_of(house.country.gita, width=360).go(f"/office/matches/{pair.pk}")
    is_in_order(phone.page)
    phone.fill(decision="SAME").send("Save and next")
    pair.refresh_from_db()
    assert pair.stage == CandidateStage.CONFIRMED


def _the_way_home(house: House, found: FoundChild) -> None:
    gita = house.desk_of(house.country.gita)
    gita.go(f"/office/committees/children/{found.pk}/propose-restoration")
    gita.fill(restored_to="Lakshmi Devi", relation="mother").send()
    restoration = found.restorations.get()
    at = f"/office/committees/restorations/{restoration.pk}"
    for step in ("check-identity", "hear-child"):
        gita.go(f"{at}/{step}").fill(words="Ration card; they knew each other.").send()
    gita.go(f"{at}/order-restoration").fill(words="To the mother.").send()
    das = house.desk_of(house.country.das).go(f"{at}/hand-over-child")
    das.fill(receipt="Signed, voter card seen.").send()
    assert restoration.follow_ups.count() == 3
    rahman = house.desk_of(house.country.rahman).go(f"{at}/follow-up")
    rahman.fill(words="At home, goes to school.").send()
    assert restoration.follow_ups.filter(done_at__isnull=False).count() == 1


def _the_case_is_closed(house: House, case: MissingCase) -> None:
    at = f"/office/police/cases/{case.pk}"
    asha = house.desk_of(house.country.asha).go(f"{at}/propose-closure")
    asha.fill(reason="RESTORED", words="The child is with the family.", racket_found="no").send()
    house.desk_of(house.country.farida).go(f"{at}/close-case").send()
    case.refresh_from_db()
    assert case.stage == CaseStage.CLOSED


def _the_mother_sees_where_it_stands(house: House, reference: str, secret: str) -> None:
    mother = house.citizen().go("/en/status/").fill(reference=reference, secret=secret).send()
    is_in_order(mother.page)
    assert mother.says("Child with the family")
    assert not mother.says("Sneha"), "where a child was sheltered is told to nobody"
