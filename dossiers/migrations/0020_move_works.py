"""What the state and the search text of works hold, and the move of the works done, each with its key.

A kind that covered several measures becomes the broader measure, and the work keeps its old word. History moves
along. The move tells at the end whether every row has come.
"""

from django.db import migrations

STATE = """
CREATE FUNCTION dossiers_work_state(work dossiers_work) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    goes_on boolean := (
        SELECT decision.goes_on FROM dossiers_decision AS decision
        WHERE decision.work_id = work.id AND decision.withdrawn_at IS NULL
    );
BEGIN
    IF (work.started_on IS NOT NULL OR work.is_executed) AND NOT work.is_past AND goes_on IS NOT TRUE THEN
        RAISE EXCEPTION 'nobody decided that work % goes on', work.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_is_decided_before_it_begins';
    END IF;
    RETURN CASE
        WHEN goes_on IS FALSE THEN 'dropped'
        WHEN work.is_executed AND EXISTS (
            SELECT FROM dossiers_inspection
            WHERE work_id = work.id AND phase = 'end' AND outcome <> 'wrong'
        ) THEN 'checked'
        WHEN work.is_executed THEN 'executed'
        WHEN work.started_on IS NOT NULL THEN 'executing'
        WHEN goes_on AND (work.permit = 'none' OR work.permit_granted_on IS NOT NULL) THEN 'permitted'
        WHEN goes_on THEN 'decided'
        ELSE 'advised'
    END;
END
$$
"""
SEARCH = """
CREATE FUNCTION dossiers_work_search(work dossiers_work) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN concat(
        search_text(concat_ws(' ',
            (SELECT name FROM addresses_measure WHERE id = work.measure_id), work.description, work.old_word
        )),
        (
            SELECT street.search || address.search
            FROM addresses_address AS address JOIN addresses_street AS street ON street.id = address.street_id
            WHERE address.id = work.address_id
        ),
        (
            SELECT street.search || search_text(concat_ws(' ', building.house_numbers, building.name))
            FROM addresses_building AS building JOIN addresses_street AS street ON street.id = building.street_id
            WHERE building.id = work.building_id
        )
    );
END
$$
"""
KINDS = """
CREATE TEMPORARY TABLE kind_then ON COMMIT DROP AS
SELECT * FROM (VALUES
    ('roof', 'roof', 'Dakisolatie', 'm2', 'dakisolatie'),
    ('outer_wall', 'outer_wall', 'Buitengevelisolatie', 'm2', 'buitengevelisolatie'),
    ('cavity_wall', 'cavity_wall', 'Spouwmuurisolatie', 'm2', 'spouwmuurisolatie'),
    ('inner_wall', 'inner_wall', 'Binnenmuurisolatie', 'm2', 'binnenmuurisolatie'),
    ('floor', 'floor', 'Vloerisolatie', 'm2', 'vloerisolatie'),
    ('windows', 'windows_and_doors', 'Ramen en deuren', 'm2', 'ramen en deuren'),
    ('ventilation', 'ventilation', 'Ventilatiesysteem C/D', 'piece', 'ventilatie'),
    ('heating', 'heating', 'Verwarming', 'piece', 'verwarming'),
    ('heat_pump', 'heat_pump', 'Warmtepomp', 'piece', 'warmtepomp'),
    ('hot_water', 'hot_water', 'Sanitair warm water', 'piece', 'warm water'),
    ('solar', 'solar_panels', 'Zonnepanelen', 'kWp', 'zonnepanelen'),
    ('battery', 'home_battery', 'Thuisbatterij', 'kWh', 'thuisbatterij'),
    ('asbestos', 'asbestos_removal', 'Asbestverwijdering', 'm2', 'asbestverwijdering'),
    ('green_roof', 'green_roof', 'Groendak', 'm2', 'groendak'),
    ('other', 'other_work', 'Andere werken', '', 'andere werken')
) AS known (kind, code, name, unit, old_word)
WHERE kind IN (SELECT kind FROM addresses_donework UNION SELECT kind FROM addresses_doneworkevent);
-- a measure that an administrator made before, under that name, is taken
INSERT INTO addresses_measure (code, name, position, is_active, kind, unit, part, premium, oslo)
SELECT code, name, 0, true, 'work', unit, 'both', '', '' FROM kind_then ON CONFLICT DO NOTHING;
ALTER TABLE kind_then ADD measure_id bigint;
UPDATE kind_then SET measure_id = (
    SELECT id FROM addresses_measure AS measure
    WHERE measure.code = kind_then.code OR measure.name = kind_then.name
    ORDER BY measure.code <> kind_then.code LIMIT 1
);
"""
EMPTY = ("side", "performance", "term", "executor", "financing", "permit", "extra_work", "defects")
FIELDS = f"""id, address_id, building_id, source, description, ended_on, measure_id, old_word,
    is_past, is_executed, {", ".join(EMPTY)}, created"""
VALUES = f"""then_.id, then_.address_id, then_.building_id, then_.source, then_.description, then_.done_on,
    kind_then.measure_id, kind_then.old_word, true, true, {", ".join("''" for _field in EMPTY)}"""
MOVE = f"""
{KINDS}
ALTER TABLE dossiers_work DISABLE TRIGGER USER; -- the history comes along: what moves is not made anew
INSERT INTO dossiers_work ({FIELDS})
SELECT {VALUES}, coalesce(
    (SELECT min(pgh_created_at) FROM addresses_doneworkevent WHERE pgh_obj_id = then_.id), now()
)
FROM addresses_donework AS then_ JOIN kind_then USING (kind);
INSERT INTO dossiers_workevent (pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, {FIELDS})
SELECT then_.pgh_created_at, then_.pgh_label, then_.pgh_context_id, then_.pgh_obj_id, {VALUES},
    first_value(then_.pgh_created_at) OVER (PARTITION BY then_.pgh_obj_id ORDER BY then_.pgh_id)
FROM addresses_doneworkevent AS then_ JOIN kind_then USING (kind)
ORDER BY then_.pgh_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE dossiers_work ENABLE TRIGGER USER;
SET CONSTRAINTS ALL DEFERRED;
UPDATE dossiers_work SET state = state;
SELECT setval(
    pg_get_serial_sequence('dossiers_work', 'id'),
    greatest(1, (SELECT max(id) FROM dossiers_work), (SELECT max(pgh_obj_id) FROM dossiers_workevent)),
    EXISTS (SELECT FROM dossiers_work) OR EXISTS (SELECT FROM dossiers_workevent)
);
DO $$ BEGIN
    IF (SELECT count(*) FROM dossiers_work) <> (SELECT count(*) FROM addresses_donework) THEN
        RAISE EXCEPTION 'not every work done has moved';
    END IF;
    IF (SELECT count(*) FROM dossiers_workevent) <> (SELECT count(*) FROM addresses_doneworkevent) THEN
        RAISE EXCEPTION 'not all history of the works done has moved';
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0019_works"), ("addresses", "0013_works_move_up")]

    operations = [
        migrations.RunSQL(STATE, "DROP FUNCTION dossiers_work_state(dossiers_work)"),
        migrations.RunSQL(SEARCH, "DROP FUNCTION dossiers_work_search(dossiers_work)"),
        migrations.RunSQL(MOVE, "DELETE FROM dossiers_work"),
    ]
