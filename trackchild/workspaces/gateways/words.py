"""The words of the outbox as an operator reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.messaging.vocabulary import Channel, Lane, Status

CHANNELS: dict[str, Promise] = {
    Channel.SMS: _("SMS"),
    Channel.EMAIL: _("E-mail"),
    Channel.APP: _("In the application"),
    Channel.PUSH: _("Push"),
}
LANES: dict[str, Promise] = {
    Lane.CODES: _("One-time codes"),
    Lane.URGENT: _("Urgent alerts"),
    Lane.SMS: _("SMS"),
    Lane.MAIL: _("E-mail"),
    Lane.PUSH: _("Push"),
}
STATUSES: dict[str, Promise] = {
    Status.WAITING: _("Waits for another try"),
    Status.CLAIMED: _("Being handed over"),
    Status.ACCEPTED: _("With the gateway"),
    Status.DELIVERED: _("Delivered"),
    Status.UNKNOWN: _("Not known"),
    Status.FAILED: _("Refused"),
    Status.EXPIRED: _("Out of date"),
    Status.DEAD: _("Given up"),
}
TOLD: dict[str, Promise] = {
    "balance": _("Balance"),
    "queued": _("Messages in its own queue"),
    "lines": _("Lines to SMS centres"),
}
"""What a gateway may tell of itself."""
