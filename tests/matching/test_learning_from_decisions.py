"""Weights are learned from confirmed pairs, never from too few of them, and nothing is put into use."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOW, a_case, a_found_child
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.cases.models import FoundChild
from trackchild.matching import actions, feed
from trackchild.matching.models import Candidate

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
