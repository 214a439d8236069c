"""What may be done about people: post, end, renew a password; begin and end a sitting. Signing in: see `views`."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from trackchild.core.ids import ALPHABET
from trackchild.directory import actions as directory_actions
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency

from . import queries
from .acting import action
from .factors import Factor, forget_devices
from .models import Posting, Sitting, TryWindow, User
from .notices import Notice, tell
from .permissions import Role
from .viewer import Viewer

MINISTRY_CODE = "9999000"
PASSWORD_LETTERS = 16


class MayNotAppoint(Exception):
    """The office is out of reach, or the role stands above the administrator's circle or does not exist there."""


class SignInNameTaken(Exception):
    """Somebody has this sign-in name already."""


class AlreadyPosted(Exception):
    """The person already holds this role in this office."""


class NobodyOfThisName(Exception):
    """No open account has this sign-in name."""


class LastAdministratorPosting(Exception):
    """Nobody takes the last key out of her own hand: the people she looks after would be without anybody."""


class AdministratorExists(Exception):
    """There is a national administrator already."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A person newly posted, with the password that is shown once and kept nowhere."""

    user: User
    posting: Posting
    password: str


def _one_time_password() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, PASSWORD_LETTERS, 4))


def _new_user(*, username: str, name: str, phone: str, password: str, language: str, at: datetime) -> User:
    user = User(username=username.strip().lower(), name=name.strip(), phone=phone, language=language, created_at=at)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise SignInNameTaken(user.username) from error
    return user


def _new_posting(*, user: User, agency: Agency, role: Role, designation: str, by: Viewer, at: datetime) -> Posting:
    if role not in queries.roles_to_give(by, agency):
        raise MayNotAppoint(f"{by.role} may not post {role} to {agency}")
    posting = Posting(
        user=user, agency=agency, role=role, designation=designation, started_at=at, started_by_id=by.user_id
    )
    try:
        with transaction.atomic():
            posting.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyPosted(user.username) from error
    return posting


@action
def post_person(
    *,
    username: str,
    name: str,
    phone: str,
    role: Role,
    agency_id: int,
    by: Viewer,
    at: datetime,
    designation: str = "",
    language: str = "en",
) -> Posted:
    """Give a person an account and her first posting; she changes the password when she first signs in.

    Raises MayNotAppoint, SignInNameTaken.
    """
    agency = get_object_or_404(Agency, pk=agency_id)
    password = _one_time_password()
    user = _new_user(username=username, name=name, phone=phone, password=password, language=language, at=at)
    posting = _new_posting(user=user, agency=agency, role=role, designation=designation, by=by, at=at)
    return Posted(user, posting, password)


@action
def post_again(
    *, username: str, role: Role, agency_id: int, by: Viewer, at: datetime, designation: str = ""
) -> Posting:
    """Post somebody who has an account: officers move from office to office and keep their sign-in.

    Raises NobodyOfThisName, MayNotAppoint, AlreadyPosted.
    """
    user = queries.user_named(username.strip())
    if user is None:
        raise NobodyOfThisName(username)
    agency = get_object_or_404(Agency, pk=agency_id)
    return _new_posting(user=user, agency=agency, role=role, designation=designation, by=by, at=at)


@action
def end_posting(*, posting_id: int, by: Viewer, at: datetime) -> Posting:
    """End a posting within reach; her sittings in it end with it.

    Raises LastAdministratorPosting.
    """
    posting = queries.get_managed_posting(by, posting_id, lock=True)
    if posting.user_id == by.user_id:
        others = queries.postings_of(by.user_id).of_administrators().exclude(pk=posting.pk)
        if not others.exists():
            raise LastAdministratorPosting
    posting.ended_at, posting.ended_by_id = at, by.user_id
    posting.save(update_fields=["ended_at", "ended_by"])
    Sitting.objects.running().filter(posting=posting).update(ended_at=at)
    return posting


@action
def reset_password(*, posting_id: int, by: Viewer, at: datetime) -> str:
    """A new one-time password for somebody whose every posting the administrator looks after. It signs her out.

    The second factor stays as it is: a new password alone opens nothing.
    """
    user = _looked_after(posting_id, by=by)
    password = _one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    Sitting.objects.running().filter(user=user).update(ended_at=at)
    tell(user, Notice.PASSWORD_RESET, at=at)
    return password


@action
def renew_second_factor(*, posting_id: int, phone: str, by: Viewer, at: datetime) -> User:
    """A new telephone of record for somebody who lost hers; her app is forgotten, she is signed out."""
    user = _looked_after(posting_id, by=by)
    tell(user, Notice.PHONE_RENEWED, at=at)  # at the old number: the new one may be a thief's
    user.phone = phone
    user.save(update_fields=["phone"])
    forget_devices(user.pk)
    Sitting.objects.running().filter(user=user).update(ended_at=at)
    return user


