"""How far apart two places are on the globe, written twice: for the database's rows and for numpy's columns."""

import numpy as np
from django.db.models import F, FloatField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

EARTH_DIAMETER_KM = 2 * 6371.0088
NEIGHBOUR_KM = 100.0
"""Two districts whose centres lie no farther apart than this are neighbours."""


def km_from(lat: float, lon: float) -> Combinable:
    """Great-circle distance in kilometres from a point to the `lat`, `lon` of each row (haversine formula)."""
    rise = Power(Sin((Radians(F("lat")) - Radians(Value(lat))) / 2.0), 2.0)
    turn = Power(Sin((Radians(F("lon")) - Radians(Value(lon))) / 2.0), 2.0)
    shrink = Cos(Radians(F("lat"))) * Cos(Radians(Value(lat)))
    # Rounding may push opposite points a hair above 1, where the arcsine ends.
    return Value(EARTH_DIAMETER_KM) * ASin(
        Sqrt(Least(rise + shrink * turn, Value(1.0), output_field=FloatField())), output_field=FloatField()
    )


def neighbour_pairs(codes: list[int], lats: list[float], lons: list[float]) -> list[tuple[int, int, float]]:
    """Every ordered pair of places within `NEIGHBOUR_KM` of each other, with the distance to a tenth of a kilometre."""
    lat, lon = np.radians(lats), np.radians(lons)
    rise = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    turn = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    km = EARTH_DIAMETER_KM * np.arcsin(np.sqrt(rise + np.cos(lat)[:, None] * np.cos(lat)[None, :] * turn))
    np.fill_diagonal(km, np.inf)
    return [
        (codes[one], codes[other], round(float(km[one, other]), 1)) for one, other in np.argwhere(km <= NEIGHBOUR_KM)
    ]
