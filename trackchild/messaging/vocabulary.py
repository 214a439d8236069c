"""The words of the outbox: by which way a message goes, what kind it is, where it waits, how far it has come."""

from django.db.models import TextChoices


class Channel(TextChoices):
    SMS = "SMS", "SMS"
    EMAIL = "EMAIL", "EMAIL"
    APP = "APP", "APP"
    PUSH = "PUSH", "PUSH"


class MessageClass(TextChoices):
    """A code is sent once or never, an urgent alert overtakes, an alert is tried for a day, a digest can wait."""

    CODE = "CODE", "CODE"
    URGENT = "URGENT", "URGENT"
    ALERT = "ALERT", "ALERT"
    DIGEST = "DIGEST", "DIGEST"


class Lane(TextChoices):
    """Where messages wait for a worker. Each lane is a queue of its own: what is in one never stands behind another."""

    CODES = "codes", "codes"
    URGENT = "urgent", "urgent"
    SMS = "sms", "sms"
    MAIL = "mail", "mail"
    PUSH = "push", "push"


class Status(TextChoices):
    WAITING = "WAITING", "WAITING"
    CLAIMED = "CLAIMED", "CLAIMED"
    ACCEPTED = "ACCEPTED", "ACCEPTED"
    DELIVERED = "DELIVERED", "DELIVERED"
    UNKNOWN = "UNKNOWN", "UNKNOWN"
    FAILED = "FAILED", "FAILED"
    EXPIRED = "EXPIRED", "EXPIRED"
    DEAD = "DEAD", "DEAD"


class AlarmKind(TextChoices):
    """What an operator must hear of."""

    DEAD = "DEAD", "DEAD"
    SLOW = "SLOW", "SLOW"
    SLOW_CODES = "CODES", "CODES"
    ROUTE_CLOSED = "CLOSED", "CLOSED"
