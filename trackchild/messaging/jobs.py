"""The jobs of this package, as the worker knows them by name."""

from django.utils import timezone

from trackchild.core.jobs import job

from . import actions


@job(actions.DELIVER_MESSAGE, queue="alerts")
def deliver_message(*, message_id: int) -> None:
    """Send one alert or digest."""
    actions.deliver(message_id=message_id, at=timezone.now())


@job(actions.DELIVER_CODE, queue="codes")
def deliver_code(*, message_id: int) -> None:
    """Send one one-time code, ahead of every alert."""
    actions.deliver(message_id=message_id, at=timezone.now())
