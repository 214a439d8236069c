"""Does in a test what the visitor's browser or the visitor does with the security check."""

from datetime import datetime

import altcha
from django.utils import timezone

from trackchild.ui.captcha import CaptchaMixin, new_challenge, new_sum, sum_of


def solved(form: type[CaptchaMixin], at: datetime | None = None) -> dict[str, str]:
    """The field that the solver in the page would send."""
    challenge = altcha.Challenge.from_dict(new_challenge(form.captcha_name(), at=at or timezone.now()))
    solution = altcha.solve_challenge(challenge)
    return {"captcha": altcha.Payload(challenge, solution).to_base64()}


def added(form: type[CaptchaMixin], wrong_by: int = 0) -> dict[str, str]:
    """The fields that a person without scripts would send."""
    token = new_sum(form.captcha_name(), at=timezone.now())
    return {"captcha_token": token, "captcha_sum": str(sum(sum_of(token)) + wrong_by)}
