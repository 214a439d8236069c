"""The main loop through the pages: report → Form M → FIR → publication; admission → pair → keys → home → closure."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, a_report
from tests.people import Country
from tests.workspaces.conftest import Clock, Desk
from tests.workspaces.pairs import pair_of
from tests.workspaces.sheets import form_m, form_r, moment
from trackchild.cases.models import CitizenReport, FoundChild
from trackchild.placements.models import Restoration

pytestmark = pytest.mark.django_db


def act(client: Client, page: str, record: Any, **given: Any) -> None:
    """Open the page of a step and take it; both must succeed."""
    address = reverse(page, args=[record.pk])
    opened = client.get(address)
    assert opened.status_code == 200, opened.content.decode()
    sent = client.post(address, given)
    assert sent.status_code == 302, sent.content.decode()


def test_a_child_is_reported_registered_found_matched_and_brought_home(
    country: Country, desk: Desk, clock: Clock
) -> None:
    asha, bimal, das, gita = (desk(one) for one in (country.asha, country.bimal, country.das, country.gita))
    report = a_report(country.station, story="He went to buy milk and did not come back.")

    # The station takes the report up and completes Form M.
    page = asha.get(reverse("police:view_report", args=[report.pk])).content.decode()
    assert "He went to buy milk" in page
    assert "+919830000001" in page
    act(asha, "police:acknowledge_report", report)
    act(asha, "police:convert_to_case", report)
    case = CitizenReport.objects.get(pk=report.pk).converted_case
    assert case is not None
    opened = asha.get(reverse("police:edit_case", args=[case.pk]))
    assert opened.status_code == 200
    saved = asha.post(reverse("police:edit_case", args=[case.pk]), form_m())
    assert saved.status_code == 302, saved.content.decode()
    case.refresh_from_db()
    assert case.description.languages == ["Hindi", "Bhojpuri"]
    assert [mark.kind for mark in case.description.marks.order_by("position")] == ["scar", "mole"]

    # Diary, FIR, risk, investigation.
    clock.now = NOW + timedelta(minutes=10)
    act(asha, "police:intimate_case", case, gd_number="GD 12", **moment("gd_at", NOW + timedelta(minutes=5)))
    act(
        asha,
        "police:register_fir",
        case,
        fir_number="12/2026",
        fir_sections="BNS 137(2)",
        **moment("fir_at", NOW + timedelta(minutes=8)),
    )
    act(asha, "police:grade_risk", case, with_stranger="on")
    act(asha, "police:begin_investigation", case, investigator="SI Asha Sen", rank="SI")
    case.refresh_from_db()
    assert (case.stage, case.grade) == ("INVESTIGATION", "CRITICAL")

    # One officer records the consent, another orders the publication.
    act(
        bimal,
        "police:record_consent",
        case,
        consent_by="Lakshmi Devi",
        consent_on_day="15",
        consent_on_month="6",
        consent_on_year="2026",
    )
    consent = case.consents.get()
    act(asha, "police:publish_case", case, consent=str(consent.pk))
    assert case.publications.get().consent_by == "Lakshmi Devi"

    # The home admits a child; the committee sees it.
    clock.now = NOW + timedelta(minutes=20)
    admitted = das.post(reverse("homes:admit_child"), form_r())
    assert admitted.status_code == 302, admitted.content.decode()
    assert admitted.headers["Location"].startswith("/office/homes")
    found = FoundChild.objects.get()
    assert found.stage == "ADMITTED"
    act(das, "homes:note_tracing_effort", found, words="Asked at the station.")
    assert "Rabi" in gita.get(reverse("committees:list_causes")).content.decode()
    act(gita, "committees:produce_child", found)

    # The pair is looked at by both sides and confirmed by two keys.
    pair = pair_of(case, found)
    assert asha.get(reverse("matches:compare_pair", args=[pair.pk])).status_code == 200
    pair.refresh_from_db()
    assert pair.first_looked_at == clock.now
    opinion = das.post(
        reverse("matches:give_opinion", args=[pair.pk]), {"opinion": "LIKELY", "words": "He says Danapur."}
    )
    assert opinion.status_code == 302
    decide = reverse("matches:decide_pair", args=[pair.pk])
    assert asha.post(decide, {"decision": "SAME"}).status_code == 302
    assert gita.post(decide, {"decision": "SAME"}).status_code == 302
    pair.refresh_from_db()
    case.refresh_from_db()
    assert (pair.stage, case.stage) == ("CONFIRMED", "PRODUCED")

    # The way home.
    act(gita, "committees:propose_restoration", found, restored_to="Lakshmi Devi", relation="mother")
    way = Restoration.objects.get()
    assert way.case_id == case.pk
    act(gita, "committees:check_identity", way, words="Ration card and photograph")
    act(gita, "committees:hear_child", way, words="Wants to go home")
    act(gita, "committees:order_restoration", way, words="Released to the mother")
    act(das, "committees:hand_over_child", way, receipt="Receipt 4, voter card")
    rahman = desk(country.rahman)
    assert "Rabi" in rahman.get(reverse("districts:list_visits")).content.decode()
    act(rahman, "committees:follow_up", way, words="Goes to school")
    case.refresh_from_db()
    found.refresh_from_db()
    assert (case.stage, found.stage) == ("RESTORED", "RESTORED")

    # The station proposes, the superintendent closes.
    farida = desk(country.farida)
    act(asha, "police:propose_closure", case, reason="RESTORED", racket_found="no", words="Came home")
    act(farida, "police:close_case", case)
    case.refresh_from_db()
    assert (case.stage, case.racket_found) == ("CLOSED", False)
    for client, page, record in (
        (asha, "police:view_case", case),
        (gita, "homes:view_child", found),
        (das, "committees:view_restoration", way),
        (gita, "matches:compare_pair", pair),
    ):
        assert client.get(reverse(page, args=[record.pk])).status_code == 200
