"""The SQL of an import. Staging tables: kbo_<file> (rows to put in), kbo_<file>_delete (of an update set).

Numbers lose their dots. Dutch comes before French, the official name before other names (type 001), the seat
(REGO) before other addresses. Source of the codes: Cookbook KBO Open Data.
"""

_COLUMNS = (
    *("name", "juridical_form", "started_on", "street", "house_number", "box", "postcode", "municipality"),
    *("mail", "phone", "is_active"),
)
_COLUMN_LIST = ", ".join(_COLUMNS)
_INCOMING_LIST = ", ".join(f"new.{name}" for name in _COLUMNS)
_KNOWN_LIST = ", ".join(f"known.{name}" for name in _COLUMNS)

ROOM = """
SET LOCAL work_mem = '64MB';
SET LOCAL maintenance_work_mem = '128MB'
"""

# as soon as they are filled: who plans for empty tables joins row by row, for minutes
KNOW_ENTERPRISES = "ANALYZE contacts_registerenterprise (number, is_active)"
KNOW_ESTABLISHMENTS = "ANALYZE contacts_registerestablishment (number, enterprise_id)"

# which enterprises we keep: seat or branch in our postcodes, known already, or one of our organisations
SCOPE = """
CREATE TEMPORARY TABLE kbo_scope ON COMMIT DROP AS
SELECT replace(enterprisenumber, '.', '') AS number FROM kbo_enterprise WHERE %(all)s
UNION
SELECT replace(entitynumber, '.', '') FROM kbo_address
WHERE zipcode = ANY(%(postcodes)s) AND coalesce(datestrikingoff, '') = ''
UNION
SELECT replace(branch.enterprisenumber, '.', '') FROM kbo_establishment AS branch
JOIN kbo_address AS address ON address.entitynumber = branch.establishmentnumber
WHERE address.zipcode = ANY(%(postcodes)s)
UNION SELECT number FROM contacts_registerenterprise
UNION SELECT enterprise_number FROM contacts_organisation WHERE enterprise_number IS NOT NULL
"""

FLATTEN = (
    "ANALYZE kbo_scope",
    """
CREATE TEMPORARY TABLE kbo_active ON COMMIT DROP AS
SELECT scope.number, ent.juridicalform, ent.startdate
FROM kbo_enterprise AS ent JOIN kbo_scope AS scope ON scope.number = replace(ent.enterprisenumber, '.', '')
""",
    """
CREATE TEMPORARY TABLE kbo_name ON COMMIT DROP AS
SELECT DISTINCT ON (number) number, left(denomination, 320) AS name
FROM kbo_denomination JOIN kbo_scope ON number = replace(entitynumber, '.', '')
ORDER BY number, typeofdenomination <> '001', language IS DISTINCT FROM '2', language, denomination
""",
    """
CREATE TEMPORARY TABLE kbo_seat ON COMMIT DROP AS
SELECT DISTINCT ON (number) number,
    left(coalesce(nullif(streetnl, ''), streetfr, ''), 200) AS street,
    left(upper(coalesce(housenumber, '')), 22) AS house_number, left(coalesce(box, ''), 22) AS box,
    left(coalesce(zipcode, ''), 20) AS postcode,
    left(coalesce(nullif(municipalitynl, ''), municipalityfr, ''), 200) AS municipality
FROM kbo_address JOIN kbo_scope ON number = replace(entitynumber, '.', '')
WHERE coalesce(datestrikingoff, '') = ''
ORDER BY number, typeofaddress <> 'REGO', typeofaddress, zipcode, streetnl, housenumber
""",
    """
CREATE TEMPORARY TABLE kbo_reach ON COMMIT DROP AS
SELECT number,
    left(coalesce(min(value) FILTER (WHERE contacttype = 'EMAIL'), ''), 254) AS mail,
    left(coalesce(min(value) FILTER (WHERE contacttype = 'TEL'), ''), 254) AS phone
FROM kbo_contact JOIN kbo_scope ON number = replace(entitynumber, '.', '') GROUP BY number
""",
    "ANALYZE kbo_active (number), kbo_name (number), kbo_seat (number), kbo_reach (number)",
)

_STARTED_ON = """
CASE WHEN ent.startdate ~ '^[0-3][0-9]-[01][0-9]-[0-9]{4}$' THEN to_date(ent.startdate, 'DD-MM-YYYY') END"""

