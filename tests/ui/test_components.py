"""Components write the words and the markup that pages rely on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

NOW = datetime(2026, 11, 24, 8, 35, tzinfo=UTC)


def rendered(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (timedelta(hours=3, minutes=5), "3 hours left", "danger"),
        (timedelta(hours=20), "20 hours left", "warn"),
        (timedelta(days=5), "5 days left", ""),
        (timedelta(minutes=1), "1 minute left", "danger"),
        (-timedelta(days=2, hours=1), "Overdue by 2 days", "danger"),
        (-timedelta(minutes=90), "Overdue by 1 hour", "danger"),
    ],
)
def test_a_clock_says_in_words_how_much_time_is_left(left: timedelta, words: str, tone: str) -> None:
    html = rendered("{% clock due now %}", due=NOW + left, now=NOW)
    assert f">{words}<" in html
    assert ("tone-" + tone in html) if tone else ("tone-" not in html)


def test_a_case_without_a_deadline_has_no_clock() -> None:
    assert rendered("{% clock due now %}", due=None, now=NOW) == ""


def test_moments_are_written_in_indian_time() -> None:
    assert rendered("{{ at|ist }}", at=NOW) == "24-11-2026, 14:05 IST"
    assert rendered("{{ at|day }}", at=datetime(2026, 11, 23, 20, 0, tzinfo=UTC)) == "24-11-2026"
    assert rendered("{{ at|ago:now }}", at=NOW - timedelta(hours=3), now=NOW) == "3 hours ago"


def test_a_moment_keeps_its_order_in_a_right_to_left_sentence() -> None:
    with translation.override("ur"):
        assert rendered("{{ at|ist }}", at=NOW) == "\u206624-11-2026, 14:05 IST\u2069"


def test_large_numbers_are_grouped_the_indian_way() -> None:
    assert rendered("{{ n|indian_number }}", n=146447) == "1,46,447"
    assert rendered("{{ n|indian_number }}", n="A-12") == "A-12"


def test_a_name_keeps_its_own_direction() -> None:
    assert rendered('{% name n "ur" %}', n="رضیہ") == '<bdi lang="ur" dir="rtl">رضیہ</bdi>'
    assert rendered("{% name n %}", n="<b>") == '<bdi dir="auto">&lt;b&gt;</bdi>'


def test_a_card_escapes_its_title_and_keeps_its_body() -> None:
    html = rendered('{% card title url="/c/" tone="danger" tag="Today" %}<p>Body</p>{% endcard %}', title="<i>")
    assert '<a href="/c/">&lt;i&gt;</a>' in html
    assert "<p>Body</p>" in html
    assert "tone-danger" in html


def test_an_empty_fact_says_that_it_is_not_known() -> None:
    html = rendered(
        '{% summary_list %}{% row "Mark" change_url="/m/" change="Change the mark" %}{% endrow %}{% endsummary_list %}'
    )
    assert "Not known" in html
    assert 'aria-label="Change the mark"' in html


def test_a_pager_keeps_the_filters_of_the_address() -> None:
    page = Paginator(range(100), 10).page(2)
    html = rendered("{% pager page %}", page=page, request=RequestFactory().get("/?state=WB&page=2"))
    assert 'href="?state=WB&amp;page=1"' in html
    assert 'href="?state=WB&amp;page=3"' in html
    assert "Page 2 of 10" in html


def test_one_page_alone_has_no_pager() -> None:
    page = Paginator(range(3), 10).page(1)
    assert rendered("{% pager page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_a_button_that_posts_carries_the_token() -> None:
    html = rendered('{% button_form "/go/" "Accept" name="answer" value="yes" %}', csrf_token="token-of-test")
    assert 'value="token-of-test"' in html
    assert 'name="answer" value="yes"' in html


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.urls")
@pytest.mark.parametrize("shell", ["citizen", "office"])
def test_the_gallery_shows_every_component_in_both_shells(client: Client, shell: str) -> None:
    response = client.get(f"/ui-gallery/?shell={shell}")
    html = response.content.decode()
    assert response.status_code == 200
    for part in (
        "card",
        "notice",
        "tag",
        "summary",
        "errors",
        "pager",
        "timeline",
        "steps",
        "compare",
        "dates",
        "choices",
    ):
        assert f'class="{part}' in html, part
    assert ('href="tel:1098"' in html) is (shell == "citizen")
    assert ("htmx" in html) is (shell == "office")
