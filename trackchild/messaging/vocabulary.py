"""The words of the outbox: by which way a message goes, what kind it is, how far it has come."""

from django.db.models import TextChoices


class Channel(TextChoices):
    SMS = "SMS", "SMS"
    EMAIL = "EMAIL", "EMAIL"
    APP = "APP", "APP"


class MessageClass(TextChoices):
    """A code is sent once or never, an alert is tried for a day, a digest waits for daytime."""

    CODE = "CODE", "CODE"
    ALERT = "ALERT", "ALERT"
    DIGEST = "DIGEST", "DIGEST"


class Status(TextChoices):
    WAITING = "WAITING", "WAITING"
    CLAIMED = "CLAIMED", "CLAIMED"
    ACCEPTED = "ACCEPTED", "ACCEPTED"
    DELIVERED = "DELIVERED", "DELIVERED"
    FAILED = "FAILED", "FAILED"
    EXPIRED = "EXPIRED", "EXPIRED"
    DEAD = "DEAD", "DEAD"
