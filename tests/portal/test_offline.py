"""Reports written without a network: kept once, answered with what is wrong, open to no other site."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import altcha
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.factories import HOWRAH
from tests.ui.solving import solved
from trackchild.cases.models import CitizenReport
from trackchild.core.ids import new_reference
from trackchild.directory.queries import intake_station
from trackchild.portal.forms.status import StatusForm
from trackchild.portal.models import Draft
from trackchild.portal.views.offline import CHALLENGE
from trackchild.ui.captcha import new_challenge

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}


def a_sighting(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "secret": new_reference("S"),
        "written_at": (timezone.now() - timedelta(hours=3)).isoformat(),
        "danger": "NO",
        "district": str(HOWRAH),
        "place": "Platform 3",
        "days_ago": "1",
        "story": "A boy alone beside the tea stall",
        **changed,
    }


def a_missing(**changed: str) -> dict[str, str]:
    answers = a_sighting(
        name="Ravi Kumar", sex="M", age="9", relation="mother", reporter="Lakshmi", phone="98300 12345"
    )
    del answers["danger"]
    return {**answers, **changed}


def a_solution(form_name: str = CHALLENGE) -> str:
    challenge = altcha.Challenge.from_dict(new_challenge(form_name, at=timezone.now()))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def arrive(client: Client, kind: str, answers: dict[str, str], **more: Any) -> Any:
    """Send as the telephone does."""
    return client.post(f"/en/offline/send/{kind}/", {"captcha": a_solution(), **answers, **more}, headers=HERE)


def test_a_sighting_reaches_the_station_of_the_place_with_the_day_that_was_meant(client: Client) -> None:
    answers = a_sighting()
    told = arrive(client, "sighting", answers).json()
    report = CitizenReport.objects.get(reference=told["reference"])
    assert report.station == intake_station(HOWRAH)
    assert report.seen_at.date() == (datetime.fromisoformat(answers["written_at"]) - timedelta(days=1)).date()
    assert not report.phone_verified


def test_the_secret_made_on_the_telephone_opens_the_status_page(client: Client) -> None:
    answers = a_missing()
    reference = arrive(client, "missing", answers).json()["reference"]
    page = client.post("/en/status/", {"reference": reference, "secret": answers["secret"], **solved(StatusForm)})
    assert page.headers["Location"] == "/en/status/report/"


def test_a_report_that_arrives_twice_is_one_report_with_one_answer(client: Client) -> None:
    answers = a_missing()
    first, second = arrive(client, "missing", answers), arrive(client, "missing", answers)
    assert first.json() == second.json()
    assert CitizenReport.objects.count() == 1


def test_a_number_that_nobody_proved_is_kept_and_gets_no_message(client: Client) -> None:
    reference = arrive(client, "missing", a_missing()).json()["reference"]
    phone = CitizenReport.objects.get(reference=reference).contacts.get().phones.get()
    assert (phone.number, phone.verified_at) == ("+919830012345", None)


def test_the_photo_travels_with_the_report(client: Client) -> None:
    reference = arrive(client, "sighting", a_sighting(), photo=a_picture()).json()["reference"]
    assert CitizenReport.objects.get(reference=reference).description.photos.count() == 1


def a_picture() -> SimpleUploadedFile:
    stream = BytesIO()
    Image.effect_noise((600, 800), 60).convert("RGB").save(stream, "JPEG")
    return SimpleUploadedFile("a.jpg", stream.getvalue(), "image/jpeg")


@pytest.mark.parametrize(
    ("kind", "answers", "field"),
    [
        ("missing", a_missing(age=""), "age"),
        ("missing", a_missing(age="42"), "age"),
        ("missing", a_missing(phone="12345"), "phone"),
        ("missing", a_missing(reporter=""), "reporter"),
        ("sighting", a_sighting(district="99999999"), "district"),
        ("sighting", a_sighting(place=""), "place"),
        ("sighting", a_sighting(story=""), "story"),
        ("sighting", a_sighting(secret="S-1"), "secret"),
    ],
)
def test_what_must_be_mended_is_said_beside_its_field(
    client: Client, kind: str, answers: dict[str, str], field: str
) -> None:
    page = arrive(client, kind, answers)
    assert page.status_code == 422
    assert set(page.json()["errors"]) == {field}
    assert not CitizenReport.objects.exists()


def test_a_telephone_whose_clock_is_years_wrong_counts_from_the_arrival(client: Client) -> None:
    reference = arrive(client, "sighting", a_sighting(written_at="2011-01-01T00:00:00Z", days_ago="0")).json()[
        "reference"
    ]
    assert timezone.now() - CitizenReport.objects.get(reference=reference).seen_at < timedelta(days=1)


def test_another_site_cannot_send(client: Client) -> None:
    answers = {"captcha": a_solution(), **a_sighting()}
    assert (
        client.post("/en/offline/send/sighting/", answers, headers={"origin": "https://evil.example"}).status_code
        == 403
    )
    assert client.post("/en/offline/send/sighting/", answers).status_code == 403


@pytest.mark.parametrize("captcha", [lambda: "", lambda: "nonsense", lambda: a_solution("another.form")])
def test_nothing_arrives_without_the_security_check(client: Client, captcha: Callable[[], str]) -> None:
    answers = {**a_sighting(), "captcha": captcha()}
    assert client.post("/en/offline/send/sighting/", answers, headers=HERE).status_code == 403
    assert not CitizenReport.objects.exists()


def test_the_offline_page_is_the_same_for_everybody_and_names_no_one(client: Client) -> None:
    page = client.get("/hi/offline/")
    assert "public" in page.headers["Cache-Control"]
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "sessionid" not in page.cookies


def test_the_worker_keeps_only_pages_that_are_the_same_for_everybody(client: Client) -> None:
    worker = client.get("/sw.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    text = worker.content.decode()
    assert '"hi": "/hi/offline/"' in text
    for secret in ("/status", "/office", "/photo", "/children", "/c/"):
        assert secret not in text


def test_a_photo_shared_from_another_app_begins_a_sighting(client: Client) -> None:
    page = client.post("/share", {"photo": a_picture()}, headers={"accept-language": "bn"})
    assert page.headers["Location"] == "/bn/report/sighting/danger/"
    draft = Draft.objects.get()
    assert (draft.kind, draft.pictures.count()) == ("sighting", 1)
    assert client.get("/bn/report/sighting/photo.webp").status_code == 200


def test_a_shared_file_that_is_no_photo_is_refused_with_a_sentence(client: Client) -> None:
    page = client.post("/share", {"photo": SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")})
    assert page.status_code == 422
    assert b"cannot be taken" in page.content
    assert not Draft.objects.exists()


def test_the_manifest_says_what_a_telephone_needs_in_the_readers_language(client: Client) -> None:
    manifest = client.get("/hi/app.webmanifest").json()
    assert manifest["start_url"] == "/hi/?src=app"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert manifest["share_target"]["action"] == "/share"


def test_android_apps_are_named_with_their_certificates(client: Client, settings: Any) -> None:
    settings.ANDROID_APPS = ["in.example.trackchild=AA:BB"]
    (link,) = client.get("/.well-known/assetlinks.json").json()
    assert link["target"]["package_name"] == "in.example.trackchild"
    assert link["target"]["sha256_cert_fingerprints"] == ["AA:BB"]
