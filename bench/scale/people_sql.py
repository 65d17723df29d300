"""Towns, streets, addresses, colleagues, people and firms; see `bench.scale.seeding` for the values."""

# dice(key, salt, sides): 0 … sides - 1, always the same for the same key
# skewed(key, salt, sides, power): 1 … sides, small numbers more often the higher the power
TOOLS = """
CREATE FUNCTION pg_temp.dice(bigint, int, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8extended($1, $2) & 9223372036854775807) %% $3 $$;
CREATE FUNCTION pg_temp.skewed(bigint, int, int, float8) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT 1 + floor($3 * power(pg_temp.dice($1, $2, 1000000) / 1e6::float8, $4))::int $$;
"""

TOWNS = """
INSERT INTO addresses_municipality (nis_code, name)
SELECT nis, name FROM unnest(%(town_codes)s::text[], %(town_names)s::text[]) AS town(nis, name)
WHERE NOT EXISTS (SELECT FROM addresses_municipality WHERE nis_code = nis)
"""

STREETS = """
INSERT INTO addresses_street (id, register_id, name, municipality_id)
SELECT %(street_base)s + n, 900000000 + %(street_base)s + n,
    (%(street_names)s::text[])[1 + (n - 1) / %(towns)s %% cardinality(%(street_names)s::text[])],
    (SELECT id FROM addresses_municipality
     WHERE nis_code = (%(town_codes)s::text[])[1 + (n - 1) %% %(towns)s])
FROM generate_series(1, %(streets)s) AS n
"""

# every tenth four houses of a street are one building
BUILDINGS = """
INSERT INTO addresses_building (id, name, street_id, house_numbers, dwelling_units)
SELECT %(building_base)s + (street - 1) * %(buildings)s + block + 1, '', %(street_base)s + street,
    (1 + 30 * block) || '–' || (3 + 30 * block), 4
FROM generate_series(1, %(streets)s) AS street, generate_series(0, %(buildings)s - 1) AS block
"""

ADDRESSES = """
INSERT INTO addresses_address (id, register_id, street_id, building_id, house_number, box_number, postcode,
    status, is_verified, unverified_reason, lambert72_x, lambert72_y)
SELECT %(address_base)s + n, 900000000 + %(address_base)s + n, %(street_base)s + 1 + (n - 1) %% %(streets)s,
    CASE WHEN place %% 40 < 4
         THEN %(building_base)s + (n - 1) %% %(streets)s * %(buildings)s + place / 40 + 1 END,
    (1 + place * 3 / 4) || CASE WHEN pg_temp.dice(n, 1, 25) = 0 THEN 'A' ELSE '' END,
    CASE WHEN place %% 4 = 3 THEN (1 + pg_temp.dice(n, 2, 40))::text ELSE '' END,
    (%(postcodes)s::text[])[1 + (n - 1) %% %(streets)s %% %(towns)s], 'in_use', true, '',
    100000 + pg_temp.dice(n, 3, 10000000) / 100.0, 160000 + pg_temp.dice(n, 4, 7000000) / 100.0
FROM (SELECT n, ((n - 1) / %(streets)s)::int AS place FROM generate_series(1, %(addresses)s::bigint) AS n)
    AS house
"""

STAFF = """
INSERT INTO staff_user (id, password, is_superuser, email, first_name, last_name, language, is_active,
    date_joined)
SELECT %(user_base)s + n, '!', false, 'medewerker.' || (%(user_base)s + n) || '@loket.example',
    (%(first_names)s::text[])[1 + pg_temp.dice(n, 11, cardinality(%(first_names)s::text[]))],
    (%(last_names)s::text[])[1 + pg_temp.dice(n, 12, cardinality(%(last_names)s::text[]))], 'nl', true,
    %(start)s::date
FROM generate_series(1, %(users)s) AS n
"""
STAFF_ROLES = """
INSERT INTO staff_user_groups (user_id, group_id)
SELECT %(user_base)s + n, (%(roles)s::int[])[1 + n %% cardinality(%(roles)s::int[])]
FROM generate_series(1, %(users)s) AS n
"""

# half of the partners (after the clients) carry the client's name
PEOPLE = """
INSERT INTO contacts_person (id, first_name, last_name, salutation, language, preferred_channel,
    do_not_contact, notes, is_active, created_at, updated_at, address_id)
SELECT %(person_base)s + n,
    (%(first_names)s::text[])[pg_temp.skewed(n, 21, cardinality(%(first_names)s::text[]), 1.2)],
    (%(last_names)s::text[])[pg_temp.skewed(
        CASE WHEN n > %(journeys)s AND pg_temp.dice(n, 22, 2) = 0 THEN n - %(journeys)s ELSE n END,
        23, cardinality(%(last_names)s::text[]), 1.2)],
    (ARRAY['mr', 'ms', ''])[1 + pg_temp.dice(n, 24, 3)],
    CASE WHEN pg_temp.dice(n, 25, 6) = 0 THEN (ARRAY['fr', 'en', 'tr', 'ar'])[1 + pg_temp.dice(n, 26, 4)]
         ELSE 'nl' END,
    '', false, '', pg_temp.dice(n, 27, 100) > 0, arrival, arrival,
    %(address_base)s + 1 + pg_temp.dice(n, 28, %(addresses)s::bigint)
FROM (SELECT n, %(start)s::date + (n %% %(journeys)s) * interval '1461 days' / %(journeys)s AS arrival
      FROM generate_series(1, %(people)s::bigint) AS n) AS everybody
"""
CONTACT_POINTS = """
INSERT INTO contacts_contactpoint (person_id, kind, value, normalised, preferred, state)
SELECT id, 'mail', address, address, true, 'valid'
FROM (SELECT id, regexp_replace(btrim(search), '[^a-z]+', '.', 'g') || '.' || id || '@burger.example' AS
    address
      FROM contacts_person WHERE id > %(person_base)s) AS mail
UNION ALL
SELECT id, 'phone', '0460' || lpad(id::text, 7, '0'), '+32460' || lpad(id::text, 7, '0'), true, 'valid'
FROM contacts_person WHERE id > %(person_base)s AND id %% 5 < 4
"""
# one in fifty had another name
ALIASES = """
INSERT INTO contacts_alias (person_id, kind, value)
SELECT id, 'name', first_name || ' '
    || (%(last_names)s::text[])[1 + pg_temp.dice(id, 29, cardinality(%(last_names)s::text[]))]
FROM contacts_person WHERE id > %(person_base)s AND id %% 50 = 0
"""
FIRMS = """
INSERT INTO contacts_organisation (id, name, kind, notes, is_active, created_at, updated_at, address_id)
SELECT %(firm_base)s + n,
    replace((%(firm_names)s::text[])[firm], '{name}',
        (%(last_names)s::text[])[1 + pg_temp.dice(n, 31, cardinality(%(last_names)s::text[]))]) || ' ' || n,
    (%(firm_kinds)s::text[])[firm], '', true, %(start)s::date + interval '1 day' * pg_temp.dice(n, 33, 1461),
    %(start)s::date, %(address_base)s + 1 + pg_temp.dice(n, 34, %(addresses)s::bigint)
FROM (SELECT n, 1 + pg_temp.dice(n, 32, cardinality(%(firm_names)s::text[])) AS firm
      FROM generate_series(1, %(firms)s) AS n) AS all_firms
"""
