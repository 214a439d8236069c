"""Each page opens to the right desk and does not exist for any other."""

from typing import Any

import pytest
from django.urls import reverse

from tests.factories import a_case, a_found_child, a_report
from tests.people import Country
from tests.workspaces.conftest import Desk
from tests.workspaces.pairs import a_pair
from tests.workspaces.sheets import form_r
from trackchild.audit.models import Look

pytestmark = pytest.mark.django_db

# page, who keeps the record, who may open it, who finds nothing there
RECORD_PAGES = [
    ("police:view_report", "report", ("asha", "bimal", "farida", "nodal"), ("iqbal", "das", "gita", "rahman")),
    ("police:acknowledge_report", "report", ("asha", "bimal"), ("iqbal", "das", "gita")),
    ("police:view_case", "case", ("asha", "bimal", "farida", "nodal"), ("iqbal", "das", "gita", "rahman")),
    ("police:edit_case", "case", ("asha", "bimal"), ("iqbal", "farida", "das")),
    ("police:intimate_case", "case", ("asha",), ("iqbal", "farida", "gita")),
    ("police:close_case", "case", ("farida",), ("asha", "iqbal", "gita")),
    ("homes:view_child", "found", ("das", "gita", "rahman"), ("iqbal", "asha", "nodal")),
    ("homes:edit_child", "found", ("das",), ("gita", "iqbal", "asha")),
    ("committees:produce_child", "found", ("gita",), ("das", "asha", "iqbal")),
    ("matches:compare_pair", "pair", ("asha", "bimal", "das", "gita", "farida", "nodal", "rahman"), ("iqbal",)),
]


@pytest.fixture
def records(country: Country) -> dict[str, Any]:
    """One record of each kind in Howrah and Patna."""
    pair = a_pair(country)
    return {"pair": pair, "case": pair.missing, "found": pair.found, "report": a_report(country.station)}


@pytest.mark.parametrize(("page", "kind", "let_in", "kept_out"), RECORD_PAGES, ids=[row[0] for row in RECORD_PAGES])
def test_a_page_opens_to_its_offices_and_does_not_exist_for_others(
    page: str,
    kind: str,
    let_in: tuple[str, ...],
    kept_out: tuple[str, ...],
    country: Country,
    desk: Desk,
    records: dict[str, Any],
) -> None:
    address = reverse(page, args=[records[kind].pk])

    answers = {name: desk(getattr(country, name)).get(address).status_code for name in (*let_in, *kept_out)}

    assert answers == {**dict.fromkeys(let_in, 200), **dict.fromkeys(kept_out, 404)}


@pytest.mark.parametrize(
    ("page", "let_in", "kept_out"),
    [
        ("office:home", ("asha", "das", "gita", "farida", "rahman", "nodal", "iqbal"), ()),
        ("police:list_reports", ("asha", "farida", "nodal"), ("das", "gita")),
        ("police:list_cases", ("asha", "farida", "nodal"), ("das", "gita", "rahman")),
        ("police:new_case", ("asha", "bimal"), ("das", "farida")),
        ("homes:list_children", ("das", "gita", "asha", "rahman"), ()),
        ("homes:admit_child", ("das", "asha"), ("gita", "farida")),
        ("committees:list_causes", ("gita",), ("das", "asha")),
        ("committees:list_restorations", ("gita", "das", "rahman"), ()),
        ("matches:list_pairs", ("asha", "gita", "das", "rahman"), ()),
        ("districts:list_visits", ("rahman", "gita"), ("das", "asha")),
    ],
)
def test_a_list_opens_to_whoever_holds_its_permission(
    page: str, let_in: tuple[str, ...], kept_out: tuple[str, ...], country: Country, desk: Desk, records: dict[str, Any]
) -> None:
    answers = {name: desk(getattr(country, name)).get(reverse(page)).status_code for name in (*let_in, *kept_out)}

    assert answers == {**dict.fromkeys(let_in, 200), **dict.fromkeys(kept_out, 404)}


def test_a_list_notes_a_look_at_each_child_it_names(country: Country, desk: Desk) -> None:
    case = a_case(country.asha, stage="INTIMATED")
    before = Look.objects.filter(record_id=str(case.pk)).count()

    desk(country.asha).get(reverse("police:list_cases"))

    assert Look.objects.filter(record_id=str(case.pk), route="police:list_cases").count() == 1
    assert Look.objects.filter(record_id=str(case.pk)).count() == before + 1


def test_the_detail_of_an_offence_is_told_only_to_those_who_hold_the_right(country: Country, desk: Desk) -> None:
    found = a_found_child(country.das, allegation="zxq-allegation", sexual_offence=True)
    address = reverse("homes:view_child", args=[found.pk])

    assert "zxq-allegation" in desk(country.gita).get(address).content.decode()
    for viewer in (country.das, country.rahman):
        page = desk(viewer).get(address).content.decode()
        assert "zxq-allegation" not in page
        assert "sexual offence" not in page
    form = desk(country.das).get(reverse("homes:edit_child", args=[found.pk])).content.decode()
    assert "zxq-allegation" not in form


def test_a_correction_by_somebody_without_the_right_keeps_the_detail_of_the_offence(
    country: Country, desk: Desk
) -> None:
    found = a_found_child(country.das, allegation="zxq-allegation", sexual_offence=True)

    sent = desk(country.das).post(reverse("homes:edit_child", args=[found.pk]), form_r(allegation="", name="Rabi K"))

    found.refresh_from_db()
    assert sent.status_code == 302
    assert (found.allegation, found.sexual_offence, found.description.name) == ("zxq-allegation", True, "Rabi K")


def test_the_other_side_of_a_pair_sees_no_number_home_or_account_of_the_child(country: Country, desk: Desk) -> None:
    pair = a_pair(country, found={"own_account": "zxq-account"})

    page = desk(country.asha).get(reverse("matches:compare_pair", args=[pair.pk])).content.decode()

    assert pair.missing.number in page
    for hidden in (pair.found.number, "zxq-account", "Sneha Home"):
        assert hidden not in page