INCOMING_FULL = f"""
CREATE TEMPORARY TABLE kbo_incoming ON COMMIT DROP AS
SELECT DISTINCT ON (number) ent.number, coalesce(name.name, '') AS name,
    left(coalesce(ent.juridicalform, ''), 3) AS juridical_form, {_STARTED_ON} AS started_on,
    coalesce(seat.street, '') AS street, coalesce(seat.house_number, '') AS house_number,
    coalesce(seat.box, '') AS box, coalesce(seat.postcode, '') AS postcode,
    coalesce(seat.municipality, '') AS municipality,
    coalesce(reach.mail, '') AS mail, coalesce(reach.phone, '') AS phone, true AS is_active
FROM kbo_active AS ent
LEFT JOIN kbo_name AS name USING (number)
LEFT JOIN kbo_seat AS seat USING (number)
LEFT JOIN kbo_reach AS reach USING (number)
ORDER BY number, ent.startdate
"""  # noqa: S608 - names of our own

# of an update set: what a file speaks of is replaced, empty where it only deletes; the rest stays as known
INCOMING_UPDATE = f"""
CREATE TEMPORARY TABLE kbo_incoming ON COMMIT DROP AS
WITH touched AS (
    SELECT 'enterprise' AS file, replace(enterprisenumber, '.', '') AS number FROM kbo_enterprise_delete
    UNION SELECT 'enterprise', number FROM kbo_active
    UNION SELECT 'denomination', replace(entitynumber, '.', '') FROM kbo_denomination_delete
    UNION SELECT 'denomination', number FROM kbo_name
    UNION SELECT 'address', replace(entitynumber, '.', '') FROM kbo_address_delete
    UNION SELECT 'address', number FROM kbo_seat
    UNION SELECT 'contact', replace(entitynumber, '.', '') FROM kbo_contact_delete
    UNION SELECT 'contact', number FROM kbo_reach
), files AS (
    SELECT number, bool_or(file = 'denomination') AS name, bool_or(file = 'address') AS seat,
        bool_or(file = 'contact') AS reach
    FROM touched GROUP BY number
)
SELECT DISTINCT ON (number) files.number,
    CASE WHEN known.number IS NULL OR files.name THEN coalesce(name.name, '') ELSE known.name END AS name,
    CASE WHEN ent.number IS NULL THEN known.juridical_form
        ELSE left(coalesce(ent.juridicalform, ''), 3) END AS juridical_form,
    CASE WHEN ent.number IS NULL THEN known.started_on ELSE {_STARTED_ON} END AS started_on,
    CASE WHEN known.number IS NULL OR files.seat THEN coalesce(seat.street, '')
        ELSE known.street END AS street,
    CASE WHEN known.number IS NULL OR files.seat THEN coalesce(seat.house_number, '')
        ELSE known.house_number END AS house_number,
    CASE WHEN known.number IS NULL OR files.seat THEN coalesce(seat.box, '') ELSE known.box END AS box,
    CASE WHEN known.number IS NULL OR files.seat THEN coalesce(seat.postcode, '')
        ELSE known.postcode END AS postcode,
    CASE WHEN known.number IS NULL OR files.seat THEN coalesce(seat.municipality, '')
        ELSE known.municipality END AS municipality,
    CASE WHEN known.number IS NULL OR files.reach THEN coalesce(reach.mail, '') ELSE known.mail END AS mail,
    CASE WHEN known.number IS NULL OR files.reach THEN coalesce(reach.phone, '')
        ELSE known.phone END AS phone,
    true AS is_active
FROM files
JOIN kbo_scope AS scope ON scope.number = files.number
LEFT JOIN contacts_registerenterprise AS known ON known.number = files.number
LEFT JOIN kbo_active AS ent ON ent.number = files.number
LEFT JOIN kbo_name AS name ON name.number = files.number
LEFT JOIN kbo_seat AS seat ON seat.number = files.number
LEFT JOIN kbo_reach AS reach ON reach.number = files.number
WHERE ent.number IS NOT NULL
   OR known.is_active AND NOT EXISTS (
        SELECT FROM kbo_enterprise_delete AS gone
        WHERE replace(gone.enterprisenumber, '.', '') = known.number)
ORDER BY number, ent.startdate
"""  # noqa: S608 - names of our own

