"""Pages that explain, and leaflets to print: each a table of parts, so that all look alike and translate whole."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its sentences."""

    heading: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One page. A leaflet is made to be printed on one sheet and hung up."""

    key: str
    title: Words
    parts: tuple[Part, ...]
    is_leaflet: bool = False


MATCHING = Article(
    "matching",
    _("How children are matched"),
    (
        Part(
            _("What happens with a report"),
            (
                _(
                    "The moment a missing child is registered, the report is compared with every child found "
                    "anywhere in India, and again with each child found later."
                ),
                _("Names are compared by their sound, in every script: রবি, रवि and Ravi are one name here."),
                _(
                    "Age, height, marks on the body, clothes, language, home, the day and the way between the "
                    "places count as well. What is not known counts neither for nor against."
                ),
            ),
        ),
        Part(
            _("Who decides"),
            (
                _("The computer only puts pairs forward and says what speaks for and against each. It never decides."),
                _(
                    "A police officer and a child welfare committee look at the pair, each without the other. "
                    "Only when both agree is the family told."
                ),
                _(
                    "A photo that looks alike is a reason to look closer and never a proof: such programs "
                    "were tested on grown-ups only."
                ),
            ),
        ),
        Part(
            _("What is kept from others"),
            (
                _(
                    "Nobody outside sees where a child lives. A child whom somebody at home has harmed is not "
                    "sent back there."
                ),
                _("Every official who opens a child’s record is written down, with the time."),
            ),
        ),
    ),
)
FACES = Article(
    "faces",
    _("What comparing photographs can and cannot do"),
    (
        Part(
            _("What we claim"),
            (
                _("The program suggests photographs to look at. It was tested on adults only. A person decides."),
                _("A likeness never rules a child out, and never decides alone. Sex, age and dates are asked first."),
            ),
        ),
        Part(
            _("What is known about children"),
            (
                _(
                    "The younger the child and the more years between two pictures, the less a likeness says. Of "
                    "babies under six months the best of four programs knew 31 in 100 again (Hossain and others, 2026)."
                ),
                _(
                    "After more than ten years the better of two programs named the right child first in 61 to 66 of "
                    "100 cases (Deb, Aggarwal and Jain, 2020)."
                ),
                _(
                    "In 2018 a program named 2,930 pairs in the national register; by January 2019 none had solved a "
                    "case, and boys were matched to girls."
                ),
            ),
        ),
        Part(
            _("What becomes of a photograph"),
            (
                _("The numbers made of a face are kept apart, are given to nobody, and can be erased for good."),
                _("Three clear photographs from different years help more than any program."),
            ),
        ),
    ),
)
SCHOOLS = Article(
    "schools",
    _("For schools: keep children safe, and know what to do"),
    (
        Part(
            _("Teach every child"),
            (
                _("Your full name, your parents’ names, your village, your district and a telephone number at home."),
                _("1098 is free from every telephone, day and night. A child may call it alone."),
                _(
                    "Nobody may take you to another town with a promise of work, marriage or a film. Tell a "
                    "teacher first."
                ),
                _(
                    "If you are lost, stay where you are and ask a woman with children, a shopkeeper, or "
                    "somebody in uniform."
                ),
            ),
        ),
        Part(
            _("If a pupil stays away"),
            (
                _(
                    "Ask at home on the second day. If nobody knows where the child is, call 1098 or go to "
                    "the police: no waiting time is allowed."
                ),
                _(
                    "Keep a recent photo and a note of marks and height for every pupil; the parents can give "
                    "them to the police."
                ),
            ),
        ),
    ),
    is_leaflet=True,
)
PANCHAYATS = Article(
    "panchayats",
    _("For panchayats: when a child goes missing from the village"),
    (
        Part(
            _("At once"),
            (
                _(
                    "Go with the family to any police station. It must register an FIR at once and give a "
                    "copy free of charge."
                ),
                _(
                    "If the station refuses, tell the superintendent of police, or send the report here and "
                    "tick that it was refused."
                ),
                _(
                    "Write down who was seen with the child, on which road and with which vehicle, while "
                    "people remember."
                ),
            ),
        ),
        Part(
            _("Before it happens"),
            (
                _(
                    "Keep a register of children who leave the village for work or school, with the address "
                    "and a telephone number."
                ),
                _("A stranger who offers work to children, or money to parents, is to be reported to 1098 or 112."),
                _("A child marriage can be stopped: call 1098."),
            ),
        ),
        Part(
            _("When a child comes home"),
            (
                _("Do not ask the child in public what happened. Let the child go back to school in the same week."),
                _(
                    "An officer visits in the following months. The family may ask for help with school, "
                    "health and income."
                ),
            ),
        ),
    ),
    is_leaflet=True,
)
STATIONS = Article(
    "stations",
    _("For railway stations, bus stands and tea stalls: a child alone"),
    (
        Part(
            _("Look"),
            (
                _(
                    "A child who sleeps on the platform, walks along the trains, begs, or is led by somebody "
                    "who does not let the child speak."
                ),
            ),
        ),
        Part(
            _("Help"),
            (
                _("Speak kindly and stay in sight. Do not take the child to your home, and give no photo to anybody."),
                _("Call 1098 or 139, or bring the child to the help desk, the railway police or the woman on duty."),
                _(
                    "With a telephone: open TrackChild, choose “I have seen a child”. Three short questions; "
                    "no name needed."
                ),
            ),
        ),
    ),
    is_leaflet=True,
)  # fmt: skip

ARTICLES: dict[str, Article] = {article.key: article for article in (MATCHING, FACES, SCHOOLS, PANCHAYATS, STATIONS)}
