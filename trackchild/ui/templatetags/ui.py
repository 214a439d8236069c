"""The components of every page. `{% load ui %}`; the gallery (`/ui-gallery/`) shows each in every state.

Shells
    `{% extends "ui/citizen.html" %}`: blocks `title`, `main`, `before_main`, `head`, `scripts`, `language`, `strip`.
    `{% extends "ui/office.html" %}`: the same, and `office_name`, `user_links`, `nav`, `messages`.
    Context, all optional: `office_name`, `user_name`, `office_nav` = [(label, url, count or None, current), …],
    `site_owner`, `site_reviewed`.
    Wrap long text in `<div class="measure">`.

Forms
    Derive from `ui.forms.PlainForm` or `PlainModelForm`; fields `ui.fields.PhoneField`, `DateField`, `CodeField`;
    radios and checkboxes become choice cards (`attrs={"class": "choices-row"}` sets them beside each other).
        {% error_summary form %}
        <h1>…</h1>
        <form method="post">{% csrf_token %}{{ form }}
          <div class="buttons"><button class="button">…</button></div></form>
    One field: `{{ form.place.as_field_group }}`. A filter form: `<form class="filters">` with `as_field_group`.
    Every page with an invalid form answers 422. Captcha: `ui.captcha.CaptchaMixin` first among the bases, and
    `{% block scripts %}{% captcha_script %}{% endblock %}`.

Blocks
    {% card "Title" url=… tone="danger" tag="3 h left" tag_tone="danger" %}text{% endcard %}
        inside <div class="stack"> or <div class="grid">
    {% notice tone="good" title="Saved" %}<p>…</p>{% endnotice %}
    {% summary_list %}{% row "Name" change_url=… change="Change the name" %}…{% endrow %}{% endsummary_list %}
    {% tag "Strong" tone="good" %}   {% clock case.due now %}   {% pager page %}   {% name child.name "bn" %}
    {% button_form url "Accept" tone="quiet|danger" name="answer" value="yes" %}
Filters
    {{ n|indian_number }} 2,52,266   {{ at|ist }} 24-11-2026, 14:05 IST   {{ date|day }} 24-11-2026
    {{ date|month_year }} November 2026 in the reader's language   {{ at|ago:now }} 3 hours ago
Plain classes
    button button-quiet button-danger buttons · grid (style with --cell in CSS) grid-photos photo-card photo · figure ·
    table in <div class="table-box">, class `as-cards` with data-label on each cell, `frozen`, `number` · tabs crumbs ·
    steps (li.done, li[aria-current]) timeline · compare · case-head desk (two columns) · menu (details) ·
    muted hint big measure hidden-visually no-print · tone-danger tone-warn tone-good tone-info
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.templatetags.static import static
from django.urls import translate_url
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from trackchild.ui.forms import error_links
from trackchild.ui.languages import BY_CODE, completeness, offered

register = template.Library()
IST = ZoneInfo("Asia/Kolkata")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
URGENT = 4 * HOUR
"""A clock with less than this left is red: there is just time to act within a shift."""


# Blocks


@register.simple_block_tag
def card(
    content: str, title: str, url: str = "", tone: str = "", tag: str = "", tag_tone: str = "", level: int = 3
) -> SafeString:
    """A card whose whole face follows the link of its title."""
    words = format_html('<a href="{}">{}</a>', url, title) if url else format_html("<span>{}</span>", title)
    mark = tag_of(tag, tag_tone) if tag else ""
    return format_html(
        '<article class="card{}"><h{} class="card-title">{}{}</h{}>{}</article>',
        _tone(tone),
        level,
        words,
        mark,
        level,
        content,
    )


@register.simple_block_tag
def notice(content: str, tone: str = "", title: str = "", role: str = "") -> SafeString:
    """A boxed word to the reader; `role="status"` after an action, `role="alert"` for danger."""
    head = format_html("<h2>{}</h2>", title) if title else ""
    attribute = format_html(' role="{}"', role) if role else ""
    return format_html('<div class="notice{}"{}>{}{}</div>', _tone(tone), attribute, head, content)


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """A list of facts, made of `row`."""
    return format_html('<dl class="summary">{}</dl>', content)


@register.simple_block_tag
def row(content: str, label: str, change_url: str = "", change: str = "") -> SafeString:
    """One fact. `change` is the whole phrase a screen reader hears, for example "Change the name"."""
    link = ""
    if change_url:
        link = format_html(
            '<dd class="change"><a href="{}" aria-label="{}">{}</a></dd>', change_url, change or label, _("Change")
        )
    body = mark_safe(content.strip() or f'<span class="muted">{_("Not known")}</span>')  # noqa: S308
    return format_html("<div><dt>{}</dt><dd>{}</dd>{}</div>", label, body, link)


# Small marks


@register.simple_tag(name="tag")
def tag_of(text: str | Promise, tone: str = "") -> SafeString:
    """A word in a rounded frame; the word carries the meaning, the colour only repeats it."""
    return format_html('<span class="tag{}">{}</span>', _tone(tone), text)


@register.simple_tag
def clock(due: datetime | None, now: datetime | None = None) -> SafeString:
    """The legal time left, or how long it is overdue."""
    if due is None:
        return SafeString()
    left = due - (now or timezone.now())
    if left < timedelta():
        return tag_of(_("Overdue by %(time)s") % {"time": span(-left)}, "danger")
    tone = "danger" if left <= URGENT else "warn" if left <= DAY else ""
    return tag_of(_("%(time)s left") % {"time": span(left)}, tone)


@register.simple_tag
def name(value: object, language: str = "") -> SafeString:
    """A name or an address, kept from disturbing the direction of the sentence around it."""
    if known := BY_CODE.get(language):
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', known.code, known.direction, value)
    return format_html('<bdi dir="auto">{}</bdi>', value)


@register.simple_tag
def captcha_script() -> SafeString:
    """The solver of the security check, for pages with such a form."""
    return format_html(
        '<script src="{}" defer></script><script type="module" src="{}"></script>',
        static("ui/js/solve.js"),
        static("ui/js/captcha.js"),
    )


def span(length: timedelta) -> str:
    """A length of time in its largest fitting unit: minutes, hours to two days, then days."""
    if length < HOUR:
        count = max(1, length // timedelta(minutes=1))
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    if length < 2 * DAY:
        count = length // HOUR
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = length // DAY
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": indian_number(count)}


# Parts with their own template


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What is wrong with the forms of the page, as links to the answers."""
    return {"links": [link for form in forms if form.is_bound for link in error_links(form)]}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to the page before and after; the other parameters of the address stay."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/parts/button_form.html", takes_context=True)
