"""Small pieces of the citizens' pages. `{% load portal %}`."""

import json

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trackchild.ui.forms import name_missing_answers

register = template.Library()


@register.simple_tag
def call(number: str, words: str = "", tone: str = "") -> SafeString:
    """A button that calls; the number is always seen, so that it can be dialled from another telephone."""
    if not number:
        return SafeString()
    look = f"button button-{tone}" if tone else "button"
    text = format_html("{} <bdi dir='ltr'>{}</bdi>", words or _("Call"), number)
    return format_html('<a class="{}" href="tel:{}">{}</a>', look, dialled(number), text)


@register.simple_tag
def telephone(number: str) -> SafeString:
    """A number in running text, to be tapped."""
    if not number:
        return SafeString()
    return format_html('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>', dialled(number), number)


@register.simple_tag
def required_answers(form: BaseForm) -> str:
    """The sentence for each answer that must not be missing, for a page that checks without the server."""
    name_missing_answers(form)
    told = {
        bound.name: str(bound.field.error_messages["required"])
        for bound in form.visible_fields()
        if bound.field.required
    }
    return json.dumps(told, ensure_ascii=False)


def dialled(number: str) -> str:
    """A number as a telephone takes it."""
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")
