"""The pretend SMS centre, readable: runs fakesmsc and tells each message that arrived, whole, in its own script.

fakesmsc prints what it gets part by part and as bytes. A telephone would put the parts together by the heading each of
them carries (UDH `05 00 03 reference parts number`); so does this.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_to_bytes

from .kannel import FAKE_CENTRE, HOST

LINE = re.compile(
    r"Got message \d+: <(?P<sender>\S+) (?P<to>\S+) (?P<kind>text|data|ucs-2|udh) (?P<rest>.*)>$", re.DOTALL
)
FURTHER = re.compile(r"Got message \d+: <(?P<rest>.*)>$")
HEADING = b"\x05\x00\x03"
BLANK = 0x20
BOXES_NEED = 1.0
"""Seconds until bearerbox listens, at a start of everything together."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as a telephone shows it."""

    to: str
    sender: str
    text: str
    parts: int


@dataclass(slots=True)
class Telephone:
    """Puts parts together, in whatever order they come."""

    _open: dict[tuple[str, int], dict[int, bytes]] = field(default_factory=dict)
    _last: Arrived | None = None

    def take(self, line: str) -> Arrived | None:
        """The message that is whole with this line of fakesmsc, if one is.

        Between Kannel and fakesmsc a line is a message, so a short text of two lines comes as two: the second one is
        told as a further line, with no part of its own.
        """
        arrived = self._whole(line)
        if arrived is None and self._last and (further := FURTHER.search(line)) and not LINE.search(line):
            return replace(self._last, text=further["rest"], parts=0)
        self._last = arrived or self._last
        return arrived

    def _whole(self, line: str) -> Arrived | None:
        found = LINE.search(line)
        if found is None:
            return None
        to, sender, kind, rest = found["to"], found["sender"], found["kind"], found["rest"]
        if kind == "text":
            return Arrived(to, sender, rest, 1)
        if kind != "udh":
            return Arrived(to, sender, decoded([body_of(rest)], is_wide=kind == "ucs-2"), 1)
        heading, _data, body = rest.partition(" data ")
        parts = self._parts(to, body_of(heading), body_of(body))
        return Arrived(to, sender, decoded(parts), len(parts)) if parts else None

    def _parts(self, to: str, heading: bytes, body: bytes) -> list[bytes]:
        if not heading.startswith(HEADING):
            return [body]
        reference, count, number = heading[3], heading[4], heading[5]
        here = self._open.setdefault((to, reference), {})
        here[number] = body
        if len(here) < count:
            return []
        del self._open[to, reference]
        return [here[number] for number in sorted(here)]


def body_of(written: str) -> bytes:
    """The bytes that fakesmsc wrote as in a web address."""
    return unquote_to_bytes(written.replace("+", " "))


def decoded(parts: list[bytes], *, is_wide: bool | None = None) -> str:
    """The text of all parts together: two bytes a letter (UCS-2), or one."""
    body = b"".join(parts)
    if is_wide is None:
        is_wide = looks_wide(body)
    return body.decode("utf-16-be" if is_wide else "utf-8", "replace")


def looks_wide(body: bytes) -> bool:
    """A part does not say how it is coded. In a wide text every first byte is that of a script (`09` for Devanagari) or
    of the Latin page (`00`); no narrow text has a control letter or a blank in each second place.
    """
    return len(body) % 2 == 0 and (b"\x00" in body or all(byte <= BLANK for byte in body[::2]))


def whole(lines: Iterable[str]) -> Iterator[Arrived]:
    """Every message of these lines."""
    telephone = Telephone()
    for line in lines:
        if arrived := telephone.take(line):
            yield arrived


def main() -> None:
    """Run fakesmsc until it ends; tell every message."""
    time.sleep(BOXES_NEED)
    command = [str(FAKE_CENTRE), "-H", HOST, "-r", sys.argv[1], "-m", "0", "1 2 text nothing"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as centre:  # noqa: S603
        assert centre.stdout
        for arrived in whole(line.decode(errors="replace").rstrip("\n") for line in centre.stdout):
            sys.stdout.write(f"to {arrived.to} from {arrived.sender}, parts {arrived.parts}: {arrived.text!r}\n")
            sys.stdout.flush()
    sys.exit(centre.returncode)


if __name__ == "__main__":
    main()
