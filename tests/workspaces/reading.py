"""What a browser would send back if a person only pressed the button."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects the values of every input, select and textarea of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea, self.values[name] = name, ""
        elif tag == "option" and "selected" in given:
            self.values[self.select] = given.get("value", "")
        elif tag == "input" and name and _is_sent(given):
            self.values[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.textarea = ""

    def handle_data(self, text: str) -> None:
        if self.textarea:
            # A browser drops the first line break of a textarea.
            self.values[self.textarea] += text.removeprefix("\n")


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type")
    return kind not in ("file", "submit") and (kind not in ("checkbox", "radio") or "checked" in given)


def filled_in(page: str) -> dict[str, str]:
    """The fields of a page as they stand."""
    reader = FormReader()
    reader.feed(page)
    reader.values.pop("csrfmiddlewaretoken", None)
    return reader.values
