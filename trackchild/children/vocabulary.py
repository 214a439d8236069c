"""The words a description is chosen from: the descriptive blocks of Form M and Form R (domain paper 4.1 and 4.2).

Values are codes; what a person reads is the translated label. Words from an imported register that are not in these
lists are kept as they were written.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(TextChoices):
    FEMALE = "F", _("Girl")
    MALE = "M", _("Boy")
    TRANSGENDER = "T", _("Transgender")
    UNKNOWN = "", _("Not known")


class AgePrecision(TextChoices):
    EXACT = "EXACT", _("Exact, by a document")
    STATED = "STATED", _("As told by the family or the child")
    APPROXIMATE = "APPROXIMATE", _("About, as it appears")


class AgeSource(TextChoices):
    CERTIFICATE = "CERTIFICATE", _("Birth or school certificate")
    FAMILY = "FAMILY", _("Told by the family")
    CHILD = "CHILD", _("Told by the child")
    APPEARANCE = "APPEARANCE", _("By appearance")
    MEDICAL = "MEDICAL", _("Medical examination")
    REGISTER = "REGISTER", _("An earlier register")


class Build(TextChoices):
    THIN = "thin", _("Thin")
    MEDIUM = "medium", _("Medium build")
    STOUT = "stout", _("Stout")
    ATHLETIC = "athletic", _("Athletic")


class Complexion(TextChoices):
    VERY_FAIR = "very fair", _("Very fair")
    FAIR = "fair", _("Fair")
    WHEATISH = "wheatish", _("Wheatish")
    DUSKY = "dusky", _("Dusky")
    DARK = "dark", _("Dark")
    VERY_DARK = "very dark", _("Very dark")


class Face(TextChoices):
    ROUND = "round", _("Round")
    OVAL = "oval", _("Oval")
    LONG = "long", _("Long")
    SQUARE = "square", _("Square")


class Hair(TextChoices):
    BLACK_SHORT = "black short", _("Black, short")
    BLACK_LONG = "black long", _("Black, long")
    BLACK_CURLY = "black curly", _("Black, curly")
    BROWN = "brown", _("Brown")
    SHAVED = "shaved", _("Shaved")
    OTHER = "other", _("Other hair")


class MarkKind(TextChoices):
    MOLE = "mole", _("Mole")
    SCAR = "scar", _("Scar")
    BIRTHMARK = "birthmark", _("Birthmark")
    BURN = "burn", _("Burn mark")
    PALE_PATCH = "pale patch", _("Pale patch of skin")
    TATTOO = "tattoo", _("Tattoo")
    AMPUTATION = "amputation", _("Missing limb or finger")
    DEFORMITY = "deformity", _("Deformity")
    PIERCING = "piercing", _("Piercing")
    OTHER = "mark", _("Other mark")


class BodyPart(TextChoices):
    FACE = "face", _("Face")
    FOREHEAD = "forehead", _("Forehead")
    CHEEK = "cheek", _("Cheek")
    CHIN = "chin", _("Chin")
    NOSE = "nose", _("Nose")
    EYE = "eye", _("Eye")
    EAR = "ear", _("Ear")
    LIP = "lip", _("Lip")
    HEAD = "head", _("Head")
    NECK = "neck", _("Neck")
    SHOULDER = "shoulder", _("Shoulder")
    CHEST = "chest", _("Chest")
    BACK = "back", _("Back")
    STOMACH = "stomach", _("Stomach")
    ARM = "arm", _("Arm")
    HAND = "hand", _("Hand")
    FINGER = "finger", _("Finger")
    LEG = "leg", _("Leg")
    KNEE = "knee", _("Knee")
    FOOT = "foot", _("Foot")


class Side(TextChoices):
    LEFT = "left", _("Left side")
    RIGHT = "right", _("Right side")
    NONE = "", pgettext_lazy("side of the body", "Not given")


class NameKind(TextChoices):
    NAME = "NAME", _("Name")
    NATIVE = "NATIVE", _("Name in its own script")
    ALIAS = "ALIAS", _("Pet name or alias")


class Relation(TextChoices):
    FATHER = "FATHER", _("Father")
    MOTHER = "MOTHER", _("Mother")
    GUARDIAN = "GUARDIAN", _("Guardian")
    SIBLING = "SIBLING", _("Brother or sister")
    OTHER = "OTHER", _("Other relative")


class PhotoAbsent(TextChoices):
    NEVER_TAKEN = "NEVER_TAKEN", _("The family never had a photograph")
    LOST = "LOST", _("The photograph is lost")
    WILL_FOLLOW = "WILL_FOLLOW", _("A photograph will follow")
    REFUSED = "REFUSED", _("The family does not wish it")


# Mother tongues a child may speak: the 22 of the Eighth Schedule and those often heard from found children.
LANGUAGES: tuple[str, ...] = (
    "Assamese",
    "Bengali",
    "Bhojpuri",
    "Bodo",
    "Chhattisgarhi",
    "Dogri",
    "Garo",
    "Gondi",
    "Gujarati",
    "Hindi",
    "Ho",
    "Kannada",
    "Kashmiri",
    "Khasi",
    "Kokborok",
    "Konkani",
    "Kurukh",
    "Magahi",
    "Maithili",
    "Malayalam",
    "Manipuri",
    "Marathi",
    "Marwari",
    "Mizo",
    "Mundari",
    "Nagamese",
    "Nepali",
    "Odia",
    "Punjabi",
    "Rohingya",
    "Sadri",
    "Sanskrit",
    "Santali",
    "Sign language",
    "Sindhi",
    "Tamil",
    "Telugu",
    "Tulu",
    "Urdu",
)
