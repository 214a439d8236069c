"""The ways out of the house, read from the environment: secrets stand nowhere else. A gap stops the start."""

import os
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured

from trackchild.messaging.ways import Way

PROVIDERS = "trackchild.messaging.providers"
RECORDING = Way("recording", f"{PROVIDERS}.RecordingProvider")
RECORDING_MAIL = Way("recording-mail", f"{PROVIDERS}.RecordingProvider")
SERVICES = "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com"
"""Where browsers' makers take pushes; nobody may make this house call any other address."""


def routes() -> dict[str, tuple[Way, ...]]:
    """Every channel with its routes."""
    channels = {"SMS": _sms(os.environ.get("TRACKCHILD_SMS_ROUTES", "recording")), "EMAIL": (_mail(),)}
    if os.environ.get("TRACKCHILD_PUSH_KEY"):
        channels["PUSH"] = (_push(),)
    return channels


def push_services() -> tuple[str, ...]:
    """Hosts of push services a browser may name."""
    return tuple(host for host in os.environ.get("TRACKCHILD_PUSH_SERVICES", SERVICES).split(",") if host)


def _sms(wanted: str) -> tuple[Way, ...]:
    known: dict[str, Callable[[int], Way]] = {
        "kannel": _kannel,
        "government": _government,
        "recording": lambda _weight: RECORDING,
    }
    ways = []
    for entry in wanted.split(","):
        name, _colon, weight = entry.strip().partition(":")
        if name not in known:
            raise ImproperlyConfigured(f"TRACKCHILD_SMS_ROUTES names {name!r}; there are: {', '.join(known)}.")
        ways.append(known[name](int(weight or 100)))
    return tuple(ways)


def _kannel(weight: int) -> Way:
    return Way(
        "kannel",
        f"{PROVIDERS}.kannel.KannelProvider",
        weight=weight,
        rate=float(os.environ.get("TRACKCHILD_KANNEL_RATE", "0")),
        price=int(os.environ.get("TRACKCHILD_KANNEL_PRICE", "0")),
        tells_delivery=True,
        options={
            "url": _needed("TRACKCHILD_KANNEL_URL", os.environ.get("TRACKCHILD_KANNEL_URL")),
            "user": _needed("TRACKCHILD_KANNEL_USER", os.environ.get("TRACKCHILD_KANNEL_USER")),
            "password": _needed("TRACKCHILD_KANNEL_PASSWORD", os.environ.get("TRACKCHILD_KANNEL_PASSWORD")),
            "status": os.environ.get("TRACKCHILD_KANNEL_STATUS", ""),
            **_registered(),
        },
    )


def _government(weight: int) -> Way:
    return Way(
        "government",
        f"{PROVIDERS}.government.GovernmentProvider",
        weight=weight,
        rate=float(os.environ.get("TRACKCHILD_GOVERNMENT_RATE", "0")),
        price=int(os.environ.get("TRACKCHILD_GOVERNMENT_PRICE", "0")),
        options={
            "url": _needed("TRACKCHILD_GOVERNMENT_URL", os.environ.get("TRACKCHILD_GOVERNMENT_URL")),
            "user": _needed("TRACKCHILD_GOVERNMENT_USER", os.environ.get("TRACKCHILD_GOVERNMENT_USER")),
            "password": _needed("TRACKCHILD_GOVERNMENT_PASSWORD", os.environ.get("TRACKCHILD_GOVERNMENT_PASSWORD")),
            "key": _needed("TRACKCHILD_GOVERNMENT_KEY", os.environ.get("TRACKCHILD_GOVERNMENT_KEY")),
            **_registered(),
        },
    )


def _registered() -> dict[str, str]:
    return {
        "header": os.environ.get("TRACKCHILD_SMS_HEADER", "TRKCHD"),
        "entity": os.environ.get("TRACKCHILD_DLT_ENTITY", ""),
    }


def _mail() -> Way:
    server = os.environ.get("TRACKCHILD_SMTP")
    if not server:
        return RECORDING_MAIL
    options = {
        "url": server,
        "sender": os.environ.get("TRACKCHILD_MAIL_FROM", "noreply@localhost"),
        "dkim_key": os.environ.get("TRACKCHILD_DKIM_KEY", ""),
        "dkim_selector": os.environ.get("TRACKCHILD_DKIM_SELECTOR", "trackchild"),
    }
    return Way("smtp", f"{PROVIDERS}.mail.SmtpProvider", options=options)


def _push() -> Way:
    options = {
        "key": os.environ.get("TRACKCHILD_PUSH_KEY", ""),
        "contact": _needed("TRACKCHILD_PUSH_CONTACT", os.environ.get("TRACKCHILD_PUSH_CONTACT")),
    }
    return Way("push", f"{PROVIDERS}.push.PushProvider", options=options)


def _needed(name: str, value: str | None) -> str:
    if not value:
        raise ImproperlyConfigured(f"{name} is not set, but its gateway is named. See docs/how-to/gateways.md.")
    return value