def button_form(
    context: Context, url: str, label: str, tone: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    """One button that posts."""
    token = context.get("csrf_token")
    return {"csrf_token": token, "url": url, "label": label, "tone": tone, "name": name, "value": value}


@register.inclusion_tag("ui/parts/language_menu.html", takes_context=True)
def language_menu(context: Context) -> dict[str, Any]:
    """This page in the other languages; the three scripts of the summary are seen in every language."""
    request = context.get("request")
    path = request.get_full_path() if request is not None else "/"
    return {"choices": _choices(path)}


@register.inclusion_tag("ui/parts/staff_languages.html", takes_context=True)
def staff_languages(context: Context, action: str) -> dict[str, Any]:
    """Buttons that keep the language of an official, whose addresses carry none."""
    path = context["request"].get_full_path()
    return {"choices": _choices(path), "action": action, "next": path, "csrf_token": context.get("csrf_token")}


def _choices(path: str) -> list[dict[str, Any]]:
    current = get_language()
    return [
        {
            "language": language,
            "url": _in_language(path, language.code),
            "current": language.code == current,
            "percent": completeness(language.code),
        }
        for language in offered()
    ]


def _in_language(path: str, code: str) -> str:
    """The same address in another language, or the first page where it has no such form."""
    address = translate_url(path, code)
    return address if address.startswith(f"/{code}/") else f"/{code}/"


# Filters


@register.filter
def indian_number(value: object) -> str:
    """2,52,266; anything that is no number comes back as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return formats.number_format(value, force_grouping=True)


@register.filter
def ist(value: datetime | None) -> str:
    """A moment in Indian Standard Time, as offices write it."""
    return _in_order(f"{value.astimezone(IST):%d-%m-%Y, %H:%M} IST") if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as offices write it."""
    if isinstance(value, datetime):
        value = value.astimezone(IST)
    return _in_order(f"{value:%d-%m-%Y}") if value else ""


@register.filter
def month_year(value: date | None) -> str:
    """The month in words of the reader's language; Django knows the months of ten of the languages only."""
    return format_date(value, "MMMM y", locale=_babel_locale()) if value else ""


@register.filter
def ago(value: datetime | None, now: datetime | None = None) -> str:
    """How long ago, in one unit."""
    if value is None:
        return ""
    return _("%(time)s ago") % {"time": span(max(timedelta(), (now or timezone.now()) - value))}


def _in_order(text: str) -> str:
    """Left-to-right text with the marks (U+2066, U+2069) that keep its order within a right-to-left sentence."""
    return f"\u2066{text}\u2069" if get_language_bidi() else text


def _babel_locale() -> str:
    code = get_language() or "en"
    return {"en": "en_IN"}.get(code, code)


def _tone(tone: str) -> str:
    return f" tone-{tone}" if tone else ""
