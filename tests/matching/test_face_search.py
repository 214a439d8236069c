"""Search by picture: a reason, a budget, gates that the officer may widen, and a trace of every child that is shown."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection
from PIL import Image
from skimage import data

from tests.factories import NOW, a_case, a_found_child, a_told, a_viewer
from trackchild.accounts.permissions import Permission, Role
from trackchild.accounts.viewer import Viewer
from trackchild.audit.models import Look
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children.models import Description
from trackchild.faces.likeness import SHIPPED
from trackchild.matching import answering_faces, face_search, feed
from trackchild.matching.engine import Register
from trackchild.matching.face_search import BudgetSpent, Encoded, NoFaceSeen, SeveralFaces, Wanted
from trackchild.matching.models import FaceSearch
from trackchild.photos.models import FaceVector

pytestmark = pytest.mark.django_db
RNG = np.random.default_rng(3)
(MODEL,) = SHIPPED
REASON = "Case M-19-26-ABCDEF, shown to the mother"


def unit(row: np.ndarray) -> np.ndarray:
    """A row of length one."""
    return (row / np.linalg.norm(row)).astype(np.float32)


FACE = unit(RNG.standard_normal(128))


def like(noise: float) -> bytes:
    """A face more or less like the one that is looked for."""
    return unit(FACE + noise * unit(RNG.standard_normal(128))).tobytes()


def with_face(record: MissingCase | FoundChild, vector: bytes) -> Any:
    """A record whose photograph has this face."""
    assert isinstance(record.description, Description)
    FaceVector.objects.create(description=record.description, model_id=MODEL, vector=vector)
    return record


def wanted(**changed: Any) -> Wanted:
    """Boys of seven to twelve, on both sides."""
    return Wanted(**{"side": "BOTH", "sexes": ("M",), "age_from": 7, "age_to": 12, **changed})


def answered(search_id: Any, by: Viewer) -> Any:
    """What the matcher answers, asked as its command asks it."""
    register = Register(lines=feed.lines())
    register.load(described.record for described in feed.everything())
    with connection.cursor() as cursor:
        assert answering_faces.answer_faces(cursor, register, at=NOW) == 1
    return face_search.take_answer(search_id=search_id, by=by, at=NOW, patience=0)


@pytest.fixture
def head(country: object) -> Viewer:
    """A station house officer, with strangers' faces in the register."""
    for _ in range(40):
        with_face(a_found_child(told=a_told("Somebody", sex="M")), unit(RNG.standard_normal(128)).tobytes())
    return a_viewer(Role.STATION_HEAD)


def ask(by: Viewer, **changed: Any) -> Any:
    """The face is looked for."""
    return face_search.ask(face=Encoded(MODEL, FACE.tobytes()), wanted=wanted(**changed), reason=REASON, by=by, at=NOW)


def test_the_child_with_that_face_comes_first_and_leaves_a_look_with_the_reason(head: Viewer) -> None:
    boy = with_face(a_found_child(told=a_told("Ravi", sex="M")), like(0.3))
    search = ask(head)
    answer = answered(search, head)

    assert answer.found[0].record == boy
    assert answer.found[0].level in ("alike", "very_alike")
    assert {hit.level for hit in answer.found[5:]} <= {"unlike", "doubtful", "somewhat_alike"}
    looks = Look.objects.filter(user_id=head.user_id)
    assert looks.get(record_kind="found", record_id=str(boy.pk)).reason == REASON
    assert looks.get(record_kind="face_search").record_id == str(search)


def test_a_girl_is_not_offered_for_a_boy_until_the_officer_widens_the_search(head: Viewer) -> None:
    girl = with_face(a_found_child(told=a_told("Asha", sex="F")), like(0.3))
    search = ask(head)
    assert girl not in [one.record for one in answered(search, head).found]

    assert face_search.ask_again(search_id=search, wanted=wanted(sexes=("F", "M")), by=head, at=NOW)
    assert answered(search, head).found[0].record == girl


def test_a_child_of_another_age_is_not_offered(head: Viewer) -> None:
    small = with_face(a_found_child(told=a_told("Ravi", sex="M", age_years=2)), like(0.3))

    assert small not in [one.record for one in answered(ask(head), head).found]
    assert small == answered(ask(head, age_from=0), head).found[0].record


def test_one_side_may_be_left_out(head: Viewer) -> None:
    case = with_face(a_case(stage="INVESTIGATION", told=a_told("Ravi", sex="M")), like(0.3))

    assert answered(ask(head), head).found[0].record == case
    assert case not in [one.record for one in answered(ask(head, side="FOUND"), head).found]


def test_the_answer_is_for_who_asked(head: Viewer) -> None:
    search = ask(head)
    answered(search, head)
    other = a_viewer(Role.STATION_HEAD)

    assert face_search.take_answer(search_id=search, by=other, at=NOW, patience=0) is None
    assert not face_search.ask_again(search_id=search, wanted=wanted(), by=other, at=NOW)


def test_a_person_may_look_for_a_few_pictures_a_day(head: Viewer) -> None:
    for _ in range(face_search.DAILY_BUDGET):
        ask(head)
    with pytest.raises(BudgetSpent):
        ask(head)

    face_search.ask(
        face=Encoded(MODEL, FACE.tobytes()), wanted=wanted(), reason=REASON, by=head, at=NOW + timedelta(days=1)
    )


def test_where_too_few_are_encoded_nobody_can_tell_and_that_is_said(country: object) -> None:
    officer = a_viewer(Role.STATION_HEAD)
    with_face(a_found_child(), like(0.3))

    assert answered(ask(officer), officer).found is None


def test_the_numbers_of_the_face_are_gone_after_an_hour(head: Viewer) -> None:
    ask(head)
    with connection.cursor() as cursor:
        answering_faces.forget_faces(cursor, at=NOW + timedelta(minutes=61))

    assert not FaceSearch.objects.exists()


def test_a_picture_without_one_clear_face_is_not_looked_for() -> None:
    portrait = Image.fromarray(data.astronaut()).crop((100, 0, 380, 320))
    both = Image.new("RGB", (560, 320))
    both.paste(portrait, (0, 0))
    both.paste(portrait, (280, 0))

    with pytest.raises(NoFaceSeen):
        face_search.encode(np.full((300, 300, 3), 255, dtype=np.uint8))
    with pytest.raises(SeveralFaces):
        face_search.encode(np.asarray(both))
    assert face_search.encode(np.asarray(portrait)).model_id == MODEL


@pytest.mark.parametrize("role", [Role.STATION_OFFICER, Role.HOME_STAFF, Role.NATIONAL_ADMIN, Role.HELP_DESK])
def test_not_everybody_may_search_by_picture(country: object, role: Role) -> None:
    assert not a_viewer(role).may(Permission.FACE_SEARCH)


def test_the_gates_leave_a_year_open_on_both_sides() -> None:
    gates = answering_faces.gates_of(["F"], 8, 10, date(2026, 6, 15))

    assert date.fromordinal(gates.born_from).year == 2014
    assert date.fromordinal(gates.born_to).year == 2019
    assert gates.as_array().tolist() == [True, False, True, False]