def _looked_after(posting_id: int, *, by: Viewer) -> User:
    """The person of a posting. One posting out of the administrator's reach is enough to keep her account away."""
    posting = queries.get_managed_posting(by, posting_id)
    user = User.objects.select_for_update().get(pk=posting.user_id)
    if not queries.looks_after(by, user.pk):
        raise MayNotAppoint(f"{user} also serves where {by.role} does not reach")
    return user


@action
def create_first_administrator(
    *, username: str, name: str, phone: str, password: str, at: datetime, another: bool = False
) -> Posting:
    """The person with whom the house begins, entered by an operator at the machine, in the ministry.

    Raises AdministratorExists unless `another` is asked for; ValidationError for a weak password.
    """
    if not another and Posting.objects.current().filter(role=Role.NATIONAL_ADMIN).exists():
        raise AdministratorExists
    validate_password(password, User(username=username, name=name))
    user = _new_user(username=username, name=name, phone=phone, password=password, language="en", at=at)
    user.must_change_password = False  # she chose it herself, at the keyboard
    user.save(update_fields=["must_change_password"])
    ministry = Agency.objects.active().of_kind(Kind.MINISTRY).order_by("pk").first() or directory_actions.add_agency(
        kind=Kind.MINISTRY, name=str(Kind.MINISTRY.label), code=MINISTRY_CODE, by=None, at=at
    )
    return Posting.objects.create(user=user, agency=ministry, role=Role.NATIONAL_ADMIN, started_at=at)


@action
def begin_sitting(*, user_id: int, session_key: str, second_factor: Factor, at: datetime, device: str = "") -> Sitting:
    """A browser is proved by two factors. Who has one posting sits in it; who has several chooses."""
    postings = queries.postings_of(user_id)[:2]
    return Sitting.objects.create(
        user_id=user_id,
        posting=postings[0] if len(postings) == 1 else None,
        session_key=session_key,
        device=device[:200],
        began_at=at,
        seen_at=at,
        second_factor=second_factor,
    )


@action
def choose_posting(*, sitting_id: int, user_id: int, posting_id: int) -> Sitting:
    """Sit in one of one's own present postings."""
    posting = get_object_or_404(queries.postings_of(user_id), pk=posting_id)
    sitting = get_object_or_404(Sitting.objects.running(), pk=sitting_id, user_id=user_id)
    sitting.posting = posting
    sitting.save(update_fields=["posting"])
    return sitting


@action
def touch_sitting(*, sitting_id: int, at: datetime, session_key: str = "") -> None:
    """The sitting is still in use; with `session_key`, under a new key of its session."""
    renewed = {"session_key": session_key} if session_key else {}
    Sitting.objects.running().filter(pk=sitting_id).update(seen_at=at, **renewed)


@action
def end_sitting(*, sitting_id: int, user_id: int, at: datetime) -> None:
    """End one of one's own sittings: that browser is out at its next request."""
    get_object_or_404(Sitting, pk=sitting_id, user_id=user_id)
    Sitting.objects.running().filter(pk=sitting_id).update(ended_at=at)


@action
def end_other_sittings(*, user_id: int, keep: int, at: datetime) -> int:
    """End all of one's own sittings but one; answers how many."""
    return Sitting.objects.running().filter(user_id=user_id).exclude(pk=keep).update(ended_at=at)


@action
def change_password(*, password: str, by: Viewer, keep: int, at: datetime) -> User:
    """One's own new password; every other browser is signed out. Raises ValidationError for a weak one."""
    user = User.objects.select_for_update().get(pk=by.user_id)
    validate_password(password, user)
    if user.check_password(password):
        raise ValidationError(_("This is the old password. Choose another one."), code="same")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    end_other_sittings(user_id=user.pk, keep=keep, at=at)
    tell(user, Notice.PASSWORD_CHANGED, at=at)
    return user


@action
def change_language(*, language: str, by: Viewer) -> None:
    """The language of one's pages and messages."""
    user = User.objects.select_for_update().get(pk=by.user_id)
    user.language = language
    user.save(update_fields=["language"])


@action
def change_phone(*, phone: str, by: Viewer, at: datetime) -> None:
    """One's telephone of record, after a code sent to the new number came back; the old number is told."""
    user = User.objects.select_for_update().get(pk=by.user_id)
    tell(user, Notice.PHONE_CHANGED, at=at)
    user.phone = phone
    user.save(update_fields=["phone"])


@action
def forget_old_tries(*, at: datetime) -> int:
    """Counts of tries are of no use a day later."""
    return TryWindow.objects.filter(began_at__lt=at - timedelta(days=1)).delete()[0]
