"""Free text about a body or its clothes, read into small codes: kind, part and side of a mark; colour and garment.

The word lists hold what police and homes write in English and in romanised Hindi; an unknown word is passed over.
"""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
PHRASE = re.compile(r"[;,|/\n]|\band\b|\baur\b|\d\s*[.)]")

_KINDS: tuple[tuple[str, str], ...] = (
    ("mole", "mole til till teel masa massa moles spot spots freckle freckles daag dag pigmented pigmentation"),
    ("scar", "scar scars cut cuts stitch stitches stitched injury wound wounds gash operation surgical chot ghav"),
    ("burn", "burn burns burnt burned scald scalded jala jalne"),
    ("birthmark", "birth birthmark birthmarks janm lahsun"),
    ("tattoo", "tattoo tattoos tatoo tattooed godna gudna inked"),
    ("pierced", "pierced piercing piercings chhed nath"),
    ("squint", "squint squinted squints bhenga cross-eyed"),
    ("pox", "pock pox pockmark pockmarks chickenpox smallpox chechak mata"),
    ("pale", "leucoderma leukoderma vitiligo white safed patch patches phulbehri"),
    ("digit", "extra sixth six-fingered polydactyly"),
    ("lost", "missing amputated lost"),
    ("teeth", "tooth teeth daant dant gap protruding buck"),
    ("hair", "hair curly shaved bald tonsured baal ghunghrale"),
    ("wart", "wart warts"),
    ("lump", "lump cyst swelling swollen gaanth"),
    ("bite", "bite bitten"),
    ("bent", "bent crooked twisted tedha"),
)  # fmt: skip
# First hit wins from the top of this list: "black mole" is a mole, "white spots" are pale, "missing finger" is lost.
_KIND_ORDER = (
    "tattoo", "burn", "birthmark", "pox", "pierced", "squint", "digit", "lost", "teeth", "hair", "pale", "mole", "wart",
    "lump", "bite", "scar", "bent",
)  # fmt: skip
_PARTS: tuple[tuple[str, str], ...] = (
    ("forehead", "forehead matha maatha lalat brow-line"),
    ("eyebrow", "eyebrow eyebrows brow bhaun bhauh"),
    ("eye", "eye eyes eyelid aankh ankh"),
    ("nose", "nose nostril naak nak"),
    ("cheek", "cheek cheeks gaal gal"),
    ("lip", "lip lips honth hoth"),
    ("mouth", "mouth tooth teeth daant dant gums tongue munh"),
    ("chin", "chin jaw thuddi thodi"),
    ("ear", "ear ears earlobe kaan kan"),
    ("face", "face facial chehra chehre muh"),
    ("head", "head scalp hair sir skull temple baal"),
    ("neck", "neck throat nape gala gardan"),
    ("shoulder", "shoulder shoulders kandha"),
    ("chest", "chest breast seena chhati rib ribs"),
    ("stomach", "stomach abdomen belly navel pet waist"),
    ("back", "back peeth pith spine"),
    ("hip", "hip hips buttock buttocks kamar"),
    ("arm", "arm arms elbow baanh banh baju upper-arm bicep"),
    ("forearm", "forearm fore-arm"),
    ("wrist", "wrist wrists kalai"),
    ("hand", "hand hands palm haath hath hatheli"),
    ("finger", "finger fingers thumb ungli"),
    ("thigh", "thigh thighs jaangh"),
    ("knee", "knee knees ghutna"),
    ("leg", "leg legs shin calf pair taang tang"),
    ("foot", "foot feet ankle toe toes heel panv"),
)  # fmt: skip
_SIDES: tuple[tuple[str, str], ...] = (
    ("left", "left lt l lft baya baen bayan bayen"),
    ("right", "right rt r rgt daya daen dayan dayen"),
    ("both", "both dono"),
)
_REGION = {
    "forehead": 0, "eyebrow": 0, "eye": 0, "nose": 0, "cheek": 0, "lip": 0, "mouth": 0, "chin": 0, "ear": 0, "face": 0,
    "head": 0, "neck": 1, "shoulder": 2, "chest": 1, "stomach": 1, "back": 1, "hip": 1, "arm": 2, "forearm": 2,
    "wrist": 2, "hand": 2, "finger": 2, "thigh": 3, "knee": 3, "leg": 3, "foot": 3,
}  # fmt: skip
_COLOURS = (
    "red lal laal", "blue neela nila navy", "green hara", "yellow peela pila", "white safed", "black kala kaala",
    "pink gulabi", "orange narangi saffron kesari", "brown bhura khaki", "maroon", "purple violet baingani",
    "grey gray slate", "cream beige off-white", "sky skyblue sky-blue aasmani", "golden gold mustard", "silver",
    "multicolour multicoloured printed checked striped", "turquoise firozi teal",
)  # fmt: skip
_GARMENTS = (
    "shirt shirts bush-shirt", "t-shirt tshirt tee-shirt tee", "kurta", "kurti kurtis", "frock frocks gown",
    "saree sari", "salwar suit kameez churidar", "skirt skirts", "lehenga ghagra ghaghra", "jeans denim",
    "pant pants trouser trousers", "half-pant shorts nikkar nicker bermuda knickers", "uniform",
    "vest banian ganji baniyan", "nighty nightie", "lungi dhoti", "sweater jacket cardigan jersey", "leggings legging",
    "burqa hijab", "top blouse", "pyjama pajama", "dupatta shawl", "cap turban",
)  # fmt: skip


