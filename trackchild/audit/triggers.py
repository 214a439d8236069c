"""Triggers, declared beside the model, that write history whatever code did the change, raw SQL included."""

import pgtrigger

_HISTORY = """
INSERT INTO audit_change (at, table_name, row_id, operation, actor_id, posting_id, before, after)
SELECT clock_timestamp(), TG_TABLE_NAME, COALESCE(to_jsonb(NEW), to_jsonb(OLD)) ->> 'id', TG_OP,
       NULLIF(current_setting('trackchild.actor', true), '')::bigint,
       NULLIF(current_setting('trackchild.posting', true), '')::bigint,
       CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE (
           SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(OLD) - '{hidden}'::text[])
           WHERE TG_OP = 'DELETE' OR value IS DISTINCT FROM to_jsonb(NEW) -> key) END,
       CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE (
           SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(NEW) - '{hidden}'::text[])
           WHERE TG_OP = 'INSERT' OR value IS DISTINCT FROM to_jsonb(OLD) -> key) END;
RETURN COALESCE(NEW, OLD);
"""


def keep_history(*hidden: str) -> pgtrigger.Trigger:
    """Write who changed what, before and after, on every insert, update and delete; `hidden` columns are never copied.

    A bulk import sets `trackchild.batch` for its transaction and writes one line for the batch instead.
    """
    return pgtrigger.Trigger(
        name="keep_history",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        # As a condition and not inside the function: a bulk import then pays nothing for it.
        condition=pgtrigger.Condition("COALESCE(current_setting('trackchild.batch', true), '') = ''"),
        func=_HISTORY.replace("{hidden}", "{" + ",".join(hidden) + "}"),
    )


def append_only() -> list[pgtrigger.Trigger]:
    """Rows may be added and never edited or removed (a truncation is refused too)."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="no_truncate",
            when=pgtrigger.Before,
            level=pgtrigger.Statement,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'rows of % may not be removed', TG_TABLE_NAME;",
        ),
    ]
