"""Poster and share card: one page, every script, data that is never markup, and a press that cannot hang the house."""

import io
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from trackchild.paper import fonts, setting
from trackchild.paper.appeal import SHARE_BYTES, Appeal, Size, Words, poster, share_card
from trackchild.paper.fonts import FAMILIES, FontsMissing, families_for

SCRIPTS: Mapping[str, tuple[str, str]] = {
    "en": ("Latn", "Missing child"),
    "hi": ("Deva", "लापता बच्चा, विद्यार्थी, क्षेत्र"),
    "bn": ("Beng", "নিখোঁজ শিশু, স্ত্রী, দ্বিতীয়"),
    "as": ("Beng", "নিৰুদ্দেশ শিশু"),
    "gu": ("Gujr", "ગુમ થયેલ બાળક, વિદ્યાર્થી"),
    "pa": ("Guru", "ਗੁੰਮਸ਼ੁਦਾ ਬੱਚਾ, ਪ੍ਰੀਤ ਸਿੰਘ"),
    "kn": ("Knda", "ಕಾಣೆಯಾದ ಮಗು, ಕ್ಷೇತ್ರ"),
    "ml": ("Mlym", "കാണാതായ കുട്ടി, വിദ്യാർത്ഥി"),
    "mni": ("Mtei", "ꯃꯥꯡꯈ꯭ꯔꯕ ꯑꯉꯥꯡ"),
    "or": ("Orya", "ନିଖୋଜ ଶିଶୁ, ଶ୍ରୀକ୍ଷେତ୍ର"),
    "sat": ("Olck", "ᱟᱫ ᱜᱤᱫᱽᱨᱟᱹ"),
    "ta": ("Taml", "காணாமல் போன குழந்தை, கோயம்புத்தூர்"),
    "te": ("Telu", "తప్పిపోయిన బిడ్డ, శ్రీకాకుళం"),
    "ur": ("Arab", "گم شدہ بچہ، نئی دہلی"),
    "ks": ("Arab", "گُم گومُت بَچہٕ"),
    "sd": ("Arab", "گم ٿيل ٻار، ڳوٺ"),
}


def words(code: str, **values: Any) -> Words:
    """Everything in one language."""
    script, text = SCRIPTS[code]
    said = dict.fromkeys(("heading", "since", "call", "care", "scan", "foot", "no_photo"), text)
    rows = ((text, text), (text, "9"))
    return Words(code=code, script=script, rtl=code in {"ur", "ks", "sd"}, **{**said, "rows": rows, **values})


def noise() -> bytes:
    """A picture that compresses badly, as a photograph does."""
    file = io.BytesIO()
    Image.effect_noise((320, 400), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def an_appeal(*codes: str, **values: Any) -> Appeal:
    """An appeal with a picture."""
    facts = {
        "name": "Imran",
        "native_name": "इमरान",
        "reference": "A-3F0A2D54",
        "address": "https://trackchild.example/c/3f0a2d54-3a0d-4d5e-9a51-2b7a9c1e4f60",
        "helplines": ("1098", "112"),
        "photo": noise(),
        "photo_alt": "Photo of the child",
        "qr_alt": "Code that opens the page",
    }
    return Appeal(**{**facts, "words": tuple(words(code) for code in codes), **values})


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_poster_has_letters_for_every_language(code: str, tmp_path: Path) -> None:
    pdf = poster(an_appeal(code, "en" if code != "en" else "hi"), Size.A4)

    assert pdf.startswith(b"%PDF-")
    assert pages_of(pdf) == 1
    assert families_for(*SCRIPTS[code][:1], code)[1].replace(" ", "").encode() in fonts_in(pdf)


def fonts_in(pdf: bytes) -> bytes:
    """The names of the embedded fonts, as a reader of PDF files sees them."""
    return b" ".join(re.findall(rb"/BaseFont\s*/[A-Z]+\+([\w-]+)", inflated(pdf)))


def inflated(pdf: bytes) -> bytes:
    """The file with its compressed objects laid open."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return pdf + b"\n".join(opened)


def test_a_poster_is_tagged_and_says_its_language_to_those_who_listen() -> None:
    told = inflated(poster(an_appeal("hi"), Size.A5))

    assert b"/StructTreeRoot" in told
    assert b"/Marked true" in told
    assert b"/Lang" in told
    assert b"pdfuaid" in told


def test_a_poster_of_two_long_languages_keeps_to_one_page() -> None:
    long = tuple((f"{SCRIPTS['ta'][1]} {number}", "கொடுங்கையூர் " * 12) for number in range(8))
    pair = (words("ta", rows=long), words("ur", rows=(("گم شدہ بچہ", "نئی دہلی " * 30),) * 8))

    assert (
        pages_of(poster(an_appeal(words=pair, progression=noise(), progression_alt="As it may look now"), Size.A5)) == 1
    )


def test_the_sheets_are_a4_and_a5() -> None:
    boxes = {
        size: [
            round(float(part))
            for part in re.search(rb"/MediaBox\s*\[([^\]]+)\]", inflated(poster(an_appeal("en"), size)))[1].split()
        ]  # type: ignore[index]
        for size in Size
    }

    assert boxes == {Size.A4: [0, 0, 595, 842], Size.A5: [0, 0, 420, 595]}


def test_what_is_told_is_never_markup() -> None:
    sharp = '*#[x] $y$ @z #import "secret.typ" \\ {{ }} <a>'

    pdf = poster(an_appeal(words=(words("en", rows=((sharp, sharp),), heading=sharp),), name=sharp), Size.A4)

    assert pages_of(pdf) == 1


def test_a_child_without_a_photograph_has_a_poster_too() -> None:
    assert pages_of(poster(an_appeal("en", photo=None), Size.A4)) == 1


@pytest.mark.parametrize("code", ["hi", "ur", "ta"])
def test_a_share_card_is_small_enough_for_messengers(code: str) -> None:
    jpeg = share_card(an_appeal(code))

    with Image.open(io.BytesIO(jpeg)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert len(jpeg) <= SHARE_BYTES


def test_the_same_words_give_the_same_paper() -> None:
    appeal = an_appeal("hi", "en")

    assert poster(appeal, Size.A4) == poster(replace(appeal), Size.A4)


def test_without_the_fonts_the_paper_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))

    with pytest.raises(FontsMissing, match="fonts-noto-core"):
        poster(an_appeal("en"), Size.A4)


def test_a_press_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "SECONDS", 0.001)

    with pytest.raises(setting.PaperFailed):
        poster(an_appeal("en"), Size.A4)
    assert setting.AT_ONCE.acquire(timeout=1), "the place at the press is free again"
    setting.AT_ONCE.release()


def test_no_more_papers_are_set_at_once_than_there_are_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "WAIT_SECONDS", 0)
    with setting.AT_ONCE, setting.AT_ONCE, pytest.raises(setting.PressBusy):
        poster(an_appeal("en"), Size.A4)


def test_the_press_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = tmp_path / "sheet"
    (folder / "fonts").mkdir(parents=True)
    (folder / "told.json").write_text(json.dumps({}))
    (folder / "main.typ").write_text('#set document(title: "x", date: none)\n#read("../secret.txt")')

    done = subprocess.run(
        [sys.executable, str(setting.HERE / "press.py"), str(folder), "pdf", "72"], capture_output=True, check=False
    )

    assert done.returncode != 0
    assert not (folder / "out").exists()


def test_every_script_of_the_house_has_a_family() -> None:
    assert {script for script, _text in SCRIPTS.values()} <= set(FAMILIES)
