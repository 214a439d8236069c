"""What a picture costs to serve from the database through the whole of Django, beside plain files on disk.

    python bench/photos.py [--pictures 400] [--seconds 6] [--processes 2]

Makes a test database of its own on the server of DATABASE_URL, fills it with drawn pictures of a published case, and
asks for them by their signed addresses through the whole WSGI application (all middleware), round after round: a
thumbnail for everybody; the same with the ETag the browser holds; a thumbnail drawn for one officer; the same bytes as
files on disk through the same application; and the files read with nothing around them. Rates are given by the clock
and by the processor time of the asking processes (the database's own is not in it): on a busy machine read the second,
and the ratio made of it.
"""
# ruff: noqa: E402 - Django must be set up before anything of the house is imported

import argparse
import io
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trackchild.config.settings")
os.environ.setdefault("TRACKCHILD_FACE_ENCODER", "off")

import django

django.setup()

from django.contrib.auth.decorators import login_not_required
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.test.runner import DiscoverRunner
from django.test.utils import override_settings
from django.urls import path
from django.utils import timezone

from tests.people import make_country
from tests.photos.hostile import drawn, saved
from tests.portal.publishing import a_published_case
from trackchild.accounts.viewer import Viewer
from trackchild.config import urls
from trackchild.photos import views
from trackchild.photos.actions import Given, keep_given
from trackchild.photos.intake import decode_here, read_picture
from trackchild.photos.models import Photo, PhotoBytes
from trackchild.photos.signing import PUBLIC, photo_url, posting_audience

FOLDER = Path(tempfile.mkdtemp(prefix="pictures-"))
Answer = tuple[int, int]


@login_not_required
def from_disk(_request: HttpRequest, name: str) -> HttpResponse:
    """A file as a small site would serve it: read, with the same headers."""
    return HttpResponse((FOLDER / name).read_bytes(), content_type="image/webp", headers=views.HEADERS)


urls.urlpatterns = [*urls.urlpatterns, path("from-disk/<str:name>", from_disk)]


def fill(pictures: int) -> Viewer:
    """A published case with many pictures, and the same thumbnails as files."""
    country = make_country()
    case = a_published_case(country)
    for _ in range(pictures):
        read = read_picture(saved(drawn(600, 750)), decode=decode_here, looks=False)
        photo = keep_given(description=case.description, given=Given(read), at=timezone.now())
        content = PhotoBytes.objects.get(photo=photo, size="thumbnail", for_public=False).content
        (FOLDER / f"{photo.pk.hex}.webp").write_bytes(bytes(content))
    return country.asha


def asked(application: Any, address: str, etag: str = "") -> tuple[int, int, dict[str, str]]:
    """One request through the whole application."""
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        told["status"], told["headers"] = int(status[:3]), dict(headers)

    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1", **({"HTTP_IF_NONE_MATCH": etag} if etag else {}),
    }  # fmt: skip
    answer = application(environ, start)
    size = sum(len(part) for part in answer)
    answer.close()
    return told["status"], size, told["headers"]


def worker(kind: str, viewer: Viewer, seconds: float, told: Any) -> None:
    """Ask as often as the time allows; how many answers, and their bytes."""
    connections.close_all()
    ask = asker(kind, viewer)
    ask(0)
    began, spent, count, size = time.perf_counter(), time.process_time(), 0, 0
    while time.perf_counter() - began < seconds:
        size += ask(count)
        count += 1
    told.put((count / (time.perf_counter() - began), count / (time.process_time() - spent), size / count))


def asker(kind: str, viewer: Viewer) -> Callable[[int], int]:
    """A function that asks for the n-th picture in one of the ways."""
    photos = list(Photo.objects.order_by("pk"))
    application = get_wsgi_application()
    many = len(photos)
    if kind == "files alone":
        names = [FOLDER / f"{photo.pk.hex}.webp" for photo in photos]
        return lambda number: len(names[number % many].read_bytes())
    if kind == "files through Django":
        addresses = [f"/from-disk/{photo.pk.hex}.webp" for photo in photos]
    elif kind == "drawn for an officer":
        addresses = [photo_url(photo, "thumbnail", posting_audience(viewer.posting_id)) for photo in photos]
        shown = views.show_photo

        def as_officer(request: HttpRequest, token: str) -> HttpResponse:
            request.viewer = viewer  # type: ignore[attr-defined]  # the way in costs the same for every page
            return shown(request, token)

        for pattern in urls.urlpatterns:
            if getattr(pattern, "name", "") == "photo":
                pattern.callback = login_not_required(as_officer)
    else:
        addresses = [photo_url(photo, "thumbnail", PUBLIC) for photo in photos]
    etags = [asked(application, one)[2].get("ETag", "") for one in addresses] if kind == "unchanged (304)" else []

    def ask(number: int) -> int:
        status, size, _headers = asked(application, addresses[number % many], etags[number % many] if etags else "")
        assert status == (304 if etags else 200), status
        return size

    return ask


KINDS = ("for everybody", "unchanged (304)", "drawn for an officer", "files through Django", "files alone")


def measure(kind: str, viewer: Viewer, seconds: float, processes: int) -> tuple[float, float, float]:
    """Answers a second of all processes together, by the clock and by their own processor time; the bytes of one."""
    context = multiprocessing.get_context("fork")
    told: Any = context.Queue()
    workers = [context.Process(target=worker, args=(kind, viewer, seconds, told)) for _ in range(processes)]
    for one in workers:
        one.start()
    heard = [told.get(timeout=seconds * 20 + 60) for _ in workers]
    for one in workers:
        one.join()
    return sum(one[0] for one in heard), sum(one[1] for one in heard), heard[0][2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        with override_settings(ALLOWED_HOSTS=["localhost"]):
            viewer = fill(given.pictures)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # in service autovacuum does it
            connection.close()
            connection.close_pool()  # its threads would not live on in the processes to come
            rates = {kind: measure(kind, viewer, given.seconds, given.processes) for kind in KINDS}
    finally:
        runner.teardown_databases(made)
    base = rates["files through Django"]
    print(f"{given.pictures} thumbnails, {given.processes} processes, load {os.getloadavg()[0]:.1f}")
    print(
        "| way | answers/s by the clock | by processor time | bytes | of files through Django |\n|---|---|---|---|---|"
    )
    for kind, (clock, processor, size) in rates.items():
        print(f"| {kind} | {clock:,.0f} | {processor:,.0f} | {size:,.0f} | {processor / base[1]:.2f} |")


if __name__ == "__main__":
    main()
