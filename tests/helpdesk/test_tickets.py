"""Feedback gets a number, a desk, a clock and an answer; and never carries a child's record anywhere."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import HOWRAH, NOW, PATNA, a_viewer, an_agency
from trackchild.accounts.permissions import Permission, Role
from trackchild.accounts.viewer import Viewer
from trackchild.core.states import MoveNotAllowed
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency
from trackchild.helpdesk.actions import let_tickets_lapse, move_ticket, open_ticket, writer_moves
from trackchild.helpdesk.models import Ticket
from trackchild.helpdesk.queries import due_at, ticket_with_secret
from trackchild.helpdesk.states import Level, Priority, TicketMove, TicketStage
from trackchild.messaging.models import Message

pytestmark = pytest.mark.django_db
M = TicketMove


def a_ticket(agency: Agency | None = None, **told: str) -> Ticket:
    return open_ticket(
        **{"subject": "PAGES", "text": "The button does nothing", "language": "hi", **told}, agency=agency, at=NOW
    )[0]


def an_admin(role: Role, agency: Agency) -> Viewer:
    return a_viewer(role, agency)


def sees(viewer: Viewer, ticket: Ticket) -> bool:
    return Ticket.objects.visible_to(viewer, Permission.TICKET_ANSWER).filter(pk=ticket.pk).exists()


def test_a_correction_lies_with_the_office_that_owns_the_entry_and_with_those_above_it() -> None:
    station, elsewhere = an_agency(Kind.POLICE_STATION, HOWRAH), an_agency(Kind.POLICE_STATION, PATNA)
    ticket = a_ticket(station, subject="DIRECTORY")
    assert sees(an_admin(Role.AGENCY_ADMIN, station), ticket)
    assert not sees(an_admin(Role.AGENCY_ADMIN, elsewhere), ticket)
    assert not sees(an_admin(Role.STATION_OFFICER, station), ticket)
    assert ticket.level == Level.L1


def test_general_feedback_lies_with_the_national_desk_alone() -> None:
    ticket = a_ticket()
    assert sees(an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None)), ticket)
    assert not sees(an_admin(Role.AGENCY_ADMIN, an_agency()), ticket)


def test_what_tells_of_a_child_leaves_the_open_queue_of_the_office() -> None:
    station = an_agency()
    ticket, desk = a_ticket(station), an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    move_ticket(ticket_id=ticket.pk, move=M.RESTRICT, by=desk, at=NOW)
    assert not sees(an_admin(Role.AGENCY_ADMIN, station), ticket)
    assert sees(desk, ticket)


def test_an_answer_is_read_with_number_and_secret_and_may_be_refused_twice() -> None:
    ticket, secret = open_ticket(subject="PAGES", text="x", language="en", at=NOW)
    desk = an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    assert ticket_with_secret(ticket.number.lower(), secret.replace("-", " ")) == ticket
    assert ticket_with_secret(ticket.number, "S-0000-0000-0000") is None
    for _round in range(3):
        move_ticket(ticket_id=ticket.pk, move=M.RESOLVE, by=desk, at=NOW, words="Try again")
        ticket = writer_moves(ticket=ticket, move=M.REOPEN, at=NOW, words="Still wrong")
    assert (ticket.reopened, ticket.level, ticket.stage) == (3, Level.L3, TicketStage.REOPENED)


def test_the_writer_gets_a_mail_that_says_only_that_there_is_an_answer() -> None:
    ticket = a_ticket(email="a@example.org")
    desk = an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    move_ticket(ticket_id=ticket.pk, move=M.RESOLVE, by=desk, at=NOW, words="A secret matter")
    mail = Message.objects.get(to_email="a@example.org")
    assert "A secret matter" not in mail.text
    assert ticket.number in mail.text


def test_clocks_follow_the_urgency() -> None:
    ticket = a_ticket()
    assert due_at(ticket) == NOW + timedelta(days=1)
    desk = an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    move_ticket(ticket_id=ticket.pk, move=M.ASSIGN, by=desk, at=NOW)
    urgent = Priority.SAFETY_OR_OUTAGE
    ticket = move_ticket(ticket_id=ticket.pk, move=M.ASK_BACK, by=desk, at=NOW, words="Which page?", priority=urgent)
    assert due_at(ticket) == NOW + timedelta(hours=4)


def test_a_question_nobody_answers_ends_after_a_week_and_a_solution_after_three_days() -> None:
    desk = an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    asked, solved = a_ticket(), a_ticket()
    move_ticket(ticket_id=asked.pk, move=M.ASK_BACK, by=desk, at=NOW, words="Which page?")
    move_ticket(ticket_id=solved.pk, move=M.RESOLVE, by=desk, at=NOW, words="Done")
    assert let_tickets_lapse(at=NOW + timedelta(days=4)) == 1
    assert let_tickets_lapse(at=NOW + timedelta(days=8)) == 1
    assert set(Ticket.objects.values_list("stage", flat=True)) == {TicketStage.CLOSED}


def test_a_writer_cannot_take_a_step_of_the_desk_nor_the_desk_one_of_the_writer() -> None:
    ticket = a_ticket()
    desk = an_admin(Role.HELP_DESK, an_agency(Kind.HELP_DESK, None))
    with pytest.raises(ValueError, match="belongs to the desk"):
        writer_moves(ticket=ticket, move=M.RESOLVE, at=NOW)
    with pytest.raises(ValueError, match="belongs to the writer"):
        move_ticket(ticket_id=ticket.pk, move=M.ACCEPT, by=desk, at=NOW)
    with pytest.raises(MoveNotAllowed):
        move_ticket(ticket_id=ticket.pk, move=M.RESOLVE, by=desk, at=NOW, words=" ")
    assert Client().get(f"/office/desk/tickets/{ticket.pk}").status_code == 302
