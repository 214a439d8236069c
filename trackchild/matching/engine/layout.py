"""Where each value of a record stands in its row of numbers; shared by the encoder, the query and the kernel."""

# Word numbers. A slice of columns per place in the name.
GIVEN = (0, 3)
ALIAS = (3, 5)
FAMILY = (5, 9)
FATHER = (9, 11)
MOTHER = (11, 13)
VILLAGE = 13
WORDS = 14

# Days since year one; 0 = undated. SLOT is the photo's row plus one, TIE a checksum of the key that settles ties.
EVENT, PHOTO_DAY, SLOT, TIE = range(4)
DAYS = 4

# Small numbers; 0 = blank except AGE, where -1 is.
PLACE, HOME, AGE, HEIGHT, DISABILITY, COMPLEXION, SEX, KIND, PRECISION, STATUS, MODEL, TONGUE = range(12)
SMALL = 12

# Packed marks, then packed garments.
MARKS = (0, 4)
CLOTHES = (4, 8)
CODES = 8

DEAD, LIVE, RESTORED = 0, 1, 2
SEXES = {"M": 1, "F": 2, "T": 3}
TRANSGENDER = 3
KINDS = {"found": 1, "institution": 2}
TONGUES = 63
EARLIEST_LAG_DAYS = -25
