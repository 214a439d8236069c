"""Invents children: what the family says of one, and what a home in another town may write down of the same child.

Proportions follow the figures of the domain paper, section 7: about three girls in four, girls mostly 15 to 17, boys
younger; one found child in three without a known name.
"""

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trackchild.children.actions import MarkSeen, NameWritten, RelativeTold, Told
from trackchild.children.vocabulary import AgePrecision, AgeSource, BodyPart, MarkKind, NameKind, Relation, Side
from trackchild.photos.actions import Given
from trackchild.photos.intake import decode_here, read_picture

from .faces import draw_face
from .names import given_names, misheard
from .offices import DemoDistrict

CLOTHES = (
    "red frock",
    "blue jeans and white shirt",
    "yellow salwar kameez",
    "green school uniform",
    "brown shirt",
    "pink kurta",
)
COMPLEXIONS = ("wheatish", "dusky", "fair", "dark")
MARKS = tuple(
    (kind, part) for kind in (MarkKind.MOLE, MarkKind.SCAR, MarkKind.BURN) for part in BodyPart if part != "eye"
)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented child, as it truly is."""

    number: int
    is_girl: bool
    age: int
    given: tuple[str, str]
    family: tuple[str, str]
    father: str
    mother: tuple[str, str]
    pet_name: str
    district: DemoDistrict
    village: str
    height: int
    complexion: str
    marks: tuple[MarkSeen, ...]
    has_picture: bool

    @property
    def sex(self) -> str:
        return "F" if self.is_girl else "M"


def invent(number: int, district: DemoDistrict, dice: random.Random) -> Invented:
    """The child of this number in a district; the same dice give the same child."""
    region = district.region
    is_girl = dice.random() < 0.74
    age = dice.choice(
        (15, 16, 17, 15, 16, 17, 14, 13, 12, 9, 6) if is_girl else (7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 4)
    )
    family = dice.choice(region.families)
    father = dice.choice(region.boys)[0]
    return Invented(
        number=number,
        is_girl=is_girl,
        age=age,
        given=dice.choice(given_names(region, "F" if is_girl else "M")),
        family=family,
        father=f"{father} {family[0]}",
        mother=dice.choice(region.mothers),
        pet_name=dice.choice(region.pet_names),
        district=district,
        village=dice.choice(region.villages),
        height=int(72 + age * 5.6 + dice.randrange(-6, 7)),
        complexion=dice.choice(COMPLEXIONS),
        marks=tuple(_mark(dice) for _ in range(dice.choice((0, 1, 1, 2)))),
        has_picture=dice.random() < 0.62,
    )


def as_the_family_says(child: Invented, *, on: date, dice: random.Random) -> Told:
    """Full names in two scripts, an age by a certificate or from memory, what was worn."""
    region = child.district.region
    names = [NameWritten(NameKind.NAME, f"{child.given[0]} {child.family[0]}")]
    names.append(NameWritten(NameKind.NATIVE, f"{child.given[1]} {child.family[1]}"))
    if dice.random() < 0.4:
        names.append(NameWritten(NameKind.ALIAS, child.pet_name))
    return Told(
        facts={
            "sex": child.sex,
            "age_years": Decimal(child.age),
            "age_on": on,
            "age_precision": AgePrecision.STATED,
            "age_source": AgeSource.FAMILY,
            "home_state_id": child.district.state,
            "home_district_id": child.district.code,
            "home_village": child.village,
            "height_cm": child.height,
            "complexion": child.complexion,
            "build": "thin",
            "hair": "black long" if child.is_girl else "black short",
            "languages": list(region.languages),
            "clothing": dice.choice(CLOTHES),
        },
        names=tuple(names),
        relatives=(
            RelativeTold(
                Relation.FATHER, child.father, occupation=dice.choice(("mason", "farm labourer", "driver", "tailor"))
            ),
            RelativeTold(Relation.MOTHER, f"{child.mother[0]} {child.family[0]}", child.mother[1]),
        ),
        marks=child.marks,
    )


def as_the_home_writes(child: Invented, *, on: date, years_later: float, dice: random.Random) -> Told:
    """What a home far away knows: a name misheard or a pet name or none, an age by appearance, perhaps the village."""
    age = max(1, round(child.age + years_later + dice.choice((-1, 0, 0, 0, 1))))
    heard = dice.random()
    names: tuple[NameWritten, ...] = ()
    if heard < 0.5:
        names = (NameWritten(NameKind.NAME, misheard(child.given[0], child.number)),)
    elif heard < 0.68:
        names = (NameWritten(NameKind.NATIVE, child.given[1]),)
    elif heard < 0.8:
        names = (NameWritten(NameKind.ALIAS, child.pet_name),)
    knows_home = dice.random() < 0.55
    father = (RelativeTold(Relation.FATHER, child.father.split()[0]),) if dice.random() < 0.5 else ()
    return Told(
        facts={
            "sex": child.sex,
            "age_years": Decimal(age),
            "age_on": on,
            "age_precision": AgePrecision.APPROXIMATE,
            "age_source": AgeSource.APPEARANCE,
            "home_state_id": child.district.state if knows_home else None,
            "home_village": child.village if knows_home and dice.random() < 0.6 else "",
            "height_cm": child.height + dice.randrange(-3, 4),
            "complexion": child.complexion if dice.random() < 0.8 else dice.choice(COMPLEXIONS),
            "languages": [child.district.region.languages[0]],
            "clothing": dice.choice(CLOTHES),
        },
        names=names,
        relatives=father,
        marks=child.marks if dice.random() < 0.75 else (),
    )


def pictures_of(child: Invented, picture: int) -> tuple[Given, ...]:
    """A drawn portrait, or none: poor families have no photograph."""
    if not child.has_picture:
        return ()
    drawn = draw_face(child.number, girl=child.is_girl, age=child.age, picture=picture)
    return (Given(read_picture(drawn, decode=decode_here, looks=False)),)


def _mark(dice: random.Random) -> MarkSeen:
    kind, part = dice.choice(MARKS)
    side = dice.choice((Side.LEFT, Side.RIGHT))
    return MarkSeen(kind=kind, part=part, side=side, text=f"{kind.value} {side.value} {part.value}")
