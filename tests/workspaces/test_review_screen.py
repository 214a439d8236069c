"""The comparison of two children: the reviewer looks before the score, walks through her pairs, and prints a sheet."""

import pytest
from django.urls import reverse

from tests.factories import a_case, a_found_child, a_told
from tests.people import Country
from tests.workspaces.conftest import Desk
from tests.workspaces.pairs import a_pair, pair_of
from trackchild.accounts.models import User
from trackchild.audit.models import Look
from trackchild.matching.models import FirstImpression, Leaning

pytestmark = pytest.mark.django_db
SCORE = "By the figures, 91 of 100 such pairs are the same child."


def test_the_score_is_shown_only_to_who_has_looked_for_herself(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    asha, gita = desk(country.asha), desk(country.gita)
    page = reverse("matches:compare_pair", args=[pair.pk])
    assert SCORE not in asha.get(page).content.decode()

    answer = asha.post(reverse("matches:keep_impression", args=[pair.pk]), {"leaning": "UNSURE"})

    assert answer.headers["Location"] == f"{page}#score"
    shown = asha.get(page).content.decode()
    assert SCORE in shown
    assert "I cannot say" in shown
    assert SCORE not in gita.get(page).content.decode(), "one reviewer's look opened the score for another"


def test_the_first_impression_stands(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    asha, address = desk(country.asha), reverse("matches:keep_impression", args=[pair.pk])

    asha.post(address, {"leaning": "UNLIKE"})
    asha.post(address, {"leaning": "ALIKE"})

    kept = FirstImpression.objects.get(candidate=pair)
    assert (kept.leaning, kept.user_id) == (Leaning.UNLIKE, country.asha.user_id)
    pair.refresh_from_db()
    assert (pair.stage, pair.missing_key_at) == ("SHORTLISTED", None), "a look decided something"


def test_a_made_up_impression_is_refused(country: Country, desk: Desk) -> None:
    pair = a_pair(country)

    answer = desk(country.asha).post(reverse("matches:keep_impression", args=[pair.pk]), {"leaning": "0.91"})

    assert answer.status_code == 422
    assert not FirstImpression.objects.exists()


def test_contradictions_stand_before_what_agrees(country: Country, desk: Desk) -> None:
    page = desk(country.asha).get(reverse("matches:compare_pair", args=[a_pair(country).pk])).content.decode()

    order = [page.index(words) for words in ("speaks against one child", "Height", "speaks for one child", "Marks")]
    assert order == sorted(order)


def test_the_pages_lead_from_pair_to_pair_and_back(country: Country, desk: Desk) -> None:
    for _pair in range(3):
        a_pair(country)
    asha = desk(country.asha)
    first = asha.get(reverse("office:home")).content.decode()
    addresses = sorted({part.split('"')[0] for part in first.split('href="') if part.startswith("/office/matches/")})
    by_place = {}
    for address in addresses:
        page = asha.get(address).content.decode()
        if "Pair " in page:
            by_place[page.split("<li>Pair ")[1][0]] = (address, page)

    assert sorted(by_place) == ["1", "2", "3"]
    second, page = by_place["2"]
    assert f'href="{by_place["1"][0]}" data-key="k"' in page
    assert f'href="{by_place["3"][0]}" data-key="j"' in page
    assert 'data-key="k"' not in by_place["1"][1]
    answer = asha.post(f"{second}/decide", {"decision": "SAME"})
    assert answer.headers["Location"] == by_place["3"][0], "a pair that was passed over came before the next"


def test_a_name_is_read_in_the_script_of_the_officer(country: Country, desk: Desk) -> None:
    case = a_case(country.asha, a_told("रवि कुमार"), stage="INVESTIGATION")
    pair = pair_of(case, a_found_child(country.das, told=a_told("Rabi")))
    address = reverse("matches:compare_pair", args=[pair.pk])

    english = desk(country.asha).get(address).content.decode()
    User.objects.filter(pk=country.asha.user_id).update(language="bn")
    bengali = desk(country.asha).get(address).content.decode()

    assert "Ravi Kumar" in english
    assert "রবি কুমার" in bengali
    assert "রবী" in bengali or "রাবি" in bengali or "রবি" in bengali


def test_the_comparison_of_names_says_what_it_heard(country: Country, desk: Desk) -> None:
    case = a_case(country.asha, a_told("Md Imran Sheikh"), stage="INVESTIGATION")
    pair = pair_of(case, a_found_child(country.das, told=a_told("मोहम्मद इमरान")))

    page = desk(country.asha).get(reverse("matches:compare_pair", args=[pair.pk])).content.decode()

    assert "They are written in different scripts." in page


def test_the_sheet_has_both_offices_the_evidence_and_places_to_sign(country: Country, desk: Desk) -> None:
    pair = a_pair(country)

    page = desk(country.asha).get(reverse("matches:print_pair", args=[pair.pk])).content.decode()

    assert page.count("Signature and seal") == 2
    assert "Howrah" in page
    assert "CWC Patna" in page
    assert "people decide" in page
    assert page.index("speaks against one child") < page.index("speaks for one child")
    assert "of 100 such pairs" not in page, "a paper that carries a score decides for its reader"


def test_a_number_of_the_other_side_is_left_to_be_filled_by_hand(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    address = reverse("matches:print_pair", args=[pair.pk])

    police = desk(country.asha).get(address).content.decode()
    committee = desk(country.gita).get(address).content.decode()

    assert pair.missing.number in police
    assert pair.found.number not in police
    assert pair.found.number in committee
    assert pair.missing.number not in committee
    assert pair.missing.fir_number not in committee
    assert "Sneha" not in police, "where a child is sheltered was printed"


def test_every_print_is_a_look_at_both_children(country: Country, desk: Desk) -> None:
    pair = a_pair(country)

    desk(country.asha).get(reverse("matches:print_pair", args=[pair.pk]))

    looks = Look.objects.filter(user_id=country.asha.user_id, route="matches:print_pair")
    assert set(looks.values_list("record_id", flat=True)) == {str(pair.missing_id), str(pair.found_id)}
