"""Poster and share card of a published child: words in each language, the picture, and a short memory of what was set.

A paper is kept only in this process, under everything it says; whoever asks for it has had the publication checked.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from trackchild.cases.publicity import standing_publication
from trackchild.paper.appeal import Appeal, Size, Words, poster, share_card
from trackchild.photos.models import PhotoSize
from trackchild.photos.queries import picture_for_paper
from trackchild.ui.languages import Language
from trackchild.ui.templatetags.ui import month_year

from .cards import AnyPublication, PublicCard, card_by, shown_pictures

CALLED = ("1098", "112")
LONGEST = 160
"""Letters of one line: what is longer is read on the live page."""
KEPT_AT_MOST = 64
_kept: OrderedDict[tuple[UUID, str], bytes] = OrderedDict()
_keeping = Lock()


def appeal_of(record_id: UUID, languages: tuple[Language, ...], *, on: date) -> Appeal | None:
    """What the papers of a record say today in these languages; None where no publication stands."""
    publication = standing_publication(record_id, on)
    if publication is None:
        return None
    cards = [_card_in(language, publication, on) for language in languages]
    photo, progression = _pictures(publication)
    first = cards[0]
    with override(languages[0].code):
        return Appeal(
            name=first.name,
            native_name=first.native_name,
            reference=f"A-{record_id.hex[:8].upper()}",
            address=settings.PUBLIC_ADDRESS.rstrip("/") + reverse("short_card", args=[record_id]),
            helplines=CALLED,
            words=tuple(_words(card, language) for card, language in zip(cards, languages, strict=True)),
            photo=photo,
            photo_alt=_("Photo of the child"),
            qr_alt=_("Code that opens the page of this appeal"),
            progression=progression,
            progression_alt=_("How the child may look now"),
        )


def poster_of(record_id: UUID, appeal: Appeal, size: Size) -> bytes:
    """The poster as PDF; one that was set a moment ago is not set again."""
    return _kept_or(record_id, f"{size}|{_digest(appeal)}", lambda: poster(appeal, size))


def share_card_of(record_id: UUID, appeal: Appeal) -> bytes:
    """The picture for messages as JPEG."""
    return _kept_or(record_id, f"share|{_digest(appeal)}", lambda: share_card(appeal))


def is_kept(record_id: UUID) -> bool:
    """Whether a paper of this record lies in the memory of this process."""
    return any(kept_of == record_id for kept_of, _what in _kept)


def forget_papers(record_id: UUID) -> None:
    """The publication has ended: nothing of it is kept."""
    with _keeping:
        for key in [key for key in _kept if key[0] == record_id]:
            del _kept[key]


def _kept_or(record_id: UUID, what: str, make: Callable[[], bytes]) -> bytes:
    key = (record_id, what)
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = make()
    with _keeping:
        _kept[key] = made
        while len(_kept) > KEPT_AT_MOST:
            _kept.popitem(last=False)
    return made


def _digest(appeal: Appeal) -> str:
    pictures = b"|".join(picture or b"" for picture in (appeal.photo, appeal.progression))
    words = repr(replace(appeal, photo=None, progression=None)).encode()
    return hashlib.sha256(words + b"|" + pictures).hexdigest()


def _pictures(publication: AnyPublication) -> tuple[bytes | None, bytes | None]:
    """Photograph and progression in the small size: a poster must not carry more of a child than the page does."""
    photo, progression = shown_pictures(publication)
    small = PhotoSize.CARD
    return (
        picture_for_paper(photo, size=small) if photo else None,
        picture_for_paper(progression, size=small) if progression else None,
    )


def _card_in(language: Language, publication: AnyPublication, on: date) -> PublicCard:
    with override(language.code):
        return card_by(publication, on=on)


def _words(card: PublicCard, language: Language) -> Words:
    with override(language.code):
        return Words(
            code=language.code,
            script=language.script,
            rtl=language.rtl,
            heading=_("Do you know this child?") if card.is_found else _("Missing child"),
            since=_since(card),
            rows=_rows(card),
            call=_("If you know this child or the family, call at once. The call is free.")
            if card.is_found
            else _("If you see this child, call at once. The call is free."),
            care=_("Do not follow, stop or question the child. Note the place and the time, and call 1098 or 112."),
            scan=_("Scan: does this appeal still stand?"),
            foot=_("When the family is found, the page behind the code closes. Then please take this paper down."),
            no_photo=_("No photograph"),
            photo_note=_("A drawing, not a photograph") if card.is_drawing else "",
            progression_note=_("How the child may look now, drawn by an artist or a laboratory. Not a photograph."),
        )


def _since(card: PublicCard) -> str:
    if card.month is None:
        return ""
    told = {"month": month_year(card.month)}
    return (_("Found in %(month)s") if card.is_found else _("Missing since %(month)s")) % told


def _rows(card: PublicCard) -> tuple[tuple[str, str], ...]:
    told = (
        (_("Age when found") if card.is_found else _("Age when last seen"), card.age_then),
        (_("Age now"), card.age_now),
        (_("Girl or boy"), card.sex),
        (_("Found in") if card.is_found else _("Last seen in"), ", ".join(filter(None, (card.district, card.state)))),
        (_("Clothes"), card.clothing),
        (_("Marks"), "; ".join(card.marks)),
        (_("Speaks"), ", ".join(card.languages)),
    )
    return tuple((label, _shortened(value)) for label, value in told if value)


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1].rstrip()}…"
