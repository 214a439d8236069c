"""From the answers of a journey to the report that the case side keeps."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from trackchild.cases.actions.reports import ReportTold
from trackchild.cases.models import MissingCase
from trackchild.cases.people import Person
from trackchild.cases.vocabulary import ContactKind, ReportKind
from trackchild.children.actions import MarkSeen, NameWritten, RelativeTold, Told
from trackchild.children.ages import age_at
from trackchild.children.vocabulary import AgePrecision, AgeSource, NameKind, Relation
from trackchild.directory.models import Agency
from trackchild.directory.queries import intake_station, stations_of
from trackchild.names import script_of

from .cards import case_of
from .forms.place import district_with, state_with
from .steps import Answers

LATIN = "Latn"


def phone_of(answers: Answers) -> str:
    """The reporter's number, or nothing."""
    return str(answers.given("you").get("phone") or answers.given("seen").get("phone") or "")


def station_of(answers: Answers) -> Agency | None:
    """The station these answers lead to: the chosen one, the only one, or the office that takes such reports."""
    district = answers.given("place").get("district")
    if district is None:
        return None
    stations = stations_of(district)
    if chosen := answers.given("station").get("station"):
        return stations.filter(pk=chosen).first()
    found = list(stations[:2])
    if len(found) == 1:
        return found[0]
    place = answers.given("place")
    return intake_station(district, lat=place.get("lat"), lon=place.get("lon"))


def missing_report(answers: Answers) -> ReportTold:
    """A complaint of a missing child."""
    story, you = answers.given("story"), answers.given("you")
    station = station_of(answers)
    facts = _facts(answers) | {
        "kind": ReportKind.MISSING,
        "story": story["story"],
        "fir_refused": story["fir_refused"],
    }
    reporter = Person(
        kind=ContactKind.COMPLAINANT,
        name=you["name"],
        relation=answers.given("who")["relation"],
        phones=(you["phone"],),
    )
    return ReportTold(
        facts=facts, told=_missing_child(answers), reporter=reporter, station_id=station.pk if station else None
    )


def sighting_report(answers: Answers) -> ReportTold:
    """A child that was seen, or is not safe."""
    danger, seen = answers.given("danger"), answers.given("seen")
    station = station_of(answers)
    facts = _facts(answers) | {
        "kind": ReportKind.SIGHTING if danger["danger"] == "NO" else ReportKind.UNSAFE,
        "story": seen["story"],
        "in_danger": danger["danger"] == "NOW",
        "about_case": case_of(danger["about"], on=localdate(answers.at)) if danger["about"] else None,
    }
    phone = phone_of(answers)
    reporter = Person(kind=ContactKind.REPORTER, phones=(phone,)) if phone else None
    return ReportTold(
        facts=facts, told=_seen_child(answers), reporter=reporter, station_id=station.pk if station else None
    )


def about_report(answers: Answers) -> ReportTold:
    """Somebody says that an appeal is about them, or wrong: the station that keeps the case must answer."""
    who, what, you = answers.given("who"), answers.given("what"), answers.given("you")
    case = MissingCase.objects.select_related("state", "district").get(pk=who["about"])
    form: Any = answers.form(answers.journey.by_key["what"])
    facts = {
        "kind": ReportKind.ABOUT,
        "story": f"{form.wish_in_words()}. {what['story']}",
        "seen_at": answers.at,
        "state": case.state,
        "district": case.district,
        "about_case": case,
        "in_danger": what["wish"] == "AFRAID",
        "good_faith": True,
    }
    reporter = Person(kind=ContactKind.REPORTER, name=you["name"], relation=who["relation"], phones=(you["phone"],))
    return ReportTold(facts=facts, reporter=reporter, station_id=case.owner_id)


def _facts(answers: Answers) -> dict[str, Any]:
    place = answers.given("place")
    return {
        "seen_at": place["seen_at"],
        "place": place["place"],
        "state": state_with(answers.given("state")["state"]),
        "district": district_with(place["district"]),
        "lat": place["lat"],
        "lon": place["lon"],
        "good_faith": True,
    }


def _missing_child(answers: Answers) -> Told:
    child, looks, family = answers.given("child"), answers.given("looks"), answers.given("family")
    seen_at: datetime = answers.given("place")["seen_at"]
    languages = dict.fromkeys(one for one in (looks["language"], looks["other_language"]) if one)
    facts = {
        "sex": child["sex"],
        **_age(child["age"], child["birth_on"], seen_at),
        "age_source": AgeSource.FAMILY,
        "height_cm": looks["height"],
        "complexion": looks["complexion"],
        "hair": looks["hair"],
        "clothing": looks["clothing"],
        "languages": list(languages),
        **_home(answers),
    }
    marks = answers.given("marks")["marks"]
    return Told(
        facts=facts,
        names=(*name_written(child["name"]), *_alias(child["pet_name"])),
        relatives=(
            RelativeTold(Relation.FATHER, family["father"]),
            RelativeTold(Relation.MOTHER, family["mother"]),
            RelativeTold(Relation.GUARDIAN, family["guardian"]),
        ),
        marks=tuple(
            MarkSeen(mark["kind"], mark["part"], mark["side"], mark["text"], intimate=mark["covered"]) for mark in marks
        ),
    )


def _seen_child(answers: Answers) -> Told:
    seen = answers.given("seen")
    facts = {
        "sex": seen["sex"],
        **_age(seen["age"], None, answers.given("place")["seen_at"]),
        "age_source": AgeSource.APPEARANCE if seen["age"] is not None else "",
        "clothing": seen["clothing"],
    }
    if facts["age_precision"]:
        facts["age_precision"] = AgePrecision.APPROXIMATE
    return Told(facts=facts, names=name_written(seen["heard_name"]))


def _age(years: Decimal | None, birth_on: Any, seen_at: datetime) -> dict[str, Any]:
    """The age on the day the child was seen."""
    on = localdate(seen_at)
    known = age_at(age_years=years, age_on=on, birth_on=birth_on, on=on)
    return {
        "age_years": known,
        "birth_on": birth_on,
        "age_on": on if known is not None else None,
        "age_precision": AgePrecision.STATED if known is not None else "",
    }


def _home(answers: Answers) -> dict[str, Any]:
    family = answers.given("family")
    home: dict[str, Any] = {"home_village": family["village"], "home_address": family["address"]}
    if family["home_where"] == "SAME":
        place = answers.given("place")
        home |= {
            "home_state": state_with(answers.given("state")["state"]),
            "home_district": district_with(place["district"]),
        }
    elif family["home_where"] == "OTHER":
        home |= {
            "home_state": state_with(answers.given("home_state")["state"]),
            "home_district": district_with(answers.given("home")["district"]),
        }
    return home


def name_written(text: str) -> tuple[NameWritten, ...]:
    """A name in the kind its script calls for."""
    if not text.strip():
        return ()
    return (NameWritten(NameKind.NAME if script_of(text) == LATIN else NameKind.NATIVE, text),)


def _alias(text: str) -> tuple[NameWritten, ...]:
    return (NameWritten(NameKind.ALIAS, text),) if text.strip() else ()
