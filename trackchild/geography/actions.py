"""The one intention geography has: bring the tables to what the reference files say."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from . import reference
from .distance import neighbour_pairs
from .models import District, DistrictSuccessor, Neighbour, PlaceName, State

_STATE_FIELDS = ["name", "kind", "iso", "iso_before_2023", "census_2011_code", "former_lgd_codes"]
_DISTRICT_FIELDS = ["state_id", "name", "lat", "lon", "basis", "valid_from", "valid_to"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows stand in the tables that were brought up to date."""

    states: int
    districts: int
    successors: int
    neighbours: int
    names: int


@transaction.atomic
def load_reference(*, folder: Path = reference.DATA) -> Loaded:
    """Bring states, districts, successors, neighbours and names to what the files say.

    Safe to repeat. A district that left the files keeps its row, since records point at it: give it a last day instead.
    """
    states, districts = reference.states(folder), reference.districts(folder)
    State.objects.bulk_create(
        [State(lgd_code=row.lgd_code, **{field: getattr(row, field) for field in _STATE_FIELDS}) for row in states],
        update_conflicts=True,
        unique_fields=["lgd_code"],
        update_fields=_STATE_FIELDS,
    )
    District.objects.bulk_create(
        [
            District(
                lgd_code=row.lgd_code,
                state_id=row.state_lgd_code,
                **{field: getattr(row, field) for field in _DISTRICT_FIELDS[1:]},
            )
            for row in districts
        ],
        update_conflicts=True,
        unique_fields=["lgd_code"],
        update_fields=_DISTRICT_FIELDS,
    )
    # What depends on the rows above is small and derived: written afresh, never patched.
    for model in (DistrictSuccessor, Neighbour, PlaceName):
        model.objects.all().delete()
    successors = DistrictSuccessor.objects.bulk_create(
        DistrictSuccessor(district_id=row.lgd_code, successor_id=code) for row in districts for code in row.successors
    )
    pairs = neighbour_pairs(
        [row.lgd_code for row in districts], [row.lat for row in districts], [row.lon for row in districts]
    )
    Neighbour.objects.bulk_create(Neighbour(district_id=one, neighbour_id=other, km=km) for one, other, km in pairs)
    names = PlaceName.objects.bulk_create(
        [
            *(
                PlaceName(state_id=row.lgd_code, language=key, name=name)
                for row in states
                for key, name in row.names.items()
            ),
            *(
                PlaceName(district_id=row.lgd_code, language=key, name=name)
                for row in districts
                for key, name in row.names.items()
            ),
        ]
    )
    return Loaded(len(states), len(districts), len(successors), len(pairs), len(names))
