"""Imaginary children and their families: names, homes, bodies, faces. Everything here is true; errors come later."""

import csv
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import cos, exp, radians
from random import Random

from .vocabulary import Region, body, corridors, names, places, regions

# The middle of what children measure in centimetres by whole year: WHO 2006 to four years, IAP 2015 from five.
HEIGHTS = {
    "M": (50, 76, 87, 96, 103, 109, 115, 121, 127, 132, 138, 143, 149, 155, 161, 165, 168, 170, 171),
    "F": (49, 74, 86, 95, 103, 108, 114, 120, 126, 132, 138, 144, 149, 153, 155, 156, 157, 157, 158),
}
SPREAD = 0.045  # of the height, from child to child
SUFFIX: dict[str, dict[str, tuple[str, ...]]] = {
    "hindi": {"M": ("kumaar",), "F": ("kumaarii", "devii")},
    "muslim": {"M": (), "F": ("khaatuun", "begam", "bibii", "baano")},
    "punjabi": {"M": ("singh",), "F": ("kaur",)}, "gujarati": {"M": ("bhaaii",), "F": ("ben",)},
    "marathi": {"M": (), "F": ("baaii",)}, "telugu": {"M": (), "F": ("kumaari",)},
    "odia": {"M": ("kumaar",), "F": ("raaNii",)},
    "bengali": {"M": ("kumaar",), "F": ()}, "tribal": {"M": (), "F": ("kumaarii",)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class District:
    code: int
    state: int
    latitude: float
    longitude: float
    weight: float


@dataclass(slots=True)
class Family:
    """Who shares a home: the community, the surname, the parents and the village are the same for all children."""

    region: Region
    community: str
    surname: str
    father: str
    mother: str
    district: District
    village: tuple[str, str]
    languages: tuple[str, ...]
    complexion: int
    height: float
    number: int


@dataclass(slots=True)
class Child:
    """One child as he or she really is, on the day the case begins."""

    family: Family
    sex: str
    given: str
    nick: str
    age: float
    height: float
    complexion: int
    marks: tuple[tuple[int, int, int], ...]  # kind, part, side (0 none, 1 left, 2 right)
    disability: int
    number: int
    clothes: tuple[str, ...] = field(default=())


def rank_weights(count: int, steepness: float = 0.75) -> list[float]:
    """Common names first: weights that fall with the rank, summed up."""
    return list(accumulate((rank + 2.0) ** -steepness for rank in range(count)))


def pick(summed: Sequence[float], random: Random) -> int:
    """An index by summed weights."""
    return bisect(summed, random.random() * summed[-1])


@cache
def _summed(community: str, part: str) -> list[float]:
    return rank_weights(len(names()[community, part]))


@cache
def _shares(name: str) -> list[float]:
    return list(accumulate(float(share) for share in body()[name]))


class Country:
    """Draws families and children region by region."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.districts = _districts(random)
        self.by_state: dict[int, list[District]] = {}
        for district in self.districts:
            self.by_state.setdefault(district.state, []).append(district)
        self._district_sums = {
            state: list(accumulate(district.weight for district in group)) for state, group in self.by_state.items()
        }
        self._regions = [region for region in regions() if region.state in self.by_state]
        self._region_sums = list(accumulate(region.share for region in self._regions))
        self._children = 0
        self._families = 0

    def word(self, community: str, part: str) -> str:
        """A name of a community's list, common ones more often."""
        return names()[community, part][pick(_summed(community, part), self.random)]

    def district_of(self, state: int) -> District:
        """A district of a state, the larger ones more often."""
        return self.by_state[state][pick(self._district_sums[state], self.random)]

    def neighbour(self, home: District) -> District:
        """Another district of the same state, the nearer the likelier."""
        others = self.by_state[home.state]
        if len(others) == 1:
            return home
        sums = list(accumulate(0.0 if other is home else _nearness(home, other) for other in others))
        return others[min(pick(sums, self.random), len(others) - 1)]

    def elsewhere(self, state: int) -> District:
        """A district of another state, along the routes children are taken."""
        routes = corridors().get(state, corridors()[0])
        target = routes[pick(list(accumulate(share for _, share in routes)), self.random)][0]
        if self.random.random() < 0.12 or target not in self.by_state:
            target = self._regions[pick(self._region_sums, self.random)].state
        return self.district_of(target)

    def family(self) -> Family:
        """A family somewhere in the country."""
        random = self.random
        region = self._regions[pick(self._region_sums, random)]
        community = region.communities[pick(list(accumulate(share for _, share in region.communities)), random)][0]
        self._families += 1
        spoken = [region.language]
        if community == "muslim" and "Urdu" in region.others and random.random() < 0.5:
            spoken = ["Urdu"]
        elif random.random() < 0.3:
            spoken = [region.others[min(int(random.expovariate(1.1)), len(region.others) - 1)]]
        if random.random() < 0.35 and "Hindi" not in spoken:
            spoken.append("Hindi")
        return Family(
            region, community, self.word(community, "family"), self.word(community, "boys"),
            self.word(community, "girls"), self.district_of(region.state), self._village(region), tuple(spoken),
            min(5, max(0, round(random.gauss(2.6, 1.1)))), random.gauss(0.0, 0.6), self._families,
        )  # fmt: skip

    def child(self, family: Family, *, girls: float, least_age: float = 0.2) -> Child:
        """A child of a family."""
        random = self.random
        sex = "F" if random.random() < girls else "M"
        age = max(least_age, _age(sex, random))
        part = "girls" if sex == "F" else "boys"
        nicks = names()["nicks", part]
        self._children += 1
        return Child(
            family, sex, self.word(family.community, part),
            nicks[pick(_summed("nicks", part), random)] if random.random() < 0.4 else "", age,
            family.height * 0.5 + random.gauss(0.0, 0.85),
            min(5, max(0, family.complexion + random.choice((-1, 0, 0, 1)))),
            self._marks(), random.randrange(1, len(body()["disabilities"]) + 1) if random.random() < 0.055 else 0,
            self._children, self.clothes(sex),
        )  # fmt: skip

    def clothes(self, sex: str) -> tuple[str, ...]:
        """What a child wears on a day."""
        random = self.random
        garments = body()["girls_clothes" if sex == "F" else "boys_clothes"]
        return tuple(
            f"{random.choice(body()['colours'])} {random.choice(garments)}" for _ in range(1 + (random.random() < 0.5))
        )

    def mark(self) -> tuple[int, int, int]:
        """One mark of the body."""
        random = self.random
        part = pick(_shares("part_shares"), random)
        name = body()["parts"][part]
        sided = not name.startswith(("left", "right")) and name not in MIDDLE
        return pick(_shares("kind_shares"), random), part, random.randint(1, 2) if sided else 0

    def _marks(self) -> tuple[tuple[int, int, int], ...]:
        count = self.random.choices((0, 1, 2, 3), (32, 40, 20, 8))[0]
        return tuple(self.mark() for _ in range(count))

    def _village(self, region: Region) -> tuple[str, str]:
        stems, endings = places()["stems"], places()[region.endings]
        return stems[pick(rank_weights(len(stems), 0.35), self.random)], self.random.choice(endings)


MIDDLE = frozenset(("chin", "neck", "chest", "back", "nose", "lip", "stomach", "forehead"))


def height_of(child: Child, years_later: float = 0.0) -> float:
    """How tall the child is, some years after the case began."""
    heights, age = HEIGHTS[child.sex], min(child.age + years_later, 18.0)
    year = min(int(age), 17)
    middle = heights[year] + (heights[year + 1] - heights[year]) * (age - year)
    return middle * (1.0 + SPREAD * child.height)


def _age(sex: str, random: Random) -> float:
    """Girls are mostly lost in their teens, boys earlier too."""
    teens = 0.66 if sex == "F" else 0.45
    if random.random() < teens:
        return min(17.9, random.triangular(12.0, 18.0, 16.6))
    return random.triangular(0.3, 13.5, 8.0)


def _nearness(home: District, other: District) -> float:
    north = (other.latitude - home.latitude) * 111.0
    east = (other.longitude - home.longitude) * 111.0 * cos(radians(home.latitude))
    distance = (north * north + east * east) ** 0.5
    return other.weight * (exp(-distance / 90.0) + 0.04) if distance == distance else 0.05


def _districts(random: Random) -> list[District]:
    source = files("trackchild.geography") / "data" / "districts.csv"
    with source.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lat"] and not row.get("valid_to")]
    return [
        District(int(row["lgd_code"]), int(row["state_lgd_code"]), float(row["lat"]), float(row["lon"]),
                 exp(random.gauss(0.0, 0.8)))
        for row in rows
    ]  # fmt: skip
