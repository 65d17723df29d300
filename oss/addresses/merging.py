"""The statements that bring the register up to date with the staged rows, touching only what differs.

They run in the import's transaction, in the order of `merge`. Each change is kept as a row of the run.
"""

from dataclasses import dataclass

from django.db import connection

STAGING = """
DROP TABLE IF EXISTS pg_temp.address_staging, pg_temp.address_refused, pg_temp.address_absent,
    pg_temp.address_added, pg_temp.house_staging;
CREATE TEMPORARY TABLE address_staging (
    position bigint GENERATED ALWAYS AS IDENTITY,
    file text, line integer,
    register_id bigint, register_version text, street_register_id bigint, street_name text,
    house_number text, box_number text, postcode text, nis_code text, municipality_name text, status text,
    lambert72_x numeric(9, 2), lambert72_y numeric(9, 2), longitude numeric(9, 6), latitude numeric(9, 6)
) ON COMMIT DROP;
CREATE TEMPORARY TABLE address_refused (register_id bigint) ON COMMIT DROP;
SET LOCAL work_mem = '64MB';
SET LOCAL maintenance_work_mem = '128MB'
"""
COPY = """
COPY address_staging (file, line, register_id, register_version, street_register_id, street_name,
    house_number, box_number, postcode, nis_code, municipality_name, status,
    lambert72_x, lambert72_y, longitude, latitude) FROM STDIN
"""
# what was refused is no reason to call the address removed
_SET_REFUSED_ASIDE = """
WITH refused AS (DELETE FROM address_staging WHERE status IS NULL RETURNING register_id)
INSERT INTO address_refused SELECT register_id FROM refused
"""
_INDEX = """
CREATE INDEX ON address_staging (register_id);
ANALYZE address_staging;
ANALYZE address_refused
"""
_TAKE_OUT_TWINS = """
DELETE FROM address_staging USING (
    SELECT position FROM (
        SELECT position, row_number() OVER (PARTITION BY register_id ORDER BY position) AS nth
        FROM address_staging
        WHERE register_id IN (SELECT register_id FROM address_staging GROUP BY 1 HAVING count(*) > 1)
    ) AS twins WHERE nth > 1
) AS later WHERE address_staging.position = later.position
RETURNING address_staging.file, address_staging.line, concat_ws(' | ', address_staging.register_id,
    address_staging.street_name, address_staging.house_number, address_staging.box_number,
    address_staging.postcode)
"""
_MERGE_STREETS = (
    # the last name in the file counts, so that a second run finds nothing to change
    """
CREATE TEMPORARY TABLE street_staging ON COMMIT DROP AS
SELECT DISTINCT ON (street_register_id) street_register_id, street_name AS name,
    nis_code, municipality_name, position
FROM address_staging ORDER BY street_register_id, position DESC
""",
    """
UPDATE addresses_municipality AS known SET name = new.name
FROM (SELECT DISTINCT ON (nis_code) nis_code, municipality_name AS name
      FROM street_staging ORDER BY nis_code, position DESC) AS new
WHERE known.nis_code = new.nis_code AND known.name IS DISTINCT FROM new.name
""",
    """
INSERT INTO addresses_municipality (nis_code, name)
SELECT DISTINCT ON (nis_code) nis_code, municipality_name FROM street_staging AS new
WHERE NOT EXISTS (SELECT FROM addresses_municipality AS known WHERE known.nis_code = new.nis_code)
ORDER BY nis_code, position DESC
""",
    """
UPDATE addresses_street AS known SET name = new.name, municipality_id = town.id
FROM street_staging AS new JOIN addresses_municipality AS town USING (nis_code)
WHERE known.register_id = new.street_register_id
  AND (known.name, known.municipality_id) IS DISTINCT FROM (new.name, town.id)
""",
    """
INSERT INTO addresses_street (register_id, name, municipality_id)
SELECT street_register_id, new.name, town.id
FROM street_staging AS new JOIN addresses_municipality AS town USING (nis_code)
WHERE NOT EXISTS (SELECT FROM addresses_street AS known WHERE known.register_id = new.street_register_id)
""",
    "DROP TABLE street_staging",
)
# ruff: noqa: S608 - the columns that are put together are ours
_FIELDS = (
    *("register_version", "house_number", "box_number", "postcode", "status"),
    *("lambert72_x", "lambert72_y", "longitude", "latitude"),
)
_KNOWN = ", ".join(f"known.{field}" for field in _FIELDS)
_NEW = ", ".join(f"new.{field}" for field in _FIELDS)
_OLD_VALUES = ", ".join(f"'{field}', known.{field}" for field in _FIELDS)
_NEW_VALUES = ", ".join(f"'{field}', new.{field}" for field in _FIELDS)
# a street is kept by its id in the register; a position that moved is placed in its sector again
_UPDATE_ADDRESSES = f"""
WITH changed AS (
    SELECT known.id, known.register_id, street.id AS street_id, {_NEW},
        (known.longitude, known.latitude) IS DISTINCT FROM (new.longitude, new.latitude) AS moved,
        jsonb_build_object('street', old_street.register_id, {_OLD_VALUES}) AS before,
        jsonb_build_object('street', street.register_id, {_NEW_VALUES}) AS after
    FROM address_staging AS new
    JOIN addresses_street AS street ON street.register_id = new.street_register_id
    JOIN addresses_address AS known ON known.register_id = new.register_id
    JOIN addresses_street AS old_street ON old_street.id = known.street_id
    WHERE (known.street_id, {_KNOWN}) IS DISTINCT FROM (street.id, {_NEW})
), kept AS (
    INSERT INTO addresses_importchange (run_id, kind, register_id, before)
    SELECT %(run)s, 'changed', register_id,
        (SELECT coalesce(jsonb_object_agg(key, value), '{{}}') FROM jsonb_each(before)
         WHERE value IS DISTINCT FROM after -> key)
    FROM changed
)
UPDATE addresses_address AS known
SET street_id = new.street_id, {", ".join(f"{field} = new.{field}" for field in _FIELDS)},
    sector_id = CASE WHEN new.moved THEN NULL ELSE known.sector_id END
FROM changed AS new WHERE known.id = new.id
"""
_FIND_ADDED = f"""
CREATE TEMPORARY TABLE address_added ON COMMIT DROP AS
SELECT new.position, new.register_id, street.id AS street_id, {_NEW}
FROM address_staging AS new
JOIN addresses_street AS street ON street.register_id = new.street_register_id
WHERE NOT EXISTS (SELECT FROM addresses_address AS known WHERE known.register_id = new.register_id)
"""
# The building of each house number, from the known addresses and those to come: the one that is known, or
# a new one where there are boxes. In steps with figures for the planner, who expects few rows of a GROUP BY.
_FIND_BUILDINGS = (
    "ANALYZE address_added",
    """
CREATE TEMPORARY TABLE house_staging ON COMMIT DROP AS
SELECT street_id, house_number, min(building_id) AS building_id, min(building_id) IS NULL AS is_new
FROM (SELECT street_id, house_number, box_number, status, building_id FROM addresses_address
      UNION ALL SELECT street_id, house_number, box_number, status, NULL FROM address_added) AS address
GROUP BY street_id, house_number
HAVING min(building_id) = max(building_id)
    OR count(building_id) = 0 AND bool_or(box_number <> '') FILTER (WHERE status IN ('proposed', 'in_use'))
""",
    """
UPDATE house_staging SET building_id = nextval(pg_get_serial_sequence('addresses_building', 'id'))
WHERE is_new
""",
    "ANALYZE house_staging",
)
_PROPOSE_BUILDINGS = """
INSERT INTO addresses_building (id, name, street_id, house_numbers)
SELECT building_id, '', street_id, house_number FROM house_staging WHERE is_new
"""
_INSERT_ADDRESSES = f"""
WITH added AS (
    INSERT INTO addresses_address
        (register_id, street_id, {", ".join(_FIELDS)}, is_verified, unverified_reason, building_id)
    SELECT new.register_id, new.street_id, {_NEW}, true, '', house.building_id
    FROM address_added AS new
    LEFT JOIN house_staging AS house
        ON house.street_id = new.street_id AND house.house_number = new.house_number
        AND new.status IN ('proposed', 'in_use')
    ORDER BY new.position
    RETURNING register_id
)
INSERT INTO addresses_importchange (run_id, kind, register_id) SELECT %(run)s, 'added', register_id FROM added
"""
# a box joins the building of its house number, where that is one building; what staff chose stays
_JOIN_BUILDINGS = """
UPDATE addresses_address AS address SET building_id = house.building_id FROM house_staging AS house
WHERE address.building_id IS NULL AND address.status IN ('proposed', 'in_use')
  AND address.street_id = house.street_id AND address.house_number = house.house_number
"""
_OF_THE_MUNICIPALITIES = """
FROM addresses_address AS known JOIN addresses_street AS street ON street.id = known.street_id
WHERE known.register_id IS NOT NULL AND known.status <> 'removed' AND street.municipality_id IN (
    SELECT id FROM addresses_municipality WHERE nis_code IN (SELECT DISTINCT nis_code FROM address_staging))
"""
_COUNT_KNOWN = f"SELECT count(*) {_OF_THE_MUNICIPALITIES}"
_FIND_ABSENT = f"""
CREATE TEMPORARY TABLE address_absent ON COMMIT DROP AS
SELECT known.id, known.register_id, known.status {_OF_THE_MUNICIPALITIES}
  AND NOT EXISTS (SELECT FROM address_staging AS new WHERE new.register_id = known.register_id)
  AND NOT EXISTS (SELECT FROM address_refused AS new WHERE new.register_id = known.register_id)
"""
_REMOVE = """
WITH kept AS (
    INSERT INTO addresses_importchange (run_id, kind, register_id, before)
    SELECT %(run)s, 'removed', register_id, jsonb_build_object('status', status) FROM address_absent
)
UPDATE addresses_address AS known SET status = 'removed' FROM address_absent AS gone WHERE known.id = gone.id
"""


