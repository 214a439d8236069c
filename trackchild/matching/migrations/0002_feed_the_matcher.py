"""Triggers that put every changed description before the matcher, whoever changes it and however.

Statement-level with transition tables, so that a bulk import costs one statement; row-level only where the change of
one column decides. The announcement only wakes the matcher: the row is the truth.
"""

from django.db import migrations

QUEUE = """
CREATE FUNCTION matching_queue_descriptions() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    -- A bulk import is announced once, by its records, not by every row of their descriptions.
    IF current_setting('trackchild.batch', true) <> '' AND TG_TABLE_NAME NOT LIKE 'cases%' THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'INSERT INTO matching_descriptionchange (description_id, changed_at, attempts)
         SELECT DISTINCT %I, clock_timestamp(), 0 FROM changed WHERE %I IS NOT NULL', TG_ARGV[0], TG_ARGV[0]);
    PERFORM pg_notify('description_changed', '');
    RETURN NULL;
END $body$;
CREATE FUNCTION matching_queue_record() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO matching_descriptionchange (description_id, changed_at, attempts)
    VALUES (NEW.description_id, clock_timestamp(), 0);
    PERFORM pg_notify('description_changed', '');
    RETURN NULL;
END $body$;
"""
UNQUEUE = """
DROP FUNCTION matching_queue_descriptions() CASCADE;
DROP FUNCTION matching_queue_record() CASCADE;
"""
# table, column that names the description, operations
FED_BY = (
    ("children_description", "id", ("UPDATE",)),
    ("children_descriptionname", "description_id", ("INSERT", "UPDATE", "DELETE")),
    ("children_relative", "description_id", ("INSERT", "UPDATE", "DELETE")),
    ("children_mark", "description_id", ("INSERT", "UPDATE", "DELETE")),
    ("photos_facevector", "description_id", ("INSERT", "UPDATE", "DELETE")),
    ("cases_missingcase", "description_id", ("INSERT",)),
    ("cases_foundchild", "description_id", ("INSERT",)),
    ("cases_citizenreport", "description_id", ("INSERT",)),
)
# table, columns whose change puts the record before the matcher
RECORDS = (
    ("cases_missingcase", ("stage", "last_seen_at", "state_id", "district_id", "age_last_seen")),
    ("cases_foundchild", ("stage", "found_at", "state_id", "district_id", "kind")),
)


def _feeds() -> str:
    statements = []
    for table, column, operations in FED_BY:
        for operation in operations:
            rows = "OLD" if operation == "DELETE" else "NEW"
            statements.append(
                f"CREATE TRIGGER feed_matcher_{operation.lower()} AFTER {operation} ON {table} "
                f"REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT "
                f"EXECUTE FUNCTION matching_queue_descriptions('{column}');"
            )
    for table, columns in RECORDS:
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        statements.append(
            f"CREATE TRIGGER feed_matcher_update AFTER UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({changed}) EXECUTE FUNCTION matching_queue_record();"
        )
    return "\n".join(statements)


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_initial"),
        ("photos", "0001_initial"),
        ("cases", "0002_records_meet_people"),
    ]
    operations = [migrations.RunSQL(QUEUE + _feeds(), UNQUEUE)]
