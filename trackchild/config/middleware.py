"""When the database is away, people are told so in plain words and asked to try again; nothing pretends to be saved."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error
from psycopg_pool import PoolTimeout

AWAY = (OperationalError, InterfaceError, PoolTimeout)
RETRY_AFTER_SECONDS = "15"


class DatabaseAway:
    """Answers 503 with a page that needs no database when a view cannot reach the server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The same sentence whether the line is cut or the server restarts."""
        return _away() if isinstance(error, AWAY) else None


def any_server_error(request: HttpRequest) -> HttpResponse:
    """The last resort. Sessions and sittings are read before any view: their database may be away, too."""
    return _away() if isinstance(sys.exc_info()[1], AWAY) else server_error(request)


def _away() -> HttpResponse:
    page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
