"""The words of Form M, Form R and a citizen's report (domain paper, section 4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    CHILD = "CHILD", _("Child")
    ADULT_WOMAN = "ADULT_WOMAN", _("Adult woman")


class Grade(TextChoices):
    CRITICAL = "CRITICAL", _("Critical")
    HIGH = "HIGH", _("High")
    STANDARD = "STANDARD", _("Standard")


class Channel(TextChoices):
    IN_PERSON = "IN_PERSON", _("In person")
    PHONE = "PHONE", _("By telephone")
    POLICE_112 = "112", _("Emergency number 112")
    HELPLINE_1098 = "1098", _("Child helpline 1098")
    EMAIL = "EMAIL", _("By e-mail")
    SMS = "SMS", _("By SMS")
    PORTAL = "PORTAL", _("By this website")
    COURT = "COURT", _("By a court")
    COMMITTEE = "CWC", _("By the child welfare committee")
    AHTU = "AHTU", _("By the anti-human-trafficking unit")
    HOME = "CCI", _("By a home for children")
    OTHER = "OTHER", _("Another way")


class SeenPrecision(TextChoices):
    EXACT = "EXACT", _("At this time")
    ABOUT = "ABOUT", _("About this time")
    BETWEEN = "BETWEEN", _("Between two times")


class Circumstance(TextChoices):
    LOST = "LOST", _("Lost or strayed")
    RUNAWAY = "RUNAWAY", _("Left home")
    KIDNAPPED = "KIDNAPPED", _("Kidnapped or abducted")
    TRAFFICKED = "TRAFFICKED", _("Trafficked")
    DISASTER = "DISASTER", _("Disaster, riot or crowd")
    LEFT_BEHIND = "LEFT_BEHIND", _("Left behind on a journey")
    FROM_HOME = "FROM_HOME", _("Left a child-care institution")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")


class PlaceKind(TextChoices):
    RAILWAY = "railway station", _("Railway station or train")
    BUS_STAND = "bus stand", _("Bus stand")
    STREET = "street", _("Street")
    MARKET = "market", _("Market")
    WORKPLACE = "workplace raid", _("Workplace")
    EMPLOYER = "home of employer", _("Home of an employer")
    BROTHEL = "brothel raid", _("Brothel")
    HOME = "home", _("A home")
    RELIGIOUS = "temple or mosque", _("Religious place")
    HOSPITAL = "hospital", _("Hospital")
    BORDER = "border", _("Border")
    PATROL = "police patrol", _("Found by a police patrol")
    OTHER = "other", _("Another place")


class FoundBy(TextChoices):
    POLICE = "POLICE", _("Police station")
    RAILWAY_POLICE = "RAILWAY", _("Railway police or protection force")
    HELPLINE = "1098", _("Child helpline 1098")
    CITIZEN = "CITIZEN", _("A citizen")
    NGO = "NGO", _("A voluntary organisation")
    HOSPITAL = "HOSPITAL", _("A hospital")
    HOME = "HOME", _("A child-care institution")
    COMMITTEE = "CWC", _("The child welfare committee")
    SELF = "SELF", _("The child came alone")
    OTHER = "OTHER", _("Somebody else")


class WishToReturn(TextChoices):
    YES = "YES", _("Wishes to go home")
    NO = "NO", _("Does not wish to go home")
    UNSURE = "UNSURE", _("Is not sure")
    NOT_ASKED = "", _("Not asked yet")


class FoundKind(TextChoices):
    FOUND = "found", _("Found child")
    INSTITUTION = "institution", _("Child living in an institution")


class HowTraced(TextChoices):
    MATCH = "MATCH", _("By a confirmed match in this register")
    PATROL = "PATROL", _("By a police patrol")
    PUBLIC = "PUBLIC", _("By the public")
    RETURNED = "RETURNED", _("The child came back alone")
    FAMILY = "FAMILY", _("The family found the child")
    OTHER_STATION = "OTHER_STATION", _("By another police station")
    AHTU = "AHTU", _("By the anti-human-trafficking unit")
    RAILWAY = "RAILWAY", _("By the railway police")
    HELPLINE = "1098", _("By the child helpline")


class CloseReason(TextChoices):
    RESTORED = "RESTORED", _("The child is with the family")
    LONG_TERM_CARE = "LONG_TERM_CARE", _("The child is in long-term care")
    DECEASED = "DECEASED", _("The child has died")
    FIR_FALSE = "FIR_FALSE", _("A court held the report to be false")
    DUPLICATE = "DUPLICATE", _("Merged with another case of the same child")


class ReportKind(TextChoices):
    MISSING = "MISSING", _("A child is missing")
    SIGHTING = "SIGHTING", _("A child was seen")
    UNSAFE = "UNSAFE", _("A child is unsafe")
    INFORMATION = "INFORMATION", _("Information on a case")
    ABOUT = "ABOUT", _("An appeal is about the writer, or is wrong")


class Shown(TextChoices):
    """What a committee's permission may let everybody see of a found child. Neither home nor place is among it."""

    PHOTO = "PHOTO", _("The photograph")
    NAME = "NAME", _("The first name")
    AGE = "AGE", _("The age")
    SEX = "SEX", _("Girl or boy")
    DISTRICT = "DISTRICT", _("The district where the child was found, and the month")
    CLOTHING = "CLOTHING", _("The clothes")
    MARKS = "MARKS", _("Marks that are seen")
    LANGUAGES = "LANGUAGES", _("The languages the child speaks")


class ContactKind(TextChoices):
    COMPLAINANT = "COMPLAINANT", _("Complainant")
    REPORTER = "REPORTER", _("Reporter")
    RELATIVE = "RELATIVE", _("Relative")
    FINDER = "FINDER", _("Person who found the child")
    COMPANION = "COMPANION", _("Person the child was with")
    SUSPECT = "SUSPECT", _("Suspect")
