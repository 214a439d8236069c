"""A real SMS gateway for trials and tests: Debian's Kannel with its pretend SMS centre, on this machine only.

Facts it is built on: an empty line ends a group, and one too many stops the start; a receipt is dropped after three
tries unless told otherwise; logs hold numbers and texts unless their format says what they may hold.
"""

import os
import secrets
import shutil
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .errors import LauncherError
from .supervisor import Program

HOST = "127.0.0.1"
USER = "trackchild"
HEADER = "TRKCHD"
FAKE_CENTRE = Path("/usr/lib/kannel/test/fakesmsc")
QUIET = ("-v", "3")
"""Kannel's own chatter on the screen holds passwords, numbers and texts; errors alone are let through."""
MISSING = "Kannel is not installed. On Debian and Ubuntu: apt install kannel kannel-extras (or leave --with-sms out)."

CONFIGURATION = """\
group = core
admin-port = {admin}
admin-interface = {host}
admin-password = {password}
status-password = {password}
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "{host}"
smsbox-port = {boxes}
smsbox-interface = {host}
box-deny-ip = "*.*.*.*"
box-allow-ip = "{host}"
log-file = "{folder}/bearerbox.log"
log-level = 2
access-log = "{folder}/access.log"
access-log-format = "%t %l [SMSC:%i] [ID:%I] [LEN:%L]"
store-type = spool
store-location = "{folder}/spool"
dlr-storage = internal
sms-outgoing-queue-limit = 100000
sms-resend-freq = 5
sms-resend-retry = 3

group = smsc
smsc = fake
smsc-id = PRETEND
host = {host}
port = {centre}
connect-allow-ip = {host}

group = smsbox
smsbox-id = box
bearerbox-host = {host}
bearerbox-port = {boxes}
sendsms-interface = {host}
sendsms-port = {http}
sendsms-chars = "0123456789+"
global-sender = "{header}"
log-file = "{folder}/smsbox.log"
log-level = 2
max-pending-requests = 1024
http-request-retry = 120
http-queue-delay = 5

group = sendsms-user
username = {user}
password = {password}
user-deny-ip = "*.*.*.*"
user-allow-ip = "{host}"
max-messages = 6
concatenation = true
omit-empty = true

group = sms-service
keyword = default
text = "no service"
"""
"""No access log in the smsbox group: it would hold every text and number."""


@dataclass(frozen=True, slots=True)
class Kannel:
    """One Kannel in a folder, with ports and a password made for this run."""

    folder: Path
    admin: int = field(default_factory=lambda: a_free_port())
    boxes: int = field(default_factory=lambda: a_free_port())
    centre: int = field(default_factory=lambda: a_free_port())
    http: int = field(default_factory=lambda: a_free_port())
    password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    def prepare(self) -> None:
        """Write the configuration, readable by its owner alone. Raises LauncherError when Kannel is not here."""
        if not is_here():
            raise LauncherError(MISSING)
        (self.folder / "spool").mkdir(parents=True, exist_ok=True)
        told = CONFIGURATION.format(
            folder=self.folder,
            host=HOST,
            header=HEADER,
            user=USER,
            admin=self.admin,
            boxes=self.boxes,
            centre=self.centre,
            http=self.http,
            password=self.password,
        )
        descriptor = os.open(self._configuration, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(told)

    def programs(self) -> tuple[Program, ...]:
        """The three processes; each ends without the one before it, and whoever keeps them starts it again."""
        return (
            Program("bearerbox", (_box("bearerbox"), *QUIET, str(self._configuration))),
            Program("smsbox", (_box("smsbox"), *QUIET, str(self._configuration))),
            Program("sms-centre", (sys.executable, "-m", "trackchild.launcher.smscentre", str(self.centre))),
        )

    def environment(self) -> dict[str, str]:
        """What the house must know to send by it."""
        return {
            "TRACKCHILD_SMS_ROUTES": "kannel",
            "TRACKCHILD_KANNEL_URL": f"http://{HOST}:{self.http}/cgi-bin/sendsms",
            "TRACKCHILD_KANNEL_USER": USER,
            "TRACKCHILD_KANNEL_PASSWORD": self.password,
            "TRACKCHILD_KANNEL_STATUS": f"http://{HOST}:{self.admin}/status.xml?password={self.password}",
        }

    @property
    def _configuration(self) -> Path:
        return self.folder / "kannel.conf"


def is_here() -> bool:
    """Whether the packages are installed."""
    return bool(_box("bearerbox") and _box("smsbox") and FAKE_CENTRE.exists())


def a_free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _box(name: str) -> str:
    """Debian keeps the boxes where a user's path may not look."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin") or ""
