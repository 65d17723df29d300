"""What the keys of dossiers and journeys hold, and the touching of many; then fills them for what is there.

The triggers of `0005_sort_keys` call these functions; `dossiers.models.keys` tells the whole.
"""

from django.db import migrations

# In PL/pgSQL, which keeps its plans: a function in SQL is planned anew at each of the million calls.

# "Peeters, Lotte, for her company" → "peeters lotte company"
STAKEHOLDER_NAME = """
CREATE FUNCTION dossiers_stakeholder_name(bigint) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT btrim(concat(person.sort_name, organisation.search))
        FROM dossiers_stakeholder AS stakeholder
        LEFT JOIN contacts_person AS person ON person.id = stakeholder.person_id
        LEFT JOIN contacts_organisation AS organisation ON organisation.id = stakeholder.organisation_id
        WHERE stakeholder.id = $1
    );
END
$$
"""
# street, house and box as one walks: 2 before 12, the house before its boxes
ADDRESS_ORDER = """
CREATE FUNCTION dossiers_address_order(bigint) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT btrim(street.search) || ' ' || address.house_order || ' ' || address.box_order
        FROM addresses_address AS address JOIN addresses_street AS street ON street.id = address.street_id
        WHERE address.id = $1
    );
END
$$
"""
ADDRESS_TEXT = """
CREATE FUNCTION dossiers_address_text(bigint) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT street.search || address.search || town.search
        FROM addresses_address AS address JOIN addresses_street AS street ON street.id = address.street_id
        JOIN addresses_municipality AS town ON town.id = street.municipality_id
        WHERE address.id = $1
    );
END
$$
"""
PARTIES_TEXT = """
CREATE FUNCTION dossiers_parties_text(journey bigint, dossier bigint) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT string_agg(concat(person.search, organisation.search), '' ORDER BY stakeholder.id)
        FROM (SELECT id, person_id, organisation_id FROM dossiers_stakeholder WHERE journey_id = journey
              UNION ALL
              SELECT id, person_id, organisation_id FROM dossiers_stakeholder WHERE dossier_id = dossier
        ) AS stakeholder
        LEFT JOIN contacts_person AS person ON person.id = stakeholder.person_id
        LEFT JOIN contacts_organisation AS organisation ON organisation.id = stakeholder.organisation_id
    );
END
$$
"""
JOURNEY_KEYS = """
CREATE FUNCTION journeys_keys_of(
    journey dossiers_journey, OUT client_sort text, OUT address_sort text, OUT search text
) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    client_sort := dossiers_stakeholder_name(journey.client_id);
    address_sort := dossiers_address_order(journey.address_id);
    search := concat(search_text(journey.number), dossiers_parties_text(journey.id, NULL),
                     dossiers_address_text(journey.address_id));
END
$$
"""
DOSSIER_KEYS = """
CREATE FUNCTION dossiers_keys_of(
    dossier dossiers_dossier,
    OUT contact_sort text, OUT address_sort text, OUT assignee_sort text, OUT search text
) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    contact_sort := dossiers_stakeholder_name(dossier.main_contact_id);
    address_sort := dossiers_address_order(dossier.site_address_id);
    assignee_sort := (
        SELECT btrim(search_text(coalesce(nullif(btrim(concat(first_name, ' ', last_name)), ''), email)))
        FROM staff_user WHERE id = dossier.assignee_id
    );
    search := concat(
        search_text(concat_ws(' ', dossier.number,
            (SELECT number FROM dossiers_journey WHERE id = dossier.journey_id), dossier.postcode)),
        dossiers_parties_text(dossier.journey_id, dossier.id),
        dossiers_address_text(dossier.site_address_id)
    );
END
$$
"""
REFRESH = """
CREATE FUNCTION dossiers_refresh(dossiers bigint[], journeys bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(dossiers) + cardinality(journeys) > 1000 THEN
        INSERT INTO dossiers_stalekey (dossier_id) SELECT DISTINCT unnest(dossiers);
        INSERT INTO dossiers_stalekey (journey_id) SELECT DISTINCT unnest(journeys);
        RETURN;
    END IF;
    -- in one order, so that two changes at once do not wait for each other in a circle
    PERFORM FROM dossiers_journey WHERE id = ANY(journeys) ORDER BY id FOR NO KEY UPDATE;
    UPDATE dossiers_journey SET search = search WHERE id = ANY(journeys);
    PERFORM FROM dossiers_dossier WHERE id = ANY(dossiers) ORDER BY id FOR NO KEY UPDATE;
    UPDATE dossiers_dossier SET search = search WHERE id = ANY(dossiers);
END
$$
"""
FILL = """
UPDATE dossiers_journey SET search = search;
UPDATE dossiers_dossier SET search = search;
INSERT INTO dossiers_dossierparty
    (dossier_id, stakeholder_id, person_id, organisation_id, capacity_id, is_current)
SELECT dossier.id, party.id, party.person_id, party.organisation_id, party.capacity_id, party.until IS NULL
FROM dossiers_dossier AS dossier JOIN dossiers_stakeholder AS party
    ON party.journey_id = dossier.journey_id OR party.dossier_id = dossier.id
"""
FUNCTIONS = (
    (STAKEHOLDER_NAME, "dossiers_stakeholder_name(bigint)"),
    (ADDRESS_ORDER, "dossiers_address_order(bigint)"),
    (ADDRESS_TEXT, "dossiers_address_text(bigint)"),
    (PARTIES_TEXT, "dossiers_parties_text(bigint, bigint)"),
    (JOURNEY_KEYS, "journeys_keys_of(dossiers_journey)"),
    (DOSSIER_KEYS, "dossiers_keys_of(dossiers_dossier)"),
    (REFRESH, "dossiers_refresh(bigint[], bigint[])"),
)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0005_sort_keys"), ("contacts", "0002_sort_keys")]
    operations = [
        *(migrations.RunSQL(function, f"DROP FUNCTION {name}") for function, name in FUNCTIONS),
        migrations.RunSQL(FILL, "DELETE FROM dossiers_dossierparty"),
    ]
