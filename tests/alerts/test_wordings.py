"""Every shipped wording is fit to be registered, and what is filled in always fits."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOW
from trackchild.messaging import catalogue, releasing
from trackchild.messaging.codes import send_code
from trackchild.messaging.lint import lint, lint_all
from trackchild.messaging.models import Message, Wording
from trackchild.messaging.variables import VARIABLES, fitted
from trackchild.messaging.vocabulary import Channel

MEENA, FAROOQ = 11, 12


def test_no_shipped_wording_breaks_a_rule() -> None:
    assert lint_all() == []


def test_english_hindi_and_bengali_are_complete() -> None:
    complete = {code for code, language in catalogue.languages().items() if language.complete}

    assert {"en", "hi", "bn"} <= complete


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Missing child, case %(case)s of FIR %(fir)s.", "may not say fir"),
        ("Missing child %(name)s, case %(case)s.", "unknown variable name"),
        ("Missing child, case %(case)s: see %(link)s", "may not say link"),
        ("%(case)s", "a template needs fixed words"),
        ("Missing  child, case %(case)s.", "double spaces and spaces at the ends are refused"),
        ("Missing child <case> %(case)s.", "registrars refuse < and >"),
        ("Missing child, case %(case)s: 100% sure.", "a % that is no variable"),
    ],
)
def test_the_linter_finds_what_must_not_go_out_in_numbers(text: str, says: str) -> None:
    assert says in {finding.says for finding in lint("missing_notice", "en", Channel.SMS, text)}


def test_the_linter_counts_the_parts_of_an_sms() -> None:
    text = catalogue.shipped("missing_notice", "en", Channel.SMS) + " Look around." * 40

    assert [finding.says for finding in lint("missing_notice", "en", Channel.SMS, text)] == [
        "5 parts with plausible values, at most 2"
    ]


def test_nothing_a_message_may_say_is_a_childs_name_or_an_address() -> None:
    assert set(VARIABLES) & {"name", "child", "address", "home", "place", "story", "parent", "photo"} == set()


@pytest.mark.parametrize(
    ("name", "value", "short"),
    [
        ("station", "Howrah Government Railway Police Station", "Howrah GRP"),
        ("station", "Bidhannagar North Police Station", "Bidhannagar North PS"),
        ("district", "Sri Potti Sriramulu Nellore District of the Coast", "S. P. Sriramulu N. D. o. t. C."),
        ("case", "0000313/2026/00012/transferred/77", "..313/2026/00012/transferred/77"[-30:]),
        ("officer", "Sub-Inspector Ranganathan Venkataraghavan", "SI Ranganathan Venkataraghavan"),
        ("officer", "Venkata Subrahmanya Ranganathan Iyer", "V. Subrahmanya R. Iyer"),
        ("district", "Howrah", "Howrah"),
    ],
)
def test_long_words_are_shortened_as_people_write_them(name: str, value: str, short: str) -> None:
    met = fitted(name, value)

    assert len(met) <= 30
    if name == "case":
        assert met.endswith("transferred/77")
    else:
        assert met == short


@given(name=st.sampled_from(sorted(VARIABLES)), value=st.text(max_size=200))
def test_whatever_is_filled_in_fits_the_register(name: str, value: str) -> None:
    met = fitted(name, value)

    assert len(met) <= VARIABLES[name].longest
    assert "<" not in met
    assert "  " not in met


def test_a_text_as_registered_names_the_sender_and_marks_its_variables() -> None:
    registered = catalogue.as_registered("A child is missing in %(district)s. Notice: %(link)s")

    assert registered == "TrackChild: A child is missing in {#var#}. Notice: {#var#}{#var#}{#var#}{#var#}"


@pytest.mark.django_db
class TestReleasing:
    """A registered wording replaces the shipped one."""

    def propose(self, text: str = "News on %(reference)s. Call %(station)s: %(phone)s.") -> Wording:
        return releasing.propose(
            key="news",
            language="en",
            channel=Channel.SMS,
            text=text,
            header="TRKCHD",
            dlt_template="1107160000000000001",
            by_user=MEENA,
            at=NOW,
        )

    def said(self) -> releasing.Said:
        words = {"reference": "TC-1", "station": "Howrah", "phone": "112"}
        return releasing.Speaker().say("news", "en", Channel.SMS, words)

    def test_a_proposed_wording_says_nothing_until_another_person_releases_it(self) -> None:
        wording, before = self.propose(), self.said()
        with pytest.raises(releasing.SamePerson):
            releasing.release(wording_id=wording.pk, by_user=MEENA, at=NOW)

        releasing.release(wording_id=wording.pk, by_user=FAROOQ, at=NOW)

        assert before.text.startswith("TrackChild: There is news on TC-1.")
        assert before.dlt_template == ""
        assert self.said() == releasing.Said(
            "TrackChild: News on TC-1. Call Howrah: 112.", "TRKCHD", "1107160000000000001"
        )

    def test_a_newer_release_ends_the_older_one(self) -> None:
        for text in ("News on %(reference)s. %(station)s: %(phone)s.", "Call %(station)s, %(phone)s: %(reference)s."):
            wording = self.propose(text)
            releasing.release(wording_id=wording.pk, by_user=FAROOQ, at=NOW)

        assert self.said().text == "TrackChild: Call Howrah, 112: TC-1."
        assert list(Wording.objects.order_by("version").values_list("version", "ended_at")) == [(1, NOW), (2, None)]

    def test_a_wording_that_breaks_a_rule_is_not_even_written_down(self) -> None:
        with pytest.raises(releasing.NotFit):
            self.propose("News on %(reference)s: FIR %(fir)s.")

        assert not Wording.objects.exists()

    def test_the_database_itself_asks_for_two_people(self) -> None:
        wording = self.propose()

        with pytest.raises(IntegrityError), transaction.atomic():
            Wording.objects.filter(pk=wording.pk).update(released_at=NOW, released_by=MEENA)

    def test_a_declined_wording_never_holds(self) -> None:
        wording = self.propose()
        releasing.decline(wording_id=wording.pk, at=NOW)

        with pytest.raises(Wording.DoesNotExist):
            releasing.release(wording_id=wording.pk, by_user=FAROOQ, at=NOW)

    def test_a_one_time_code_goes_out_under_its_registered_number(self) -> None:
        text = "%(code)s is your TrackChild code. Tell it to nobody."
        wording = releasing.propose(
            key="one_time_code",
            language="en",
            channel=Channel.SMS,
            text=text,
            header="TRKCHD",
            dlt_template="1107160000000000009",
            by_user=MEENA,
            at=NOW,
        )
        releasing.release(wording_id=wording.pk, by_user=FAROOQ, at=NOW)

        send_code(phone="+919830000001", purpose="TEST", language="en", session_key="s", at=NOW)

        message = Message.objects.get(template="one_time_code")
        assert (message.dlt_header, message.dlt_template) == ("TRKCHD", "1107160000000000009")
