"""Whoever changes a record, and by whatever way, leaves a line that says what stood before and who did it."""

from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, CharField, DateTimeField, Field, Model, TextField

from tests.people import Country
from trackchild.audit.actor import begin_batch, tell_actor
from trackchild.audit.models import Change, Look
from trackchild.core.privacy import Tier

from .shape import our_models
from .story import a_search, go_home

pytestmark = pytest.mark.django_db

NO_HISTORY = {
    "accounts.Sitting": "comes and goes with a browser",
    "accounts.TryWindow": "counts under a digest",
    "alerts.MonthFigures": "is written once for a month and never again",
    "alerts.Rung": "is itself the history of a duty",
    "alerts.StoppedPhone": "a digest, written once",
    "alerts.Subscription": "begins and ends once, and says when",
    "alerts.Told": "is itself the history of a message",
    "children.Child": "holds nothing but its own number",
    "core.DemoMark": "one row that says that nothing here is real",
    "directory.AgencyName": "a translation of an office's public name",
    "matching.AgentHit": "is written once by the watch",
    "matching.DescriptionChange": "the matcher's queue",
    "matching.FaceSearch": "is gone within the hour; the look it leaves stays",
    "matching.MatcherPulse": "the matcher's heartbeat",
    "matching.ReportHit": "made anew by the matcher, decided by nobody",
    "matching.SuggestionRequest": "lives for a moment while a form is being filled",
    "matching.WholeRun": "is itself the log of a re-match",
    "messaging.Alarm": "says itself from when to when it stood",
    "messaging.Enclosure": "is kept once under the digest of its bytes",
    "messaging.Message": "tells its own story by its status and receipts",
    "messaging.OneTimeCode": "lives for minutes, under a digest",
    "messaging.PushAddress": "belongs to a browser, which takes it back by itself",
    "messaging.RateWindow": "counts under a digest",
    "messaging.Receipt": "is itself what a provider said later",
    "messaging.RecordedMessage": "is kept by the recording provider of trials only",
    "messaging.Replay": "is itself the log of what operators did",
    "messaging.Route": "moves by itself with every failure of a gateway",
    "messaging.Wording": "a change is a new version, with who proposed and who released it",
    "photos.FaceVector": "is derived from a picture",
    "photos.PhotoBytes": "is written once beside its photo",
    "photos.PhotoVector": "is derived from a picture",
    "photos.PhotoMaster": "is written once beside its photo",
    "photos.PhotoOriginal": "is written once beside its photo",
    "portal.Draft": "belongs to a citizen who has not sent it",
    "portal.DraftPicture": "belongs to a citizen who has not sent it",
    "ui.UsedChallenge": "a solved security check",
}
"""Tables whose changes nobody needs to trace, each with the reason."""
REFERENCE = {"geography"}


def guarded(name: str) -> list[type[Model]]:
    """Models with this trigger."""
    return [
        model for model in our_models() if any(trigger.name == name for trigger in getattr(model._meta, "triggers", []))
    ]


HISTORIES = guarded("keep_history")
each_history = pytest.mark.parametrize("model", HISTORIES, ids=lambda model: model._meta.label)


def test_every_table_keeps_its_history_or_says_why_not() -> None:
    kept = {model._meta.label for model in HISTORIES + guarded("append_only")}
    silent = {model._meta.label for model in our_models() if model._meta.app_label not in REFERENCE} - kept

    assert silent == set(NO_HISTORY)


def changeable(model: type[Model]) -> tuple["Field[Any, Any]", Any]:
    """A plain field that any row may change, and how to give it another value."""
    hidden = {"sha256", "digest", "secret_digest", "idempotency_key", "password"}
    for field in model._meta.concrete_fields:
        free = not (field.primary_key or field.unique or field.choices or field.name in hidden)
        if free and isinstance(field, CharField | TextField) and (field.max_length or 99) >= 16:
            return field, "Another word"
        if free and isinstance(field, BooleanField):
            return field, None
    for field in model._meta.concrete_fields:
        if isinstance(field, DateTimeField) and not field.null:
            return field, "2026-06-20T10:00:00+05:30"
    raise AssertionError(f"{model._meta.label} has no field a test could change")


def change_by_save(row: Model, field: "Field[Any, Any]", value: Any) -> None:
    setattr(row, field.name, value)
    row.save(update_fields=[field.name])


def change_by_update(row: Model, field: "Field[Any, Any]", value: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{field.name: value})


def change_by_sql(row: Model, field: "Field[Any, Any]", value: Any) -> None:
    meta = row._meta
    assert meta.pk is not None
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {meta.db_table} SET {field.column} = %s WHERE {meta.pk.column} = %s", [value, row.pk])


WAYS = (change_by_save, change_by_update, change_by_sql)


@each_history
def test_every_way_to_change_a_row_leaves_a_line(country: Country, model: type[Model]) -> None:
    go_home(a_search(country))
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"the story in tests/contracts/story.py has no {model._meta.label}"
    field, value = changeable(model)
    tell_actor(user_id=71, posting_id=72)

    for change in WAYS:
        with transaction.atomic():
            line = line_of(row, field, value, change)
            transaction.set_rollback(True)

        assert (line.operation, line.table_name, line.row_id) == ("UPDATE", model._meta.db_table, str(row.pk))
        assert (line.actor_id, line.posting_id) == (71, 72)
        assert set(line.before) == set(line.after) == {field.column}
        assert line.before[field.column] != line.after[field.column]


def line_of(row: Model, field: "Field[Any, Any]", value: Any, change: Callable[..., None]) -> Change:
    """The one line of history that a change leaves."""
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    row.refresh_from_db()
    change(row, field, not getattr(row, field.name) if value is None else value)
    return Change.objects.filter(pk__gt=last).get()


def test_a_secret_is_never_copied_into_history(country: Country) -> None:
    go_home(a_search(country))
    sealed = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields if privacy[field.name] == Tier.T5}
        for model in HISTORIES
        for privacy in [model.PRIVACY]  # type: ignore[attr-defined]
    }
    assert sealed["cases_citizenreport"] == {"secret_digest", "idempotency_key"}

    for line in Change.objects.all():
        assert not sealed[line.table_name] & {*(line.before or {}), *(line.after or {})}


def test_a_row_that_is_removed_leaves_all_it_held(country: Country) -> None:
    mark = a_search(country).case.description.marks.get()
    ident, words = mark.pk, mark.text

    mark.delete()

    line = Change.objects.get(table_name="children_mark", operation="DELETE", row_id=str(ident))
    assert (line.before["text"], line.after) == (words, None)


def test_a_batch_writes_no_line_for_each_of_its_rows(country: Country) -> None:
    case = a_search(country).case
    lines = Change.objects.count()
    begin_batch("registry folder")

    case.place = "Somewhere else"
    case.save()

    assert Change.objects.count() == lines


@pytest.mark.parametrize("model", guarded("append_only"), ids=lambda model: model._meta.label)
@pytest.mark.parametrize("verb", ["UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"])
def test_what_was_written_down_cannot_be_edited_or_removed(country: Country, model: type[Model], verb: str) -> None:
    a_search(country)
    Look.objects.first()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table=model._meta.db_table))


def test_the_triggers_of_the_models_stand_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%' AND tgenabled = 'O'")
        standing = {name for (name,) in cursor.fetchall()}

    declared = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered() if model in our_models()}
    assert declared <= standing
