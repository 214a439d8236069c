"""Faces drawn from numbers, so that the demonstration country shows children and no child was ever photographed."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SKIN = ("#8d5a3b", "#a46c47", "#b98058", "#c99468", "#7a4a30", "#d8a97c")
SHIRT = ("#c0392b", "#2471a3", "#1e8449", "#b7950b", "#7d3c98", "#d35400", "#148f77", "#5d6d7e")
GROUND = ("#d5d8c9", "#c9d6df", "#e3d5ca", "#d8d3e0", "#cfe0d5", "#e6dcc3")
SIZE = (600, 750)


def draw_face(child: int, *, girl: bool, age: float, picture: int = 0) -> bytes:
    """A drawn portrait as PNG: `child` fixes the face, `picture` the clothes, the wall and the light."""
    face = random.Random(child)
    scene = random.Random(child * 31 + picture)
    image = Image.new("RGB", SIZE, scene.choice(GROUND))
    draw = ImageDraw.Draw(image)
    for _ in range(9):
        x, y, r = scene.randrange(600), scene.randrange(400), scene.randrange(40, 130)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=scene.choice(GROUND))
    _draw_child(draw, face, scene, girl=girl, age=age)
    kept = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.8)).save(kept, "PNG")
    return kept.getvalue()


def _draw_child(
    draw: ImageDraw.ImageDraw, face: random.Random, scene: random.Random, *, girl: bool, age: float
) -> None:
    skin, shirt = face.choice(SKIN), scene.choice(SHIRT)
    width = 150 + face.randrange(-12, 22)
    height = 190 + face.randrange(-14, 20) + int(age)
    cx, cy = 300, 330
    draw.rounded_rectangle((110, 590, 490, 820), 90, fill=shirt)
    draw.rectangle((262, 500, 338, 620), fill=skin)
    if girl:
        draw.rounded_rectangle(
            (cx - width - 34, cy - height - 24, cx + width + 34, cy + height + 70), 150, fill="#1b1512"
        )
    draw.ellipse((cx - width - 22, cy - 34, cx - width + 26, cy + 44), fill=skin)
    draw.ellipse((cx + width - 26, cy - 34, cx + width + 22, cy + 44), fill=skin)
    draw.ellipse((cx - width, cy - height, cx + width, cy + height), fill=skin)
    fringe = face.randrange(90, 130)
    draw.pieslice(
        (cx - width - 8, cy - height - 26, cx + width + 8, cy - height + fringe * 2), 180, 360, fill="#1b1512"
    )
    gap, eye_y = 62 + face.randrange(-8, 10), cy - 18 + face.randrange(-10, 10)
    for side in (-1, 1):
        x = cx + side * gap
        draw.ellipse((x - 24, eye_y - 13, x + 24, eye_y + 13), fill="#f7f3ee")
        draw.ellipse((x - 11, eye_y - 12, x + 11, eye_y + 12), fill=face.choice(("#2b1a10", "#3b2413")))
        draw.arc((x - 30, eye_y - 46, x + 30, eye_y - 10), 200, 340, fill="#1b1512", width=6)
    nose = face.randrange(10, 20)
    draw.arc((cx - nose, cy + 20, cx + nose, cy + 62), 20, 160, fill="#5b3723", width=5)
    smile = face.randrange(34, 56)
    draw.arc((cx - smile, cy + 62, cx + smile, cy + 122), 15, 165, fill="#6b2b22", width=7)
    if face.random() < 0.3:
        x, y = cx + face.choice((-1, 1)) * 80, cy + face.randrange(30, 90)
        draw.ellipse((x - 7, y - 7, x + 7, y + 7), fill="#2b1a10")
