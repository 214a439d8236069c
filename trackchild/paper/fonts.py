"""The fonts of every paper: one family a script, the same on every machine, from packages of the distribution."""

from collections.abc import Mapping
from pathlib import Path

FOLDERS = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/noto"), Path("/usr/share/fonts/google-noto"))
PACKAGES = "fonts-noto-core"
BASE = "Noto Sans"
"""Latin letters, figures and signs, for every language."""
FAMILIES: Mapping[str, tuple[str, str]] = {
    "Latn": (BASE, "NotoSans"),
    "Deva": ("Noto Sans Devanagari", "NotoSansDevanagari"),
    "Beng": ("Noto Sans Bengali", "NotoSansBengali"),
    "Gujr": ("Noto Sans Gujarati", "NotoSansGujarati"),
    "Guru": ("Noto Sans Gurmukhi", "NotoSansGurmukhi"),
    "Knda": ("Noto Sans Kannada", "NotoSansKannada"),
    "Mlym": ("Noto Sans Malayalam", "NotoSansMalayalam"),
    "Mtei": ("Noto Sans MeeteiMayek", "NotoSansMeeteiMayek"),
    "Olck": ("Noto Sans Ol Chiki", "NotoSansOlChiki"),
    "Orya": ("Noto Sans Oriya", "NotoSansOriya"),
    "Taml": ("Noto Sans Tamil", "NotoSansTamil"),
    "Telu": ("Noto Sans Telugu", "NotoSansTelugu"),
    "Arab": ("Noto Naskh Arabic", "NotoNaskhArabic"),
    "Aran": ("Noto Nastaliq Urdu", "NotoNastaliqUrdu"),
}
"""By ISO 15924 code: the family as a template names it, and how its files begin."""
NASTALIQ = frozenset({"ur", "ks"})
"""Languages whose readers expect the hanging hand; Sindhi is printed upright."""
WEIGHTS = ("Regular", "Bold")


class FontsMissing(Exception):
    """A paper cannot be set on this machine: its letters are not installed."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"Fonts are missing: {', '.join(missing)}. Install the package {PACKAGES} of your system.")


def font_files() -> list[Path]:
    """The files of all families. Raises FontsMissing, which says what to install."""
    folder = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])
    wanted = [f"{stem}-{weight}.ttf" for _family, stem in FAMILIES.values() for weight in WEIGHTS]
    missing = [name for name in wanted if not (folder / name).is_file()]
    if missing:
        raise FontsMissing(missing)
    return [folder / name for name in wanted]


def families_for(script: str, language: str = "") -> list[str]:
    """Which families set a text of a script, the best first; all others stand behind for names in other letters."""
    own = FAMILIES.get("Aran" if script == "Arab" and language in NASTALIQ else script, FAMILIES["Latn"])[0]
    return list(dict.fromkeys([BASE, own, *(family for family, _stem in FAMILIES.values())]))
