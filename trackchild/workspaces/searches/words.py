"""A search in one line, as its list shows it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trackchild.children.vocabulary import Sex
from trackchild.geography.models import District, State
from trackchild.matching.models import SearchSide
from trackchild.matching.searching import Criteria


def words_of(criteria: Criteria) -> str:
    """What is looked for, part by part."""
    parts = [
        str(SearchSide(criteria.side).label),
        criteria.name and _("name %(name)s") % {"name": criteria.name},
        criteria.sex and str(Sex(criteria.sex).label),
        _ages(criteria),
        _where(criteria),
        criteria.place,
        criteria.mark,
        criteria.since and _("from %(day)s") % {"day": f"{criteria.since:%d-%m-%Y}"},
        criteria.until and _("until %(day)s") % {"day": f"{criteria.until:%d-%m-%Y}"},
    ]
    return " · ".join(str(part) for part in parts if part)


def _ages(criteria: Criteria) -> str:
    ages = {"least": criteria.age_from, "most": criteria.age_to}
    if criteria.age_from is not None and criteria.age_to is not None:
        return _("%(least)s to %(most)s years") % ages
    if criteria.age_from is not None:
        return _("%(least)s years and older") % ages
    return _("up to %(most)s years") % ages if criteria.age_to is not None else ""


def _where(criteria: Criteria) -> str:
    language = get_language() or "en"
    if criteria.district is not None:
        return District.objects.named().get(pk=criteria.district).name_in(language)
    if criteria.state is None:
        return ""
    state = State.objects.named().get(pk=criteria.state).name_in(language)
    return _("the ways out of %(state)s") % {"state": state} if criteria.corridor else state
