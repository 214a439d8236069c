"""When the database is away, people are told so in plain words and asked to try again; nothing pretends to be saved."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from psycopg_pool import PoolTimeout

RETRY_AFTER_SECONDS = "15"


class DatabaseAway:
    """Answers 503 with a page that needs no database when the server cannot be reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except (OperationalError, InterfaceError, PoolTimeout):
            return _away()
        return response

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The same for an error inside a view."""
        return _away() if isinstance(error, OperationalError | InterfaceError | PoolTimeout) else None


def _away() -> HttpResponse:
    page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
