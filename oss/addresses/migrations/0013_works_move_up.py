"""Works done are works of the dossiers now, which move them in their own migration.

The old table stays, as it was, for the history of this move; a later release drops it. Whoever still runs the
release before is told so instead of writing where nobody reads, and a building or address it names may go.
"""

from django.db import migrations

FREEZE = """
CREATE FUNCTION addresses_donework_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'works done have moved: this release is being replaced';
END
$$;
CREATE TRIGGER moved BEFORE INSERT OR UPDATE OR DELETE ON addresses_donework
FOR EACH ROW EXECUTE FUNCTION addresses_donework_moved();
DO $$
DECLARE one text;
BEGIN
    FOR one IN SELECT conname FROM pg_constraint
        WHERE conrelid = 'addresses_donework'::regclass AND contype = 'f'
    LOOP
        EXECUTE format('ALTER TABLE addresses_donework DROP CONSTRAINT %I', one);
    END LOOP;
END
$$
"""
THAW = """
DROP TRIGGER moved ON addresses_donework;
DROP FUNCTION addresses_donework_moved();
"""


class Migration(migrations.Migration):
    dependencies = [("addresses", "0012_measures")]

    operations = [
        migrations.RunSQL(FREEZE, THAW),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("DoneWorkEvent"),
                migrations.DeleteModel("DoneWork"),
            ]
        ),
    ]