def _table(rows: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {word: name for name, words in rows for word in words.split()}


_KIND_OF, _PART_OF, _SIDE_OF = _table(_KINDS), _table(_PARTS), _table(_SIDES)
_COLOUR_OF = {word: number for number, words in enumerate(_COLOURS, start=1) for word in words.split()}
_GARMENT_OF = {word: number for number, words in enumerate(_GARMENTS, start=1) for word in words.split()}

KINDS = ("", *_KIND_ORDER)
PARTS = ("", *(name for name, _ in _PARTS))
SIDES = ("", *(name for name, _ in _SIDES))
_USUAL_PART = {"teeth": PARTS.index("mouth"), "hair": PARTS.index("head"), "squint": PARTS.index("eye")}
REGIONS = (-1, *(_REGION[name] for name, _ in _PARTS))
MARK_CODES = 1 << 12
CLOTH_CODES = 1 << 10

_DISABILITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sight", re.compile(r"blind|visual|vision|cannot see|sight|andha")),
    ("hearing", re.compile(r"deaf|hear|mute|dumb|speech|speak|goonga|behra|stammer")),
    ("movement", re.compile(r"polio|limp|lame|weak|locomotor|leg|walk|crutch|wheel|paraly|langda|palsy|orthop|amput")),
    ("mind", re.compile(r"mental|intellect|slow|mind|autis|down|retard|mand|learning")),
    ("fits", re.compile(r"epilep|fits|seizure|mirgi|convuls")),
    ("lip", re.compile(r"cleft|cut lip|hare|palate|lip")),
)  # fmt: skip
DISABILITIES = tuple(name for name, _ in _DISABILITIES)
_COMPLEXIONS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"very fair|very gora|milky")),
    (2, re.compile(r"fair|gora|white|light")),
    (3, re.compile(r"wheat|medium|gehu|geh?un|brown|sallow")),
    (4, re.compile(r"dusky|sanw?l|sawl|shyam|olive")),
    (5, re.compile(r"dark|black|kala|kaala")),
)


def mark_code(kind: int, part: int, side: int) -> int:
    """Pack a mark into one number: kind above part above side."""
    return (kind << 7) | (part << 2) | side


def unpack_mark(code: int) -> tuple[int, int, int]:
    """Kind, part and side of a packed mark."""
    return code >> 7, (code >> 2) & 31, code & 3


@lru_cache(maxsize=100_000)
def read_mark(phrase: str) -> int:
    """One phrase such as "mole left cheek" as a packed mark; 0 where neither kind nor part is recognised."""
    words = WORD.findall(phrase.casefold())
    kinds = {_KIND_OF[word] for word in words if word in _KIND_OF}
    parts = [_PART_OF[word] for word in words if word in _PART_OF]
    sides = [_SIDE_OF[word] for word in words if word in _SIDE_OF]
    kind = next((number for number, name in enumerate(KINDS) if name in kinds), 0)
    if kind == 0 and not parts:
        return 0
    part = _USUAL_PART.get(KINDS[kind]) or (PARTS.index(max(parts, key=PARTS.index)) if parts else 0)
    return mark_code(kind, part, SIDES.index(sides[0]) if sides else 0)


@lru_cache(maxsize=100_000)
def read_marks(text: str) -> tuple[int, ...]:
    """Every recognised mark of a description, without repetition."""
    codes = (read_mark(phrase) for phrase in PHRASE.split(text) if phrase.strip())
    return tuple(dict.fromkeys(code for code in codes if code))


@lru_cache(maxsize=100_000)
def read_clothing(text: str) -> tuple[int, ...]:
    """Every garment of a description as colour and kind packed together."""
    garments = (_garment(phrase) for phrase in PHRASE.split(text.casefold()))
    return tuple(dict.fromkeys(code for code in garments if code))


@lru_cache(maxsize=10_000)
def read_disability(text: str) -> int:
    """The kinds of disability named, one bit each."""
    plain = text.casefold()
    return sum(1 << bit for bit, (_, pattern) in enumerate(_DISABILITIES) if pattern.search(plain))


@lru_cache(maxsize=10_000)
def read_complexion(text: str) -> int:
    """Complexion on a scale from very fair (1) to dark (5); 0 = not recognised."""
    plain = text.casefold()
    return next((step for step, pattern in _COMPLEXIONS if pattern.search(plain)), 0)


def _garment(phrase: str) -> int:
    words = WORD.findall(phrase.replace("t shirt", "t-shirt").replace("half pant", "half-pant"))
    colour = next((_COLOUR_OF[word] for word in words if word in _COLOUR_OF and word != "sky"), 0)
    colour = _COLOUR_OF["sky"] if "sky" in words else colour
    garment = next((_GARMENT_OF[word] for word in words if word in _GARMENT_OF), 0)
    return (colour << 5) | garment
