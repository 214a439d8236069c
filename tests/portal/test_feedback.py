"""Feedback on the pages: written with the security check, found again with number and secret only."""

import pytest
from django.test import Client

from tests.factories import a_viewer, an_agency
from tests.ui.solving import solved
from trackchild.accounts.permissions import Role
from trackchild.directory.kinds import Kind
from trackchild.helpdesk.actions import move_ticket
from trackchild.helpdesk.models import Ticket
from trackchild.helpdesk.states import TicketMove, TicketStage
from trackchild.portal.forms.feedback import AnswerForm, CorrectionForm, FeedbackForm

pytestmark = pytest.mark.django_db


def written(client: Client) -> tuple[Ticket, str]:
    answer = client.post("/en/feedback/", {"subject": "PAGES", "text": "Too small", **solved(FeedbackForm)})
    assert answer.headers["Location"] == "/en/feedback/sent/"
    ticket = Ticket.objects.get()
    secret = client.session["sent_ticket"][1]
    assert secret in client.get("/en/feedback/sent/").content.decode()
    return ticket, secret


def test_feedback_is_answered_and_the_writer_agrees(client: Client) -> None:
    ticket, secret = written(client)
    desk = a_viewer(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    move_ticket(ticket_id=ticket.pk, move=TicketMove.RESOLVE, by=desk, at=ticket.opened_at, words="It is larger now")
    other = Client()
    opened = other.post("/en/feedback/answer/", {"number": ticket.number, "secret": secret, **solved(AnswerForm)})
    assert opened.headers["Location"] == "/en/feedback/answer/read/"
    assert "It is larger now" in other.get("/en/feedback/answer/read/").content.decode()
    other.post("/en/feedback/answer/read/", {"move": "ACCEPT"})
    ticket.refresh_from_db()
    assert ticket.stage == TicketStage.CLOSED


def test_a_wrong_secret_and_a_wrong_number_get_the_same_words(client: Client) -> None:
    ticket, secret = written(client)
    guesses = (
        {"number": ticket.number, "secret": "S-0000-0000-0000"},
        {"number": "T-0000-0000-0000", "secret": secret},
    )
    wrong = [client.post("/en/feedback/answer/", {**guess, **solved(AnswerForm)}) for guess in guesses]
    assert [page.status_code for page in wrong] == [422, 422]
    assert all("No feedback fits this number and secret" in page.content.decode() for page in wrong)


def test_nothing_is_written_without_the_security_check(client: Client) -> None:
    page = client.post("/en/feedback/", {"subject": "PAGES", "text": "Too small"})
    assert page.status_code == 422
    assert "Too small" in page.content.decode()
    assert not Ticket.objects.exists()


def test_a_correction_names_its_entry_and_never_the_name_of_a_home(client: Client) -> None:
    home = an_agency(Kind.CHILDREN_HOME, name="Asha Bhawan")
    page = client.get(f"/en/directory/{home.pk}/wrong/")
    assert "Asha Bhawan" not in page.content.decode()
    client.post(f"/en/directory/{home.pk}/wrong/", {"text": "The number has changed", **solved(CorrectionForm)})
    assert Ticket.objects.get().agency == home


def test_the_desk_reads_and_answers_on_its_page(client: Client) -> None:
    ticket, _secret = written(client)
    assert client.get("/en/feedback/answer/read/").headers["Location"] == "/en/feedback/answer/"
    assert ticket.level == "L2"
