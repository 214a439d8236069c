"""A proposed merge lies in the inbox of who must agree; a merged record leads to the one that goes on, and back."""

import pytest
from django.urls import reverse

from tests.contracts.story import a_twin
from tests.factories import NOW, a_case
from tests.people import Country
from tests.workspaces.conftest import Desk
from trackchild.matching import merging
from trackchild.matching.models import DuplicatePair
from trackchild.workspaces import inbox

pytestmark = pytest.mark.django_db
PROPOSED = "A merge is proposed; a second person must agree."


@pytest.fixture
def twins(country: Country) -> DuplicatePair:
    """Two cases of Howrah station; Bimal proposes to merge them."""
    pair = a_twin(a_case(country.asha, stage="INTIMATED"), a_case(country.asha, stage="INTIMATED"))
    return merging.propose_merge(
        pair_id=pair.pk, keep=pair.first.pk, words="One mother came twice.", by=country.bimal, at=NOW
    )


def test_a_proposed_merge_is_a_duty_of_the_second_person_only(
    country: Country, desk: Desk, twins: DuplicatePair
) -> None:
    address = reverse("duplicates:compare_cases", args=[twins.pk])

    def lies_with(cards: list[inbox.Card]) -> bool:
        return address in [card.url for card in cards]

    assert lies_with(inbox.cards_of(country.asha, NOW))
    assert not lies_with(inbox.waiting_cards_of(country.asha, NOW))
    assert not lies_with(inbox.cards_of(country.bimal, NOW))
    assert lies_with(inbox.waiting_cards_of(country.bimal, NOW))
    assert not lies_with(inbox.cards_of(country.iqbal, NOW))
    assert PROPOSED in desk(country.asha).get(reverse("office:home")).content.decode()
    assert PROPOSED in desk(country.asha).get(reverse("duplicates:list_cases")).content.decode()


def test_a_merged_record_and_the_one_that_goes_on_lead_to_each_other(
    country: Country, desk: Desk, twins: DuplicatePair
) -> None:
    merging.merge(pair_id=twins.pk, by=country.asha, at=NOW)
    kept, gone = (reverse("police:view_case", args=[case.pk]) for case in (twins.first, twins.second))
    compare = reverse("duplicates:compare_cases", args=[twins.pk])
    asha = desk(country.asha)

    of_gone, of_kept = (asha.get(page).content.decode() for page in (gone, kept))
    assert "The child is searched under the other record:" in of_gone
    assert f'href="{kept}"' in of_gone
    assert f'href="{gone}"' in of_kept
    assert compare in of_gone
    assert compare in of_kept
    assert reverse("duplicates:cases_unmerge", args=[twins.pk]) in asha.get(compare).content.decode()

    merging.unmerge(pair_id=twins.pk, words="Two boys.", by=country.asha, at=NOW)
    assert compare not in asha.get(kept).content.decode()
