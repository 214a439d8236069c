"""Weights are learned from confirmed pairs, never from too few of them, and nothing is put into use."""

import csv
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOW, a_case, a_found_child
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching import actions, feed
from trackchild.matching.engine import load_weights
from trackchild.matching.models import Candidate
from trackchild.registry.synthetic import make_registry

pytestmark = pytest.mark.django_db


def test_a_single_confirmed_pair_teaches_nothing_and_writes_nothing(country: Country, tmp_path: Path) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    a_matcher()
    for key in (country.asha, country.gita):
        actions.turn_key(candidate_id=Candidate.objects.get().pk, by=key, at=NOW)
    out = tmp_path / "weights.json"

    with pytest.raises(CommandError):
        call_command("learn_weights", from_decisions=True, out=out, stdout=StringIO())

    assert not out.exists()
    described = feed.ended_too([case.description_id, FoundChild.objects.get().description_id])
    assert {one.of for one in described} == {"case", "found"}
    assert not [one for one in feed.these([case.description_id]) if one.of == "case"]


def decide_in_bulk(country: Country, truth: Path) -> tuple[int, int]:
    """Every true pair of an imported register is confirmed, and some of other children are rejected."""
    cases = {case.source_id: case for case in MissingCase.objects.all()}
    children = {child.source_id: child for child in FoundChild.objects.all()}
    with truth.open() as file:
        case_of = {row["found_id"]: row["missing_id"] for row in csv.DictReader(file)}
    found_of = {case: child for child, case in case_of.items()}  # one confirmed pair each
    pairs = [(cases[case], children[child]) for case, child in found_of.items()]
    others = [(case, child) for (case, _), (_, child) in zip(pairs, pairs[7:], strict=False)]
    for stage, some in (("CONFIRMED", pairs), ("REJECTED", others)):
        Candidate.objects.bulk_create(a_decision(country, case, child, stage) for case, child in some)
    return len(pairs), len(others)


def a_decision(country: Country, case: MissingCase, child: FoundChild, stage: str) -> Candidate:
    facts: dict[str, Any] = {"missing": case, "found": child, "stage": stage, "weight": 1.0, "probability": 0.5}
    facts |= {"strength": "likely", "terms": [], "evidence_digest": "-", "weights_version": "-"}
    facts |= {"generated_at": NOW, "scored_at": NOW, "shortlisted_at": NOW}
    if stage == "REJECTED":
        decided: dict[str, Any] = {"rejected_at": NOW, "rejected_by_id": country.asha.user_id, "reject_reason": "OTHER"}
    else:
        day = NOW.date()
        decided = {"missing_on": day, "found_on": day + timedelta(days=1), "confirmed_at": NOW}
        decided |= {"missing_key_at": NOW, "missing_key_by_id": country.asha.user_id}
        decided |= {"found_key_at": NOW, "found_key_by_id": country.gita.user_id}
    return Candidate(**facts, **decided)


@pytest.mark.slow
def test_many_decisions_teach_a_version_with_its_report_and_change_nothing(country: Country, tmp_path: Path) -> None:
    make_registry([str(tmp_path / "register"), "--rows", "600", "--seed", "3"])
    call_command("import_registry", tmp_path / "register", skip_bad=True, stdout=StringIO(), stderr=StringIO())
    confirmed, rejected = decide_in_bulk(country, tmp_path / "register" / "truth.csv")
    running, before = load_weights(), sorted(Candidate.objects.values_list("pk", "weight", "weights_version", "stage"))
    out, told = tmp_path / "of-our-own.json", StringIO()

    call_command("learn_weights", from_decisions=True, out=out, stdout=told)

    report = json.loads(told.getvalue())
    assert (report["version"], report["running_version"]) == ("of-our-own", running.version)
    assert report["confirmed_pairs"] == confirmed > 50
    assert report["drift"]
    assert set(report["held_out"]) == {"running", "new"}
    assert report["rejected_pairs"]["tried"] == rejected
    assert set(report["rejected_pairs"]["shown"]) == {"running", "new"}
    assert load_weights(str(out)).version == "of-our-own"
    assert load_weights().version == running.version
    assert sorted(Candidate.objects.values_list("pk", "weight", "weights_version", "stage")) == before
