"""The security check of public forms: the phone does a little sum by itself; without scripts a person adds two numbers.

A challenge is signed, belongs to one form, expires and is spent by its first valid use. It is never asked on the way
to an emergency number, and a form may keep an unchecked report as less trustworthy (`captcha_required = False`).
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, ClassVar

from altcha import Payload, create_challenge, verify_solution
from django import forms
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageDraw, ImageFont

from .digits import fold_digits
from .models import UsedChallenge

ALGORITHM = "PBKDF2/SHA-256"
LASTS = timedelta(hours=2)
"""Long enough for a form filled in with interruptions."""
SALT = "trackchild.ui.captcha"
SUM_SIZE = (132, 48)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back with the form: the machine's solution, or the person's sum with its token."""

    payload: str = ""
    token: str = ""
    total: str = ""


class CaptchaRefused(Exception):  # noqa: N818 - it is an outcome, not a fault
    """The check did not pass; the text tells the person what to do."""


class AlreadyUsed(CaptchaRefused):
    """The check was right but has been used before."""


def new_challenge(form_name: str, *, at: datetime, effort: int = 1) -> dict[str, Any]:
    """A signed challenge for one form, as the solver in the page takes it; `effort` times as hard as usual."""
    challenge = create_challenge(
        ALGORITHM,
        cost=settings.CAPTCHA_COST * effort,
        expires_at=at + LASTS,
        data={"form": form_name},
        hmac_secret=_secret(),
    )
    return challenge.to_dict()


def new_sum(form_name: str, *, at: datetime) -> str:
    """A signed token from which `sum_of` draws two numbers; the token does not give them away."""
    return signing.dumps([get_random_string(16), form_name, int((at + LASTS).timestamp())], salt=SALT)


def sum_of(token: str) -> tuple[int, int]:
    """The two numbers of a token, known to the server alone."""
    digest = salted_hmac(SALT, token).digest()
    return digest[0] % 9 + 1, digest[1] % 9 + 1


def sum_image(token: str) -> bytes:
    """The two numbers of a token as a small PNG."""
    first, second = sum_of(token)
    image = Image.new("L", SUM_SIZE, 255)
    draw = ImageDraw.Draw(image)
    draw.text((SUM_SIZE[0] / 2, SUM_SIZE[1] / 2), f"{first} + {second}", 20, ImageFont.load_default(32), anchor="mm")
    stream = BytesIO()
    image.quantize(8).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def check(answer: Answer, form_name: str, *, at: datetime) -> tuple[str, datetime]:
    """(signature, expiry) of a right answer that belongs to this form; otherwise raises `CaptchaRefused`."""
    signature, expires_at = _check_payload(answer, form_name) if answer.payload else _check_sum(answer, form_name)
    if expires_at < at:
        raise CaptchaRefused(_("The security check has run out of time. It starts anew: send the form again."))
    if UsedChallenge.objects.filter(signature=signature).exists():
        raise AlreadyUsed(_("This form was already sent. To send another one, send the form again."))
    return signature, expires_at


def spend(signature: str, expires_at: datetime, *, at: datetime) -> None:
    """Use a challenge up. Of two requests with the same solution only one passes."""
    UsedChallenge.objects.filter(expires_at__lt=at).delete()
    with transaction.atomic():
        _record, fresh = UsedChallenge.objects.get_or_create(signature=signature, defaults={"expires_at": expires_at})
    if not fresh:
        raise AlreadyUsed(_("This form was already sent. To send another one, send the form again."))


def _check_payload(answer: Answer, form_name: str) -> tuple[str, datetime]:
    verdict = verify_solution(answer.payload, _secret())
    if verdict.expired:
        raise CaptchaRefused(_("The security check has run out of time. It starts anew: send the form again."))
    if not verdict.verified:
        raise CaptchaRefused(_("The security check did not finish. It starts anew: send the form again."))
    challenge = Payload.from_base64(answer.payload).challenge
    if (challenge.parameters.data or {}).get("form") != form_name:
        raise CaptchaRefused(_("The security check belongs to another page. Send the form again."))
    return str(challenge.signature), datetime.fromtimestamp(challenge.parameters.expires_at or 0, UTC)


def _check_sum(answer: Answer, form_name: str) -> tuple[str, datetime]:
    try:
        _nonce, owner, expires = signing.loads(answer.token, salt=SALT)
    except signing.BadSignature:
        raise CaptchaRefused(_("The security check did not finish. Send the form again.")) from None
    if owner != form_name:
        raise CaptchaRefused(_("The security check belongs to another page. Send the form again."))
    signature = hashlib.sha256(answer.token.encode()).hexdigest()
    expires_at = datetime.fromtimestamp(expires, UTC)
    if fold_digits(answer.total).strip() != str(sum(sum_of(answer.token))):
        # A wrong sum costs its token, so that a script cannot try all seventeen.
        UsedChallenge.objects.get_or_create(signature=signature, defaults={"expires_at": expires_at})
        raise CaptchaRefused(_("The sum is not right. Add the two numbers of the new picture."))
    return signature, expires_at


def _secret() -> bytes:
    return salted_hmac(SALT, "challenge", algorithm="sha256").digest()


class CaptchaWidget(forms.Widget):
    """A hidden answer with a visible line about its progress, and a sum where scripts do not run."""

    template_name = "ui/widgets/captcha.html"
    form_name = ""
    effort = 1
    """Who asks often works longer; set by the page."""
    needs_multipart_form = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        at = timezone.now()
        context = super().get_context(name, None, attrs)
        token = new_sum(self.form_name, at=at)
        context["widget"] |= {
            "solved": self._still_good(value, at),
            "challenge": json.dumps(new_challenge(self.form_name, at=at, effort=self.effort), separators=(",", ":")),
            "token": token,
            "picture": reverse("ui:captcha_sum", args=[token]),
        }
        return context

    def _still_good(self, value: Any, at: datetime) -> str:
        """A solution that was right while another answer of the form was wrong need not be found again."""
        if not isinstance(value, Answer) or not value.payload:
            return ""
        try:
            check(value, self.form_name, at=at)
        except CaptchaRefused:
            return ""
        return value.payload

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Answer:
        return Answer(data.get(name, ""), data.get(f"{name}_token", ""), data.get(f"{name}_sum", ""))


class CaptchaField(forms.Field):
    """Carries the answer; the form judges it once everything else is in order."""

    widget = CaptchaWidget

    def __init__(self, form_name: str) -> None:
        super().__init__(required=False, label=gettext_lazy("Security check"), template_name="ui/forms/bare.html")
        self.widget.form_name = form_name


class CaptchaMixin(forms.BaseForm):
    """Put first among a form's bases. Afterwards `captcha_passed` tells; `captcha_required = False` lets all pass."""

    captcha_required: ClassVar[bool] = True
    captcha_passed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["captcha"] = CaptchaField(self.captcha_name())

    @classmethod
    def captcha_name(cls) -> str:
        """What a challenge is bound to."""
        return f"{cls.__module__}.{cls.__qualname__}"

    def full_clean(self) -> None:
        super().full_clean()
        # A challenge is spent only by a form that is otherwise right: mending an answer costs no second check.
        if self.is_bound and not self.errors:
            self._judge(self.cleaned_data.pop("captcha", Answer()), timezone.now())

    def _judge(self, answer: Answer, at: datetime) -> None:
        try:
            spend(*check(answer, self.captcha_name(), at=at), at=at)
        except CaptchaRefused as refusal:
            if self.captcha_required:
                self.add_error("captcha", str(refusal))
        else:
            self.captcha_passed = True