_DIFFERS = f"""
FROM contacts_registerenterprise AS known JOIN kbo_incoming AS new ON new.number = known.number
WHERE ({_KNOWN_LIST}) IS DISTINCT FROM ({_INCOMING_LIST})
"""
NOTE_CHANGED = f"""
INSERT INTO contacts_registerchange (run_id, number, kind, before)
SELECT %(run)s, known.number, 'changed', to_jsonb(known) - 'number'
{_DIFFERS}
"""
UPDATE = f"""
UPDATE contacts_registerenterprise AS known SET ({_COLUMN_LIST}) = ROW({_INCOMING_LIST})
FROM kbo_incoming AS new
WHERE new.number = known.number AND ({_KNOWN_LIST}) IS DISTINCT FROM ({_INCOMING_LIST})
"""  # noqa: S608 - names of our own
NOTE_ADDED = """
INSERT INTO contacts_registerchange (run_id, number, kind)
SELECT %(run)s, new.number, 'added' FROM kbo_incoming AS new
WHERE NOT EXISTS (SELECT FROM contacts_registerenterprise AS known WHERE known.number = new.number)
"""
INSERT = f"""
INSERT INTO contacts_registerenterprise (number, {_COLUMN_LIST})
SELECT new.number, {_INCOMING_LIST} FROM kbo_incoming AS new
WHERE NOT EXISTS (SELECT FROM contacts_registerenterprise AS known WHERE known.number = new.number)
"""  # noqa: S608 - names of our own
# the files hold active enterprises only: what a full set lacks has ended
ENDED_FULL = """
CREATE TEMPORARY TABLE kbo_ended ON COMMIT DROP AS
SELECT known.number FROM contacts_registerenterprise AS known
WHERE known.is_active AND NOT EXISTS (SELECT FROM kbo_incoming AS new WHERE new.number = known.number)
"""
ENDED_UPDATE = """
CREATE TEMPORARY TABLE kbo_ended ON COMMIT DROP AS
SELECT known.number FROM contacts_registerenterprise AS known
JOIN kbo_enterprise_delete AS gone ON replace(gone.enterprisenumber, '.', '') = known.number
WHERE known.is_active
  AND NOT EXISTS (SELECT FROM kbo_active AS new WHERE new.number = known.number)
"""
NOTE_ENDED = """
INSERT INTO contacts_registerchange (run_id, number, kind, before)
SELECT %(run)s, known.number, 'ended', to_jsonb(known) - 'number'
FROM contacts_registerenterprise AS known WHERE known.number IN (SELECT number FROM kbo_ended)
"""
END = """
UPDATE contacts_registerenterprise SET is_active = false WHERE number IN (SELECT number FROM kbo_ended)
"""
INCOMPLETE = """
SELECT count(*) FROM kbo_seat AS seat
WHERE seat.postcode = ANY(%(postcodes)s) AND seat.number ~ '^[01]'
  AND NOT EXISTS (SELECT FROM kbo_active AS new WHERE new.number = seat.number)
  AND NOT EXISTS (SELECT FROM contacts_registerenterprise AS known WHERE known.number = seat.number)
"""

_PUT_ESTABLISHMENTS = """
INSERT INTO contacts_registerestablishment AS known (number, enterprise_id)
SELECT DISTINCT ON (1) replace(new.establishmentnumber, '.', ''), replace(new.enterprisenumber, '.', '')
FROM kbo_establishment AS new
JOIN contacts_registerenterprise AS enterprise ON enterprise.number = replace(new.enterprisenumber, '.', '')
ORDER BY 1, 2
ON CONFLICT (number) DO UPDATE SET enterprise_id = excluded.enterprise_id
WHERE known.enterprise_id <> excluded.enterprise_id
"""
ESTABLISHMENTS_FULL = (
    """
DELETE FROM contacts_registerestablishment AS known
WHERE NOT EXISTS (SELECT FROM kbo_establishment AS new
                  WHERE replace(new.establishmentnumber, '.', '') = known.number)
""",
    _PUT_ESTABLISHMENTS,
)
ESTABLISHMENTS_UPDATE = (
    """
DELETE FROM contacts_registerestablishment
WHERE number IN (SELECT replace(establishmentnumber, '.', '') FROM kbo_establishment_delete)
""",
    _PUT_ESTABLISHMENTS,
)

CODES = (
    """
INSERT INTO contacts_registercode AS known (category, code, description)
SELECT DISTINCT ON (1, 2) category, left(code, 20), left(description, 400) FROM kbo_code
WHERE category = 'JuridicalForm' AND language = 'NL' ORDER BY 1, 2, 3
ON CONFLICT (category, code) DO UPDATE SET description = excluded.description
WHERE known.description <> excluded.description
""",
)
