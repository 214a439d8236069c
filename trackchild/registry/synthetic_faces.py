"""Imaginary photo vectors: a face of one's own that resembles the family's and drifts with the years.

Not made from pictures and not like any one encoder; how alike two photographs of one child are falls with the time
between them and with the quality of the worse.
"""

from datetime import date

import numpy as np
import numpy.typing as npt

from .synthetic_people import Child

FAMILY_SHARE = 0.42  # of a face that brothers and sisters have in common
GROUP_SHARE = 0.22  # that a state's children of one sex have in common
YEARLY_DRIFT = 0.30
NOISE, HARD_NOISE = (0.45, 1.5), (0.6, 1.9)


class Faces:
    """Takes photographs now, develops them into vectors when asked."""

    def __init__(self, seed: int, width: int, *, hard: bool) -> None:
        self.seed, self.width = seed, width
        self.noise = HARD_NOISE if hard else NOISE
        self._taken: list[tuple[int, int, int, float]] = []  # child, family, group, day as years

    def take(self, child: Child, on: date) -> int:
        """Photograph a child; the number of the picture."""
        group = child.family.region.state * 2 + (child.sex == "F")
        self._taken.append((child.number, child.family.number, group, on.toordinal() / 365.25))
        return len(self._taken) - 1

    def developed(self, pictures: list[int]) -> npt.NDArray[np.float16]:
        """Unit vectors of pictures, one row each."""
        vectors = np.zeros((len(pictures), self.width), dtype=np.float16)
        for row, picture in enumerate(pictures):
            vectors[row] = self._vector(picture)
        return vectors

    def _vector(self, picture: int) -> npt.NDArray[np.float64]:
        child, family, group, years = self._taken[picture]
        own = self._direction(1, child)
        face = own + FAMILY_SHARE * self._direction(2, family) + GROUP_SHARE * self._direction(3, group)
        # A slow turn through two directions of the child's own: near dates stay near.
        turn = YEARLY_DRIFT * years
        face = face + 0.75 * (np.cos(turn) * self._direction(4, child) + np.sin(turn) * self._direction(5, child))
        shot = np.random.default_rng((self.seed, 6, picture))
        face = face + shot.uniform(*self.noise) * shot.standard_normal(self.width) / np.sqrt(self.width)
        return np.asarray(face / np.linalg.norm(face))

    def _direction(self, kind: int, number: int) -> npt.NDArray[np.float64]:
        drawn = np.random.default_rng((self.seed, kind, number)).standard_normal(self.width)
        return np.asarray(drawn / np.sqrt(self.width))
