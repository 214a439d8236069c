"""The address of a photograph opens it to its own audience, for a short time, and is asked anew each time."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.factories import a_case
from tests.people import Country
from trackchild.photos import views
from trackchild.photos.models import Photo
from trackchild.photos.signing import PUBLIC, photo_url, posting_audience, sign_photo

from .publishing import a_published_case, with_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(country: Country) -> Photo:
    return with_photo(a_published_case(country))


def asked_by(viewer: Any, address: str) -> int:
    """The status for an official, whose sitting is tested elsewhere."""
    request = RequestFactory().get(address)
    request.viewer = viewer  # type: ignore[attr-defined]
    try:
        return views.show_photo(request, address.rsplit("/", 1)[-1]).status_code
    except views.Http404:
        return 404


def test_a_public_picture_comes_with_headers_that_keep_it_in_its_place(client: Client, photo: Photo) -> None:
    answer = client.get(photo_url(photo, "card", PUBLIC))

    assert answer.status_code == 200
    assert answer.content == bytes(photo.sizes.get(size="card").content)
    assert {name: answer.headers[name] for name in views.HEADERS} == views.HEADERS
    assert answer.headers["Content-Type"] == "image/webp"
    assert photo.sha256[:12] not in answer.headers["ETag"]


def test_an_unchanged_picture_is_not_read_again(
    client: Client, photo: Photo, django_assert_max_num_queries: Any
) -> None:
    address = photo_url(photo, "card", PUBLIC)
    etag = client.get(address).headers["ETag"]

    with django_assert_max_num_queries(5) as asked:
        answer = client.get(address, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    assert not any("photos_photobytes" in query["sql"] for query in asked.captured_queries)


def test_the_large_picture_is_never_public(client: Client, photo: Photo) -> None:
    assert client.get(photo_url(photo, "view", PUBLIC)).status_code == 404


def test_a_picture_of_an_unpublished_case_is_never_public(client: Client, country: Country) -> None:
    photo = with_photo(a_case(country.asha))

    assert client.get(photo_url(photo, "card", PUBLIC)).status_code == 404


def test_a_forged_token_is_no_picture(client: Client, photo: Photo) -> None:
    token = sign_photo(photo.pk, "card", PUBLIC)

    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.split(":")[0], "x", "a:b"):
        assert client.get(f"/photo/{forged}").status_code == 404


def test_an_address_runs_out(client: Client, photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    address, now = photo_url(photo, "card", PUBLIC), timezone.now()
    monkeypatch.setattr("trackchild.photos.signing.timezone.now", lambda: now + timedelta(minutes=31))

    assert client.get(address).status_code == 404


def test_a_page_shown_twice_in_a_quarter_of_an_hour_has_the_same_address(
    photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2026, 6, 15, 10, 0, tzinfo=timezone.get_current_timezone())
    addresses = set()
    for minutes in (0, 7, 14):
        monkeypatch.setattr("trackchild.photos.signing.timezone.now", lambda m=minutes: start + timedelta(minutes=m))
        addresses.add(photo_url(photo, "card", PUBLIC))

    assert len(addresses) == 1


def test_an_officials_address_opens_for_that_official_alone(country: Country) -> None:
    photo = with_photo(a_case(country.asha))
    address = photo_url(photo, "view", posting_audience(country.asha.posting_id))

    assert asked_by(country.asha, address) == 200
    assert asked_by(country.iqbal, address) == 404
    assert asked_by(None, address) == 404
