"""The columns of a directory file: how each cell is read, and what is said when it cannot be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from .kinds import Kind
from .models import OFFICE_CODE, TELEPHONE, Agency

NAME_IN = re.compile(r"name_[a-z]{2,3}")
"""A column with the office's name in another language, such as `name_hi`."""
REQUIRED = ("code", "kind", "name")


class CellError(ValueError):
    """A cell that cannot be read. Its text says what was expected."""


@dataclass(frozen=True, slots=True)
class Register:
    """The codes of the country's places, and the state of each district."""

    states: frozenset[int]
    districts: Mapping[int, int]


def _text(longest: int, *, required: bool = False) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if len(cell) > longest:
            raise CellError(_("at most %(longest)s characters") % {"longest": longest})
        if required and not cell:
            raise CellError(_("a cell that is filled in"))
        return cell

    return read


def _pattern(pattern: str, expected: Callable[[], str], *, required: bool = False) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if (cell or required) and not re.fullmatch(pattern, cell):
            raise CellError(expected())
        return cell

    return read


def _choice(choices: type[TextChoices], *, required: bool = False) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if (cell or required) and cell not in choices.values:
            raise CellError(_("one of %(choices)s") % {"choices": ", ".join(choices.values)})
        return cell

    return read


def _whole_number(largest: int) -> Callable[[str], int | None]:
    def read(cell: str) -> int | None:
        if not cell:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", cell) or int(cell) > largest:
            raise CellError(_("a whole number from 0 to %(largest)s") % {"largest": largest})
        return int(cell)

    return read


def _degrees(lowest: int, highest: int) -> Callable[[str], float | None]:
    def read(cell: str) -> float | None:
        if not cell:
            return None
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,8})?", cell) or not lowest <= float(cell) <= highest:
            raise CellError(
                _("degrees between %(lowest)s and %(highest)s, such as 22.57") % {"lowest": lowest, "highest": highest}
            )
        return float(cell)

    return read


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise CellError(_("a day written as YYYY-MM-DD")) from None


def _email(cell: str) -> str:
    try:
        if cell:
            validate_email(cell)
    except ValidationError:
        raise CellError(_("an e-mail address")) from None
    return cell


def _yes_or_no(cell: str) -> bool:
    if cell.lower() not in ("yes", "no", ""):
        raise CellError(_("yes or no"))
    return cell.lower() != "no"


_phone = _pattern(TELEPHONE, lambda: _("a telephone number: figures, spaces and dashes, perhaps + in front"))
_code = _pattern(OFFICE_CODE, lambda: _("an office code of seven figures"), required=True)
_parent_code = _pattern(OFFICE_CODE, lambda: _("an office code of seven figures, or an empty cell"))

COLUMNS: dict[str, Callable[[str], Any]] = {
    "code": _code,
    "kind": _choice(Kind, required=True),
    "name": _text(160, required=True),
    "parent_code": _parent_code,
    "state_lgd_code": _whole_number(99),
    "district_lgd_code": _whole_number(9999),
    "address": _text(300),
    "phone": _phone,
    "phone_alt": _phone,
    "email": _email,
    "lat": _degrees(6, 38),
    "lon": _degrees(68, 98),
    "sanctioned_strength": _whole_number(5000),
    "takes": _choice(Agency.Takes),
    "registration_status": _choice(Agency.Registration),
    "registration_valid_until": _day,
    "nodal_officer_name": _text(120),
    "nodal_officer_designation": _text(120),
    "nodal_officer_phone": _phone,
    "active": _yes_or_no,
    "valid_from": _day,
    "valid_to": _day,
}