@dataclass(frozen=True)
class Merged:
    added: int
    changed: int
    removed: int
    buildings_added: int


@dataclass(frozen=True)
class Twin:
    """A staged row whose register id stood in the file before."""

    file: str
    line: int
    content: str


def settle_staging() -> tuple[int, list[Twin]]:
    """Takes out what can't be merged. Returns how many rows are left, and the twins."""
    with connection.cursor() as cursor:
        cursor.execute(_SET_REFUSED_ASIDE)
        cursor.execute(_INDEX)
        cursor.execute(_TAKE_OUT_TWINS)
        twins = [Twin(*row) for row in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM address_staging")
        return cursor.fetchone()[0], twins


def known_and_absent() -> tuple[int, int]:
    """Known addresses of the municipalities in the file, and those of them that the file lacks."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND_ABSENT)
        absent = cursor.rowcount
        cursor.execute(_COUNT_KNOWN)
        return cursor.fetchone()[0], absent


def merge(run: int, *, remove: bool) -> Merged:
    """`run` is the import's key; with `remove`, what `known_and_absent` found absent is marked as removed."""
    with connection.cursor() as cursor:

        def rows(statement: str) -> int:
            cursor.execute(statement, {"run": run})
            return cursor.rowcount

        for statement in _MERGE_STREETS:
            cursor.execute(statement)
        changed = rows(_UPDATE_ADDRESSES)
        removed = rows(_REMOVE) if remove else 0
        added, buildings = rows(_FIND_ADDED), 0
        if changed or added:
            for statement in _FIND_BUILDINGS:
                cursor.execute(statement)
            # the history trigger of a building would walk past every pending check, for every building
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            buildings = rows(_PROPOSE_BUILDINGS)
            rows(_INSERT_ADDRESSES)
            cursor.execute("ANALYZE addresses_address, addresses_street")
            rows(_JOIN_BUILDINGS)
        return Merged(added, changed, removed, buildings)
