"""What is seen in a picture: faces, and how good they are for comparing, as measured numbers."""

from dataclasses import dataclass
from math import atan2, degrees, hypot

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3, red first."""
Point = tuple[float, float]
GOOD_EYES_PX = 24.0
FEWEST_EYES_PX = 12.0
SHARP_FROM = 4.0
DARK_BELOW, BRIGHT_ABOVE = 40.0, 190.0
TURNED_FROM = 0.3
"""The nose's way from the middle of the eyes, in distances between the eyes: about 35 degrees of turning."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face, in pixels of the picture it was found in.

    Points: outer and inner corner of the eye on the right of the picture, outer and inner corner of the other eye,
    base of the nose.
    """

    left: int
    top: int
    right: int
    bottom: int
    points: tuple[Point, Point, Point, Point, Point]
    score: float
    """The detector's own figure: above 1 clear, below 0 doubtful."""

    @property
    def eyes(self) -> tuple[Point, Point]:
        """The middles of the eyes, the one on the left of an upright face first."""
        a, b, c, d, _ = self.points
        return ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2), ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)

    @property
    def eye_distance(self) -> float:
        """Pixels between the middles of the eyes."""
        (x, y), (u, v) = self.eyes
        return hypot(u - x, v - y)

    @property
    def roll(self) -> float:
        """Degrees by which the head is tilted in the picture's plane, clockwise positive; 180 is upside down."""
        (x, y), (u, v) = self.eyes
        return degrees(atan2(v - y, u - x))

    @property
    def turn(self) -> float:
        """How far the head is turned, -1 to 1 and beyond: 0 looks into the camera, positive towards the right."""
        (x, y), (u, v) = self.eyes
        across, down = u - x, v - y
        nose = (self.points[4][0] - (x + u) / 2, self.points[4][1] - (y + v) / 2)
        return (nose[0] * across + nose[1] * down) / max(across * across + down * down, 1e-6)

    @property
    def area(self) -> int:
        """Pixels of the box."""
        return max(0, self.right - self.left) * max(0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Quality:
    """What limits a face for comparing. The flags ask for a better picture, never refuse one."""

    eye_distance: float
    sharpness: float
    brightness: float
    turn: float

    @property
    def too_small(self) -> bool:
        """A closer picture would serve better."""
        return self.eye_distance < GOOD_EYES_PX

    @property
    def blurred(self) -> bool:
        """A steadier picture would serve better."""
        return self.sharpness < SHARP_FROM

    @property
    def too_dark(self) -> bool:
        """More light would serve better."""
        return self.brightness < DARK_BELOW

    @property
    def too_bright(self) -> bool:
        """Less light would serve better."""
        return self.brightness > BRIGHT_ABOVE

    @property
    def turned_away(self) -> bool:
        """A picture that looks into the camera would serve better."""
        return abs(self.turn) > TURNED_FROM

    @property
    def is_comparable(self) -> bool:
        """Whether numbers made of it mean anything: people may still recognise what a program cannot."""
        return self.eye_distance >= FEWEST_EYES_PX

    @property
    def flags(self) -> tuple[str, ...]:
        """Names of what limits it, the gravest first; empty for a good picture."""
        named = ("too_small", "too_dark", "blurred", "turned_away", "too_bright")
        return tuple(name for name in named if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Seen:
    """A face and its quality, as the pool answers."""

    face: Face
    quality: Quality
