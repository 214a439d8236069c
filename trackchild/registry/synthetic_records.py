"""What is written down of a child, and what goes wrong on the way: the two descriptions never agree by accident."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .synthetic_people import SUFFIX as SUFFIXES
from .synthetic_people import Child, Country, District, height_of, pick, rank_weights
from .synthetic_writing import native, spell
from .vocabulary import body, names

MISSING_COLUMNS = (
    "missing_id", "name", "name_native", "alias", "gender", "age", "missing_date", "report_date", "missing_state",
    "missing_district", "home_state", "home_district", "home_village", "father_name", "father_native", "mother_name",
    "languages", "height_cm", "complexion", "marks", "disability", "clothing", "photo_date",
)  # fmt: skip
FOUND_COLUMNS = (
    "found_id", "kind", "name", "name_native", "alias", "gender", "age", "found_date", "found_state", "found_district",
    "place_kind", "told_state", "told_district", "told_village", "father_name", "father_native", "mother_name",
    "languages", "height_cm", "complexion", "marks", "disability", "clothing", "photo_date",
)  # fmt: skip
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Rates:
    """How much is known and how often it is wrong. Assumptions of this generator."""

    care: float = 0.38  # of spelling
    native: float = 0.38
    name_told: float = 0.72
    false_name: float = 0.07
    nickname_told: float = 0.08
    state_told: float = 0.55
    district_told: float = 0.62  # of those who tell the state
    village_told: float = 0.55  # of those who tell the district
    told_wrong: float = 0.05
    father_told: float = 0.6  # of those who tell a name
    mother_told: float = 0.42
    age_error: float = 1.15
    date_error: float = 0.03
    sex_error: float = 0.007
    stays_in_district: float = 0.42
    stays_in_state: float = 0.24
    mark_seen: float = 0.56
    mark_wrong: float = 0.06
    photo_missing: float = 0.66
    photo_found: float = 0.74
    swapped: float = 0.03


HARD = Rates(
    care=0.2, native=0.3, name_told=0.56, false_name=0.1, nickname_told=0.12, state_told=0.46, district_told=0.5,
    village_told=0.4, told_wrong=0.1, father_told=0.48, mother_told=0.3, age_error=1.6, date_error=0.07,
    sex_error=0.012, stays_in_district=0.34, stays_in_state=0.26, mark_seen=0.45, mark_wrong=0.1, photo_missing=0.5,
    photo_found=0.62, swapped=0.07,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A day and a place."""

    on: date
    district: District


