"""A citizen reports a missing child and a child that was seen, page by page, without an account and without scripts."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.factories import HOWRAH, an_agency
from tests.people import Country
from trackchild.cases.models import CitizenReport
from trackchild.cases.states import ReportStage
from trackchild.directory.kinds import Kind
from trackchild.messaging.models import Message
from trackchild.portal import actions as portal_actions
from trackchild.portal.models import Draft

from .walking import MISSING, SIGHTING, YESTERDAY, address, declare, newest_code, send, walk

pytestmark = pytest.mark.django_db


def picture(colour: str = "red") -> io.BytesIO:
    """A drawn picture with words hidden in the file."""
    image, file = Image.new("RGB", (400, 500), colour), io.BytesIO()
    exif = image.getexif()
    exif[0x010F] = "SecretPhone"
    image.save(file, "JPEG", exif=exif)
    file.seek(0)
    file.name = "child.jpg"
    return file


def test_a_mother_reports_her_child_and_the_station_has_it(client: Client, country: Country) -> None:
    page = send(client, "missing", MISSING)

    report = CitizenReport.objects.get()
    assert (report.kind, report.stage, report.station) == ("MISSING", ReportStage.ASSIGNED, country.station)
    assert (report.place, report.district_id, report.story) == (
        "Howrah station, platform 3",
        HOWRAH,
        "He went to buy milk and did not come back.",
    )
    assert timezone.localtime(report.seen_at).strftime("%d %H:%M") == f"{YESTERDAY:%d} 17:30"
    assert (report.phone_verified, report.good_faith, report.language) == (True, True, "en")
    assert report.reference in page.content.decode()
    assert "Howrah" in page.content.decode()


def test_what_was_said_of_the_child_is_kept_in_its_own_fields(client: Client, country: Country) -> None:
    send(client, "missing", MISSING)

    child = CitizenReport.objects.get().description
    assert child is not None
    assert (child.sex, child.age_years, child.age_on, child.height_cm) == ("M", Decimal(9), YESTERDAY, 124)
    assert (child.complexion, child.clothing, child.languages) == ("wheatish", "red shirt", ["Hindi"])
    assert list(child.names.values_list("kind", "text")) == [("NAME", "Ravi Kumar"), ("ALIAS", "Chhotu")]
    assert list(child.relatives.values_list("relation", "text")) == [
        ("FATHER", "Suresh Kumar"),
        ("MOTHER", "Lakshmi Devi"),
    ]
    assert list(child.marks.values_list("kind", "part", "side", "text")) == [
        ("scar", "knee", "left", "cut by a bicycle")
    ]
    assert (child.home_district_id, child.home_village) == (HOWRAH, "Bally")
    contact = CitizenReport.objects.get().contacts.get()
    assert (contact.kind, contact.name, contact.relation) == ("COMPLAINANT", "Lakshmi Devi", "mother")
    assert contact.phones.get().number == "+919830012345"


def test_a_name_in_its_own_script_and_an_age_in_months_are_taken(client: Client, country: Country) -> None:
    send(client, "missing", {**MISSING, "child": {"name": "রবি", "sex": "M", "age": "৮ মাস"}})

    child = CitizenReport.objects.get().description
    assert child is not None
    assert list(child.names.values_list("kind", "text", "script")) == [("NATIVE", "রবি", "Beng")]
    assert child.age_years == Decimal("0.7")


def test_a_home_in_another_district_is_asked_for_on_pages_of_its_own(client: Client, country: Country) -> None:
    family = {**MISSING["family"], "home_where": "OTHER"}
    answers = {**MISSING, "family": family, "home_state": {"state": "10"}, "home": {"district": "212"}}

    send(client, "missing", answers)

    child = CitizenReport.objects.get().description
    assert child is not None
    assert (child.home_state_id, child.home_district_id) == (10, 212)


def test_where_a_district_has_several_stations_the_citizen_may_choose(client: Client, country: Country) -> None:
    other = an_agency(Kind.POLICE_STATION, HOWRAH, name="Bally")

    send(client, "missing", {**MISSING, "station": {"station": str(other.pk)}})

    assert CitizenReport.objects.get().station == other


def test_a_refused_complaint_says_so(client: Client, country: Country) -> None:
    page = send(client, "missing", {**MISSING, "story": {"story": "Gone", "fir_refused": "on"}})

    assert CitizenReport.objects.get().fir_refused
    assert "superintendent of police is told" in page.content.decode()


def test_a_missing_child_is_never_reported_without_a_proved_telephone(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)
    declare(client, "missing")

    wrong = client.post(address("missing", "code"), {"code": "000000" if newest_code() != "000000" else "111111"})
    unnamed = client.post(address("missing", "code"), {"unnamed": "1"})

    assert (wrong.status_code, unnamed.status_code) == (422, 422)
    assert "This code is not right" in wrong.content.decode()
    assert not CitizenReport.objects.exists()


def test_no_code_is_sent_before_the_security_check(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)

    page = client.post(address("missing", "check"), {"good_faith": "on"})

    assert page.status_code == 422
    assert not Message.objects.exists()
    assert client.get(address("missing", "code")).headers["Location"].endswith("/check/")


def test_pressing_send_twice_makes_one_report(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)
    declare(client, "missing")
    code = newest_code()

    first = client.post(address("missing", "code"), {"code": code})
    second = client.post(address("missing", "code"), {"code": code})

    assert first.headers["Location"] == second.headers["Location"] == "/en/report/sent/"
    assert CitizenReport.objects.count() == 1
    assert not Draft.objects.exists()


def test_sending_a_draft_that_another_request_has_sent_finds_its_report(client: Client, country: Country) -> None:
    send(client, "sighting", SIGHTING)
    standing = CitizenReport.objects.get()
    draft, _key = portal_actions.start_draft(kind="sighting", language="en", at=timezone.now())
    told = portal_actions.report_actions.ReportTold(facts={}, idempotency_key=standing.idempotency_key)

    again = portal_actions.send(draft=draft, told=told, at=timezone.now())

    assert (again.report, again.secret) == (standing, "")


def test_the_secret_is_shown_with_the_receipt_and_not_later(client: Client, country: Country) -> None:
    shown = send(client, "missing", MISSING)
    secret = client.session["receipt"]["secret"]
    assert secret in shown.content.decode()

    session = client.session
    session["receipt"] = {**session["receipt"], "until": (timezone.now() - timedelta(minutes=1)).isoformat()}
    session.save()

    assert secret not in client.get("/en/report/sent/").content.decode()
    assert client.session["receipt"]["secret"] == ""


def test_back_reload_and_another_language_lose_nothing(client: Client, country: Country) -> None:
    walk(client, "missing", {"who": MISSING["who"], "child": MISSING["child"]})

    for language in ("en", "hi", "ur"):
        assert 'value="Ravi Kumar"' in client.get(address("missing", "child", language)).content.decode()
    assert client.get("/hi/report/missing/").headers["Location"] == "/hi/report/missing/state/"


def test_a_wrong_answer_is_kept_and_answered_with_a_sentence(client: Client, country: Country) -> None:
    walk(client, "missing", {"who": MISSING["who"]})

    page = client.post(address("missing", "child"), {"name": "Ravi", "sex": "M", "age": "ninish"})

    assert page.status_code == 422
    text = page.content.decode()
    assert 'value="ninish"' in text
    assert text.count("Write the age as a number of years or months") == 2, "in the summary and beside the answer"
    assert "ninish" in client.get(address("missing", "child")).content.decode()


@pytest.mark.parametrize(
    ("step", "given", "sentence"),
    [
        ("child", {"birth_on_day": "1", "birth_on_month": "1", "birth_on_year": "2999"}, "still to come"),
        ("child", {"age": "19"}, "for children under 18"),
        ("child", {"age": ""}, "Write the age, or the date of birth"),
        ("place", {"seen_on_year": "2999"}, "still to come"),
        ("place", {"district": "212"}, "lies in another state"),
        ("looks", {"height": "tall"}, "Write the height in centimetres"),
        ("you", {"phone": "12345"}, "ten digits"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    client: Client, country: Country, step: str, given: dict[str, str], sentence: str
) -> None:
    before = {key: MISSING[key] for key in list(MISSING)[: list(MISSING).index(step)]}
    walk(client, "missing", before)

    page = client.post(address("missing", step), {**MISSING[step], **given})

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_a_number_in_any_digits_is_the_same_number(client: Client, country: Country) -> None:
    send(client, "missing", {**MISSING, "you": {"name": "লক্ষ্মী", "phone": "৯৮৩০০ ১২৩৪৫"}})

    assert CitizenReport.objects.get().contacts.get().phones.get().number == "+919830012345"


def test_a_photo_is_made_anew_and_shown_only_to_its_own_browser(client: Client, country: Country) -> None:
    page = send(client, "missing", {**MISSING, "photo": {"photo": picture()}})

    photo = CitizenReport.objects.get().description.photos.get()  # type: ignore[union-attr]
    assert not any(b"SecretPhone" in bytes(row.content) for row in photo.sizes.all())
    assert page.status_code == 200
    assert client.get("/en/report/missing/photo.webp").status_code == 404, "the draft is gone"


def test_the_photo_of_a_draft_is_nobody_elses(client: Client, country: Country) -> None:
    walk(client, "missing", {**MISSING, "photo": {"photo": picture()}})

    assert client.get("/en/report/missing/photo.webp").headers["Content-Type"] == "image/webp"
    assert Client().get("/en/report/missing/photo.webp").status_code == 404


def test_a_good_photo_survives_a_wrong_answer_beside_it(client: Client, country: Country) -> None:
    walk(client, "sighting", {key: SIGHTING[key] for key in ("danger", "state")})

    page = client.post(address("sighting", "place"), {**SIGHTING["place"], "place": "", "photo": picture()})

    assert page.status_code == 422
    assert client.get("/en/report/sighting/photo.webp").status_code == 200


def test_a_file_that_is_no_photo_is_refused_with_a_sentence(client: Client, country: Country) -> None:
    walk(client, "missing", {key: value for key, value in MISSING.items() if key not in ("photo", "story", "you")})
    script = io.BytesIO(b"<svg onload=alert(1)>")
    script.name = "child.svg"

    page = client.post(address("missing", "photo"), {"photo": script})

    assert page.status_code == 422
    assert "Take a photo or a screenshot of it" in page.content.decode()


def test_a_page_cannot_be_reached_past_the_ones_before_it(client: Client, country: Country) -> None:
    for step in ("state", "you", "check", "code"):
        assert client.get(address("missing", step)).headers["Location"] == "/en/report/missing/who/"
    assert client.get(address("missing", "nothing")).status_code == 404
    assert client.get(address("nothing", "who")).status_code == 404


def test_a_changed_answer_leads_back_to_the_answers(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)

    page = client.post(f"{address('missing', 'child')}?change", {**MISSING["child"], "name": "Ravi Das"})

    assert page.headers["Location"] == "/en/report/missing/check/"
    assert "Ravi Das" in client.get(address("missing", "check")).content.decode()


def test_a_change_after_the_declaration_asks_for_it_again(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)
    declare(client, "missing")
    client.post(f"{address('missing', 'child')}?change", {**MISSING["child"], "name": "Ravi Das"})

    assert client.get(address("missing", "code")).headers["Location"] == "/en/report/missing/check/"


def test_answers_can_be_forgotten_at_once(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)

    client.post("/en/report/missing/forget/")

    assert not Draft.objects.exists()
    assert "Ravi" not in client.get(address("missing", "who")).content.decode()


def test_drafts_are_gone_after_a_week(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=8))

    assert client.get(address("missing", "check")).headers["Location"] == "/en/report/missing/who/"
    assert portal_actions.purge_drafts(at=timezone.now()) == 1


def test_a_sighting_is_sent_without_a_name_or_a_number(client: Client, country: Country) -> None:
    page = send(client, "sighting", SIGHTING)

    report = CitizenReport.objects.get()
    assert (report.kind, report.in_danger, report.phone_verified, report.station) == (
        "SIGHTING",
        False,
        False,
        country.station,
    )
    assert not report.contacts.exists()
    assert not Message.objects.filter(template="one_time_code").exists()
    assert report.reference in page.content.decode()


def test_a_child_in_danger_brings_the_numbers_to_call_first(client: Client, country: Country) -> None:
    walk(client, "sighting", {"danger": {"danger": "NOW"}})

    page = client.get(address("sighting", "call")).content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:1098"' in page

    send(client, "sighting", {**SIGHTING, "danger": {"danger": "NOW"}, "call": {}})
    report = CitizenReport.objects.get()
    assert (report.kind, report.in_danger) == ("UNSAFE", True)


def test_a_number_given_with_a_sighting_is_proved(client: Client, country: Country) -> None:
    send(client, "sighting", {**SIGHTING, "seen": {**SIGHTING["seen"], "phone": "9830012345"}})

    report = CitizenReport.objects.get()
    assert (report.phone_verified, report.contacts.get().kind) == (True, "REPORTER")


def test_a_sighting_goes_without_the_number_when_no_code_comes(client: Client, country: Country) -> None:
    walk(client, "sighting", {**SIGHTING, "seen": {**SIGHTING["seen"], "phone": "9830012345"}})
    declare(client, "sighting")

    client.post(address("sighting", "code"), {"unnamed": "1"})

    report = CitizenReport.objects.get()
    assert (report.phone_verified, report.contacts.exists()) == (False, False)


def test_too_many_codes_are_refused_with_a_sentence(client: Client, country: Country) -> None:
    walk(client, "missing", MISSING)
    declare(client, "missing")
    answers = [client.post(address("missing", "code"), {"again": "1"}) for _time in range(3)]

    assert [page.status_code for page in answers] == [200, 200, 429]
    assert "Too many codes" in answers[-1].content.decode()


def test_marks_that_turn_the_direction_of_text_are_taken_out(client: Client, country: Country) -> None:
    send(client, "sighting", {**SIGHTING, "seen": {"story": "safe\u202egnp.exe\u2066 क्\u200dष"}})

    assert CitizenReport.objects.get().story == "safegnp.exe क्\u200dष"


@pytest.mark.parametrize("given", [{"story": "a\x00b"}, {"story": "a", "age": "\x00"}])
def test_characters_no_database_takes_are_an_error_and_not_a_crash(client: Client, given: dict[str, Any]) -> None:
    walk(client, "sighting", {key: SIGHTING[key] for key in ("danger", "state", "place")})

    assert client.post(address("sighting", "seen"), given).status_code == 422
