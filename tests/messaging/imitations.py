"""Gateways nobody without an account can try, imitated strictly: what a real one would refuse, these refuse too."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

Answers = Callable[[str, "dict[str, str]", bytes], tuple[int, str]]
NEEDED = {"username", "password", "senderid", "content", "smsservicetype", "mobileno", "templateid", "key"}
ALLOWED = NEEDED | {"entityid"}


@contextmanager
def a_server(answers: Answers) -> Iterator[str]:
    """A web server on this machine; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, text = answers(self.path, dict(self.headers), body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Government:
    """Built from the published conventions of C-DAC's Mobile Seva, not from its source."""

    user: str = "trackchild"
    password: str = "a password"
    key: str = "a-secure-key"
    header: str = "TRKCHD"
    out_of_credit: bool = False
    taken: list[dict[str, str]] = field(default_factory=list)

    def answers(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        if path != "/esms/sendsmsrequestDLT" or headers.get("Content-Type") != "application/x-www-form-urlencoded":
            return 404, "not here"
        form = {name: values[0] for name, values in parse_qs(body.decode("ascii"), strict_parsing=True).items()}
        number = self._fault(form)
        if number:
            return 200, f"Error {number}"
        self.taken.append(form)
        return 200, f"402,MsgID = 15062016146600397{len(self.taken):04d}trackchild\r\n"

    def _fault(self, form: dict[str, str]) -> str:
        sealed = f"{form.get('username')}{form.get('senderid')}{form.get('content')}{self.key}"
        checks = (
            ("401", form.get("username") == self.user),
            ("401", form.get("password") == hashlib.sha1(self.password.encode()).hexdigest()),
            ("403", not self.out_of_credit),
            ("411", form.get("senderid") == self.header and len(self.header) == 6),
            ("406", bool(re.fullmatch(r"91[6-9]\d{9}", form.get("mobileno", "")))),
            ("423", bool(re.fullmatch(r"\d{12}|\d{19}", form.get("templateid", "")))),
            ("416", form.get("key") == hashlib.sha512(sealed.encode()).hexdigest()),
            ("404", NEEDED <= set(form) <= ALLOWED),
            ("413", self._is_coded_as_it_says(form)),
        )
        return next((number for number, is_right in checks if not is_right), "")

    def _is_coded_as_it_says(self, form: dict[str, str]) -> bool:
        content, service = form.get("content", ""), form.get("smsservicetype", "")
        if service in {"unicodemsg", "unicodeotpmsg"}:
            return bool(re.fullmatch(r"(&#\d{1,5};)+", content))
        return service in {"singlemsg", "otpmsg"} and content.isascii() and "&#" not in content

    def texts(self) -> list[str]:
        """What the telephones show."""
        return [shown(form["content"]) for form in self.taken]


def shown(content: str) -> str:
    """Numbers of letters become letters."""
    units = [int(number) for number in re.findall(r"&#(\d+);", content)]
    return b"".join(unit.to_bytes(2) for unit in units).decode("utf-16-be") if units else content
