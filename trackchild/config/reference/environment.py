"""The settings an operator may give, all by the environment."""

from .markdown import code, document, table

READS = """All settings come from the environment; there is no settings file to edit. In production a missing one stops
the start and says what to do. *Development* says what holds where nothing is set."""

VARIABLES: dict[str, tuple[str, str]] = {
    "DATABASE_URL": (
        "the embedded server",
        "The PostgreSQL server (15 or later), as `postgresql://user:password@host/database`. Required in production.",
    ),
    "TRACKCHILD_PRODUCTION": (
        "unset",
        "`1` makes everything strict: secrets and a database must be named, cookies travel by HTTPS only.",
    ),
    "TRACKCHILD_SECRET_KEY": (
        "made and kept",
        "Signs sessions and links. Required in production, the same everywhere.",
    ),
    "TRACKCHILD_PHONE_DIGEST_KEY": (
        "made and kept",
        "Keys the digests of telephone numbers. Required in production; with another key no number is found again.",
    ),
    "TRACKCHILD_HOSTS": ("this machine", "Host names the site answers to, with commas."),
    "TRACKCHILD_ORIGINS": ("none", "Addresses forms may come from behind a proxy, as `https://host`, with commas."),
    "TRACKCHILD_SOURCE_ADDRESS": ("none", "Where the source of the running version is offered; the footer links it."),
    "TRACKCHILD_PUBLIC_ADDRESS": ("`http://127.0.0.1:8000`", "The address written into messages and posters."),
    "TRACKCHILD_DATA": ("`var/`", "Folder of the embedded database, made secrets and collected files."),
    "TRACKCHILD_ALLOW_EMBEDDED": ("unset", "`1` lets production use the embedded database, for one small office."),
    "TRACKCHILD_SMS_ROUTES": (
        "`recording`",
        "The SMS routes and their weights: `kannel:70,government:30`. `recording` sends nothing and keeps the texts.",
    ),
    "TRACKCHILD_SMS_HEADER": ("`TRKCHD`", "The six letters an SMS comes from, as registered."),
    "TRACKCHILD_DLT_ENTITY": ("none", "Our number in the telecom authority's register of senders."),
    "TRACKCHILD_KANNEL_URL": ("none", "Where Kannel's smsbox takes messages: `http://host:13013/cgi-bin/sendsms`."),
    "TRACKCHILD_KANNEL_USER": ("none", "Its send user."),
    "TRACKCHILD_KANNEL_PASSWORD": ("none", "That user's password."),
    "TRACKCHILD_KANNEL_STATUS": (
        "none",
        "Where bearerbox tells of its queue: `http://host:13000/status.xml?password=…`.",
    ),
    "TRACKCHILD_KANNEL_RATE": ("no limit", "Messages a second it takes."),
    "TRACKCHILD_KANNEL_PRICE": ("`0`", "Paise for one part by Kannel's line."),
    "TRACKCHILD_GOVERNMENT_URL": ("none", "The government gateway's address, `https://…/esms/sendsmsrequestDLT`."),
    "TRACKCHILD_GOVERNMENT_USER": ("none", "Our user there."),
    "TRACKCHILD_GOVERNMENT_PASSWORD": ("none", "That user's password."),
    "TRACKCHILD_GOVERNMENT_KEY": ("none", "The secure key that seals each message."),
    "TRACKCHILD_GOVERNMENT_RATE": ("no limit", "Messages a second it takes."),
    "TRACKCHILD_GOVERNMENT_PRICE": ("`0`", "Paise for one part there."),
    "TRACKCHILD_RECEIPT_ADDRESS": (
        "the public address",
        "Where gateways report what became of a message, if they reach us by another way than citizens.",
    ),
    "TRACKCHILD_SMTP": (
        "unset",
        "The mail server: `smtp://user:password@host:587` (STARTTLS if offered) or `smtps://…`. Unset, mail is kept.",
    ),
    "TRACKCHILD_MAIL_FROM": ("`noreply@localhost`", "The address e-mail comes from."),
    "TRACKCHILD_DKIM_KEY": ("none", "The private key (PEM) that signs e-mail; unset, mail goes unsigned."),
    "TRACKCHILD_DKIM_SELECTOR": ("`trackchild`", "The name under which the domain publishes the matching key."),
    "TRACKCHILD_PUSH_KEY": ("unset", "The private VAPID key of web push; unset, there is no push."),
    "TRACKCHILD_PUSH_CONTACT": ("none", "A `mailto:` address the push services may write to."),
    "TRACKCHILD_PUSH_SERVICES": (
        "those of Google, Mozilla, Apple, Microsoft",
        "Hosts of push services browsers may name, with commas.",
    ),
    "TRACKCHILD_ANDROID_APPS": (
        "none",
        "Android apps that open this site as their own: `package=AA:BB:…` (the certificate's SHA-256), with commas.",
    ),
    "TRACKCHILD_DEMO": ("unset", "`1` shows the one-click sign-in and the outbox, only on a demonstration database."),
    "TRACKCHILD_DEBUG": ("unset", "`1` shows errors with their source. Never in production."),
    "TRACKCHILD_LOG": ("`WARNING`", "How much is logged: `DEBUG`, `INFO`, `WARNING`, `ERROR`."),
    "TRACKCHILD_FACE_ENCODER": (
        "`dlib`",
        "What turns faces into numbers: `dlib`, `off`, or the path of the manifest of an ONNX network.",
    ),
    "TRACKCHILD_CAPTCHA_COST": ("`1000`", "How hard the security check is for a telephone; tests use 1."),
    "TRACKCHILD_POOL": (
        "`1`",
        "`0` opens a database connection for each request and keeps no pool; for tests.",
    ),
    "TRACKCHILD_COLLECTED": ("unset", "`1` serves collected files under hashed names; `bin/up` sets it."),
    "TRACKCHILD_PYTHON": ("the newest found", "Which Python `bin/up` makes its environment with."),
}
"""Every variable the code reads, with what holds without it and what it is for; a test compares it with the source."""


def page() -> str:
    """Each variable with one line."""
    rows = [[code(name), default, says] for name, (default, says) in VARIABLES.items()]
    return document("Settings", "`config/settings.py`", READS, table(["Variable", "Development", "What it does"], rows))
