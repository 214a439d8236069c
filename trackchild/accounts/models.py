"""People, their postings and their sittings. There is no self sign-up; citizens have no account."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from trackchild.audit.triggers import keep_history
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency

from .factors import FACTOR_NAMES, Factor
from .permissions import ROLE_NAMES, Role
from .querysets import PostingQuerySet, SittingQuerySet


class UserManager(BaseUserManager["User"]):
    """Finds people by sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An official. What she may do hangs on her posting, never on the user."""

    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("mobile number"), max_length=16, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="en", choices=settings.LANGUAGES)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    last_login = None  # sittings tell it; a field of its own would write an empty line of history at each sign-in

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "username": Tier.T3,
        "password": Tier.T5,
        "name": Tier.T2,
        "phone": Tier.T3,
        "email": Tier.T3,
        "language": Tier.T2,
        "is_active": Tier.T2,
        "must_change_password": Tier.T3,
        "created_at": Tier.T2,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Upper("username"), name="accounts_user_username_once_in_any_case"),
        ]
        triggers: ClassVar = [keep_history("password")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.username}"


class Posting(models.Model):
    """A person in a role in an office, from a day until another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    designation = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = PostingQuerySet.as_manager()
    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "user": Tier.T2,
        "agency": Tier.T2,
        "role": Tier.T2,
        "designation": Tier.T2,
        "started_at": Tier.T2,
        "started_by": Tier.T3,
        "ended_at": Tier.T2,
        "ended_by": Tier.T3,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="accounts_posting_role_is_known"),
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(ended_at=None),
                name="accounts_posting_once_while_it_lasts",
            ),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role} at agency {self.agency_id}"


class Sitting(models.Model):
    """One signed-in browser. A person sees hers, an administrator may end it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sittings")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    second_factor = models.CharField(max_length=10, choices=[(factor.value, FACTOR_NAMES[factor]) for factor in Factor])
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SittingQuerySet.as_manager()
    PRIVACY: ClassVar = {
        "id": Tier.T3,
        "user": Tier.T3,
        "posting": Tier.T3,
        "session_key": Tier.T5,
        "device": Tier.T3,
        "began_at": Tier.T3,
        "seen_at": Tier.T3,
        "second_factor": Tier.T3,
        "ended_at": Tier.T3,
    }

    def __str__(self) -> str:
        return f"#{self.pk} of user {self.user_id}"


class TryWindow(models.Model):
    """How often something was tried in a stretch of time. The bucket is a keyed digest: no name or address in clear."""

    bucket = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    tries = models.PositiveIntegerField()

    PRIVACY: ClassVar = {"id": Tier.T5, "bucket": Tier.T5, "began_at": Tier.T5, "tries": Tier.T5}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bucket", "began_at"], name="accounts_trywindow_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.tries} since {self.began_at}"