class Clerk:
    """Writes records of children as registers do."""

    def __init__(self, country: Country, rates: Rates, random: Random) -> None:
        self.country, self.rates, self.random = country, rates, random

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def missing(self, child: Child, event: Event) -> list[str]:
        """The row of a missing case, without its id."""
        family, rates, random = child.family, self.rates, self.random
        words = self._full_name(child)
        latin, own_script = self._both_scripts(words, family.region.script, 0.94)
        father = [family.father, *self._surname(child)]
        father_latin, father_native = self._both_scripts(
            father, family.region.script, 0.88, native_share=rates.native * 0.75
        )
        on = event.on + timedelta(days=random.randint(-20, 20)) if self.chance(rates.date_error) else event.on
        reported = max(on, event.on) + timedelta(days=int(random.expovariate(0.25)) if self.chance(0.6) else 0)
        photo_on = event.on - timedelta(days=int(random.expovariate(1 / 420)) + 1)
        return [
            latin, own_script, self._alias(child, 0.24), child.sex, self._age(child, 0.0, 0.3), on.isoformat(),
            reported.isoformat(), *_codes(event.district), *_codes(family.district),
            self._village(child) if self.chance(0.82) else "", father_latin, father_native,
            self._joined(self._mother(child)) if self.chance(0.64) else "",
            ";".join(family.languages) if self.chance(0.83) else "", self._height(child, 0.0, 0.52, 3.2),
            self._complexion(child, 0.76), self._marks(child, 0.72), self._disability(child, 0.88),
            "; ".join(child.clothes) if self.chance(0.58) else "",
            photo_on.isoformat() if self.chance(0.97) else "",
        ]  # fmt: skip

    def found(self, child: Child, event: Event, *, kind: str, days: int, same_clothes: bool) -> list[str]:
        """The row of a found child, without its id, so many days after the case began."""
        family, rates, random = child.family, self.rates, self.random
        years = max(days, 0) / YEAR
        young = child.age + years < 4.5
        told = self.chance(rates.name_told * (0.3 if young else 1.0))
        latin, own_script = self._told_name(child) if told else ("", "")
        father = [family.father, *(self._surname(child) if self.chance(0.4) else ())]
        father_told = told and self.chance(rates.father_told)
        father_latin, father_native = (
            self._both_scripts(father, family.region.script, 1.0, native_share=0.16) if father_told else ("", "")
        )
        sex = child.sex if not self.chance(rates.sex_error) else ("M" if child.sex == "F" else "F")
        clothes = child.clothes if same_clothes else self.country.clothes(child.sex)
        photo_on = event.on + timedelta(days=int(random.expovariate(1 / 14)))
        return [
            kind, latin, own_script, self._alias(child, 0.06), sex if not self.chance(0.0015) else "T",
            self._age(child, years, rates.age_error if not young else 0.45), event.on.isoformat(),
            *_codes(event.district),
            random.choice(body()["place_kinds"]), *self._home_told(child, young=young), father_latin, father_native,
            self._joined(self._mother(child)) if told and self.chance(rates.mother_told) else "",
            ";".join(self._languages_found(child, event)) if self.chance(0.4 if young else 0.82) else "",
            self._height(child, years, 0.82, 1.6), self._complexion(child, 0.83), self._marks(child, 0.8),
            self._disability(child, 0.92), "; ".join(clothes) if self.chance(0.66) else "",
            photo_on.isoformat() if self.chance(0.97) else "",
        ]  # fmt: skip

    def _full_name(self, child: Child) -> list[str]:
        """Given name and what follows it, by the custom of the community."""
        family, random = child.family, self.random
        suffixes = SUFFIXES.get(family.community, {}).get(child.sex, ())
        words = [child.given]
        if suffixes and self.chance(0.45 if family.community in ("punjabi", "muslim") else 0.22):
            words.append(random.choice(suffixes))
        if family.community in ("gujarati", "marathi") and self.chance(0.45):
            words.append(family.father)
        if family.community == "tamil" or (family.community == "malayalam" and self.chance(0.4)):
            words.append(family.father if self.chance(0.7) else family.surname)
        elif self.chance(0.78):
            words.extend(self._surname(child))
        if family.community == "muslim" and child.sex == "M" and self.chance(0.4):
            words.insert(0, "mohammad")
        if len(words) > 1 and self.chance(self.rates.swapped):
            words = [*words[1:], words[0]]
        return words

    def _surname(self, child: Child) -> list[str]:
        return [child.family.surname] if self.chance(0.85) else []

    def _mother(self, child: Child) -> list[str]:
        family = child.family
        suffixes = SUFFIXES.get(family.community, {}).get("F", ())
        words = [family.mother]
        if suffixes and self.chance(0.45):
            words.append(self.random.choice(suffixes))
        if self.chance(0.35):
            words.extend(self._surname(child))
        return words

    def _told_name(self, child: Child) -> tuple[str, str]:
        """What a found child says: the name, a pet name, or another name altogether."""
        rates = self.rates
        part = "girls" if child.sex == "F" else "boys"
        if self.chance(rates.false_name):
            words = [self.country.word(child.family.community, part)]
        elif self.chance(rates.nickname_told):
            nicks = names()["nicks", part]
            words = [child.nick or nicks[pick(rank_weights(len(nicks)), self.random)]]
        elif self.chance(0.45):
            words = [child.given]
        else:
            words = self._full_name(child)
        return self._both_scripts(words, child.family.region.script, 1.0, native_share=rates.native * 0.7)

    def _both_scripts(
        self, words: list[str], script: str, share: float, *, native_share: float | None = None
    ) -> tuple[str, str]:
        latin = self._joined(words) if self.chance(share) else ""
        wanted = self.chance(self.rates.native if native_share is None else native_share)
        own = " ".join(filter(None, (native(word, script) for word in words))) if wanted else ""
        return latin, own

    def _joined(self, words: list[str]) -> str:
        written = [spell(word, self.random, self.rates.care) for word in words]
        if written[0] in ("Mohammad", "Mohamad") and self.chance(0.8):
            written[0] = self.random.choice(("Md", "Mohd", "Mohammad", "Md."))
        if len(written) > 1 and self.chance(0.025):
            written[-1] = written[-1][0] + "."
        text = " ".join(written)
        return text.upper() if self.chance(0.09) else text

    def _alias(self, child: Child, share: float) -> str:
        known = bool(child.nick) and self.chance(share * 2.2)
        return spell(child.nick, self.random, self.rates.care) if known else ""

    def _age(self, child: Child, years: float, error: float) -> str:
        age = child.age + years
        guessed = self.random.gauss(age, error * (0.35 if age < 4 else 1.0)) if error > 0.4 else age
        if error <= 0.4 and self.chance(0.12):
            # A family may be a year out; a complaint of an eighteen-year-old is not taken as a child's.
            guessed = min(17, guessed + self.random.choice((-1, 1)))
        return str(max(0, int(guessed + (0.5 if error > 0.4 else 0.0))))

    def _height(self, child: Child, years: float, share: float, error: float) -> str:
        if not self.chance(share):
            return ""
        tall = self.random.gauss(height_of(child, years), error)
        return str(5 * round(tall / 5)) if error > 2.0 and self.chance(0.45) else str(round(tall))

    def _complexion(self, child: Child, share: float) -> str:
        if not self.chance(share):
            return ""
        steps = body()["complexions"]
        return steps[min(len(steps) - 1, max(0, child.complexion + self.random.choices((-1, 0, 1), (17, 66, 17))[0]))]

    def _disability(self, child: Child, share: float) -> str:
        if not child.disability or not self.chance(share):
            return ""
        if self.chance(0.08):
            return self.random.choice(body()["disabilities"])
        groups = body()["same_disability"]
        like = [number for number, group in enumerate(groups) if group == groups[child.disability - 1]]
        return body()["disabilities"][self.random.choice(like)]

    def _marks(self, child: Child, share: float) -> str:
        seen = [mark for mark in child.marks if self.chance(self.rates.mark_seen)]
        if self.chance(self.rates.mark_wrong):
            seen.append(self.country.mark())
        if not seen or not self.chance(share + 0.15):
            return ""
        return self.random.choice(("; ", "; ", ", ")).join(self._mark(*mark) for mark in seen)

    def _mark(self, kind: int, part: int, side: int) -> str:
        random, lists = self.random, body()
        name = lists["kinds"][kind]
        like = _LIKE_MARKS.get(name)
        if like and self.chance(0.35):
            name = random.choice(like)
        where = lists["parts"][part]
        if side and self.chance(0.72):
            shown = side if not self.chance(0.06) else 3 - side
            where = f"{random.choice(_SIDE_WORDS[shown])} {where}"
        shape = random.randrange(4)
        if shape == 0:
            return f"{name} {where}"
        if shape == 1:
            return f"{name} on {where}"
        return f"{where} {name}" if shape == 2 else f"a {name} on the {where}"

    def _village(self, child: Child) -> str:
        return spell("".join(child.family.village), self.random, self.rates.care)

    def _home_told(self, child: Child, *, young: bool) -> tuple[str, str, str]:
        rates = self.rates
        if not self.chance(rates.state_told * (0.35 if young else 1.0)):
            return "", "", self._village(child) if not young and self.chance(0.06) else ""
        home = child.family.district
        if self.chance(rates.told_wrong):
            home = self.country.elsewhere(home.state) if self.chance(0.4) else self.country.neighbour(home)
        state, district = _codes(home)
        district = district if self.chance(rates.district_told) else ""
        return state, district, self._village(child) if district and self.chance(rates.village_told) else ""

    def _languages_found(self, child: Child, event: Event) -> list[str]:
        spoken = [child.family.languages[0]] if self.chance(0.9) else []
        spoken.extend(child.family.languages[1:] if self.chance(0.6) else ())
        if event.district.state != child.family.region.state and self.chance(0.3):
            spoken.append("Hindi")
        return list(dict.fromkeys(spoken or ["Hindi"]))


_LIKE_MARKS = {
    "mole": ("black mole", "til", "mole mark"), "old scar": ("cut mark", "old injury mark", "scar"),
    "scar of injury": ("cut mark", "scar", "wound mark"), "stitch scar": ("stitch mark", "stitches", "operation mark"),
    "burn scar": ("burn mark", "burnt skin", "burn"), "birth mark": ("birthmark",), "tattoo": ("tattoo mark", "godna"),
    "black til": ("mole", "black spot"), "white patch": ("white spot", "leucoderma"),
    "chicken pox scars": ("pox marks", "pock marks"),
}  # fmt: skip
_SIDE_WORDS = {1: ("left", "left side", "lt", "L"), 2: ("right", "right side", "rt", "R")}


def _codes(district: District) -> tuple[str, str]:
    return str(district.state), str(district.code)
