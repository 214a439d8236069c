"""Base form and renderer: label, hint and error belong to their field, and every error is a sentence."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

OWN_TEMPLATES = {
    "django/forms/widgets/radio.html": "ui/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "ui/widgets/choices.html",
    "django/forms/errors/list/default.html": "ui/forms/errors.html",
    "django/forms/errors/list/ul.html": "ui/forms/errors.html",
}
"""Django's form templates that ours replace, so that pages may use Django's widgets as they are."""


class Renderer(TemplatesSetting):
    """The form renderer of every page."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OWN_TEMPLATES.get(template_name, template_name))


class Plain(forms.BaseForm):
    """What makes a form ours, for plain and model forms alike."""

    use_required_attribute = False
    default_renderer = Renderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        # Here and not at birth, so that fields a subclass adds later are named too.
        name_missing_answers(self)
        super().full_clean()


class PlainForm(Plain, forms.Form):
    """A form that says what is wrong in our words, not the browser's."""


class PlainModelForm(Plain, forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument at run time
    """PlainForm over a model."""


def name_missing_answers(form: forms.BaseForm) -> None:
    """Say which answer is missing instead of "This field is required", unless the field has its own sentence."""
    for name, field in form.fields.items():
        if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
            continue
        label = {"label": field.label or form[name].label}
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.MultipleChoiceField):
            field.error_messages["required"] = _("Choose an answer for “%(label)s”.") % label
        elif isinstance(field, forms.BooleanField):
            field.error_messages["required"] = _("Tick the box “%(label)s” to go on.") % label
        else:
            field.error_messages["required"] = _("Fill in “%(label)s”.") % label


def first_input_id(bound: BoundField) -> str:
    """Where a link from the error summary lands: the input, or the first one of a group."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(anchor, sentence) of every error in the order of the page; errors of the whole form have no anchor."""
    links = [("", str(error)) for error in form.errors.get(NON_FIELD_ERRORS, [])]
    for bound in form:
        anchor = "" if bound.is_hidden else f"#{first_input_id(bound)}"
        links += [(anchor, str(error)) for error in bound.errors]
    return links
