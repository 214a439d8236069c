"""Kinds of pictures, and every sentence about one: why a file was refused, and what a kept picture shows."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PhotoKind(TextChoices):
    """What a picture is. Only a photograph of the child is ever compared with faces of other children."""

    CHILD = "CHILD", _("A photo of the child")
    FAMILY = "FAMILY", _("A photo of the child’s brother, sister, mother or father")
    SKETCH = "SKETCH", _("A drawing of the child")
    PROGRESSION = "PROGRESSION", _("An artist’s or laboratory’s picture of the child as it may look now")


COMPARED = frozenset({PhotoKind.CHILD})
"""Kinds whose faces may be encoded and matched."""
PUBLIC_KINDS = frozenset({PhotoKind.CHILD, PhotoKind.SKETCH, PhotoKind.PROGRESSION})
"""Kinds that may be shown to everybody. Nobody asked the brother or the mother."""


class TakenPrecision(TextChoices):
    """How sure the day is on which a picture was taken."""

    DAY = "DAY", _("The day is known")
    YEAR = "YEAR", _("The year is known")


class Remark(TextChoices):
    """The one thing to say about a kept picture."""

    GOOD = "GOOD", _("The face is seen well.")
    NO_FACE = "NO_FACE", _("No face is seen")
    SEVERAL = "SEVERAL", _("Several faces")
    SMALL = "SMALL", _("The face is small")
    BLURRED = "BLURRED", _("The face is blurred")
    DARK = "DARK", _("The face is dark")
    BRIGHT = "BRIGHT", _("The face is too bright")
    TURNED = "TURNED", _("The face is turned away")
    NOT_LOOKED = "", _("Not looked at")


ADVICE: dict[str, str | Promise] = {
    Remark.GOOD: _("Thank you. The face is seen well in this photo."),
    Remark.NO_FACE: _(
        "Thank you, the photo is kept. We could not find a face in it. If you have one in which the child looks at the "
        "camera, please add it too."
    ),
    Remark.SEVERAL: _("Several people are seen in this photo. Please show us which one is the child."),
    Remark.SMALL: _(
        "Thank you, the photo is kept. The face is small in it. If you have one taken from nearer, please add it too."
    ),
    Remark.BLURRED: _(
        "Thank you, the photo is kept. It is a little blurred. If you have a sharper one, please add it."
    ),
    Remark.DARK: _("Thank you, the photo is kept. The face is dark in it. If you have a brighter one, please add it."),
    Remark.BRIGHT: _(
        "Thank you, the photo is kept. The face is very bright in it. If you have another one, please add it."
    ),
    Remark.TURNED: _(
        "Thank you, the photo is kept. The face is turned away in it. If you have one from the front, please add it."
    ),
    Remark.NOT_LOOKED: _("Thank you, the photo is kept."),
}
"""What the person who gave a picture is told. A remark is never a refusal: it may be the only photograph there is."""

REFUSALS: dict[str, str | Promise] = {
    "size": _(
        "This photo is larger than 25 MB. Send it to yourself in a chat, which makes it smaller, and choose that."
    ),
    "empty": _("This file is empty. Choose the photo again."),
    "heic": _(
        "This is a photo of an iPhone in the HEIC format, which cannot be read here. On the iPhone open Settings, "
        "Camera, Formats, choose “Most Compatible” and take the photo again; or send the photo to yourself in a chat "
        "and choose that copy."
    ),
    "video": _("This is a video. Stop it where the face is seen, take a screenshot, and choose that picture."),
    "document": _("This is a document or a drawing file. Take a photo or a screenshot of it, and choose that picture."),
    "animated": _("This picture moves. Take a screenshot of it, and choose that picture."),
    "format": _(
        "This file is not a photo that can be read here. Choose a JPEG, PNG or WebP picture, or take a screenshot."
    ),
    "pixels": _(
        "This picture has far too many points to be a photo. Take a photo or a screenshot of it, and choose that."
    ),
    "small": _("This picture is too small: nobody could know a face in it. Choose the photo itself, not its preview."),
    "shape": _("This picture is a long stripe. Cut out the part with the child, and choose that."),
    "broken": _("This photo is damaged and cannot be opened. Choose another one, or take it again."),
    "busy": _("Many photos are arriving at this moment. Wait a minute and choose the photo again."),
}
"""Every refusal says what to do."""
