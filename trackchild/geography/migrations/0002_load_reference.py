"""Every database, tests' included, starts with the country's states and districts.

Reads the reference files by itself: a migration must not depend on code that will change after it.
"""

import csv
from pathlib import Path

import numpy as np
from django.db import migrations

DATA = Path(__file__).parent.parent / "data"


def _lines(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _codes(text):
    return [int(code) for code in text.split(";") if code]


def _neighbours(districts):
    lat = np.radians([float(line["lat"]) for line in districts])
    lon = np.radians([float(line["lon"]) for line in districts])
    rise = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    turn = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    km = 2 * 6371.0088 * np.arcsin(np.sqrt(rise + np.cos(lat)[:, None] * np.cos(lat)[None, :] * turn))
    np.fill_diagonal(km, np.inf)
    for one, other in np.argwhere(km <= 100.0):
        yield int(districts[one]["lgd_code"]), int(districts[other]["lgd_code"]), round(float(km[one, other]), 1)


def load(apps, schema_editor):
    State, District, DistrictSuccessor, Neighbour, PlaceName = (
        apps.get_model("geography", name)
        for name in ("State", "District", "DistrictSuccessor", "Neighbour", "PlaceName")
    )
    states, districts = _lines("states.csv"), _lines("districts.csv")
    State.objects.bulk_create(
        State(
            lgd_code=int(line["lgd_code"]),
            name=line["name"],
            kind=line["kind"],
            iso=line["iso"],
            iso_before_2023=line["iso_before_2023"],
            census_2011_code=line["census_2011_code"],
            former_lgd_codes=_codes(line["former_lgd_codes"]),
        )
        for line in states
    )
    District.objects.bulk_create(
        District(
            lgd_code=int(line["lgd_code"]),
            state_id=int(line["state_lgd_code"]),
            name=line["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            basis=line["basis"],
            valid_from=line["valid_from"] or None,
            valid_to=line["valid_to"] or None,
        )
        for line in districts
    )
    DistrictSuccessor.objects.bulk_create(
        DistrictSuccessor(district_id=int(line["lgd_code"]), successor_id=code)
        for line in districts
        for code in _codes(line["successors"])
    )
    Neighbour.objects.bulk_create(
        Neighbour(district_id=one, neighbour_id=other, km=km) for one, other, km in _neighbours(districts)
    )
    PlaceName.objects.bulk_create(
        PlaceName(state_id=int(line["lgd_code"]), language=column[5:], name=line[column])
        for line in states
        for column in line
        if column.startswith("name_") and line[column]
    )
    PlaceName.objects.bulk_create(
        PlaceName(district_id=int(line["lgd_code"]), language=line["language"], name=line["name"])
        for line in _lines("district_names.csv")
    )


class Migration(migrations.Migration):
    dependencies = [("geography", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
