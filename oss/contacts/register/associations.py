"""Which building an owners' association (VME) of the register belongs to: by street and number."""

from django.db import connection, transaction

from oss.contacts.models import (
    AssociationMatch,
    MatchState,
)
from oss.contacts.register.association_places import stage_places
from oss.core.history import recorded


def match_associations() -> tuple[int, int]:
    """Matches anew all that staff did not decide on. Returns how many have a building, and how many wait.

    An association that is one of our organisations and has no building yet gets the one that was found.
    """
    with transaction.atomic(), recorded(None, "match_associations"), connection.cursor() as cursor:
        stage_places(cursor)
        cursor.execute(_MATCH)
        cursor.execute(_LINK)
    matches = AssociationMatch.objects.filter(enterprise__is_active=True)
    found = matches.filter(state__in=[MatchState.MATCHED, MatchState.SETTLED]).count()
    return found, matches.to_do().count()


# what the register wrote as street and number was read into two tables: `association_places`
_MATCH = r"""
INSERT INTO contacts_associationmatch AS known (enterprise_id, building_id, state, problem)
WITH association AS (
    SELECT number, postcode, house_number, street
    FROM contacts_registerenterprise WHERE juridical_form = '070' AND is_active
), place AS (
    SELECT association.number, association.postcode, association.house_number, named.street_id
    FROM association JOIN association_street AS named ON named.text = association.street
    WHERE EXISTS (SELECT FROM addresses_address AS address
                  WHERE address.street_id = named.street_id AND address.postcode = association.postcode)
), found AS (
    SELECT place.number, address.id AS address_id, address.building_id
    FROM place JOIN association_house AS house ON house.text = place.house_number
    JOIN addresses_address AS address ON address.street_id = place.street_id
        AND address.house_order = house.house_order
        AND (house.box_order IS NULL OR address.box_order = house.box_order)
        AND address.postcode = place.postcode
        AND address.status IN ('proposed', 'in_use')
    UNION ALL
    SELECT place.number, NULL, building.id
    FROM place JOIN association_house AS house ON house.text = place.house_number AND house.box_order IS NULL
    JOIN addresses_building AS building ON building.street_id = place.street_id
        AND EXISTS (SELECT FROM regexp_split_to_table(building.house_numbers, '\s*[-–/+&,]\s*') AS one
                    WHERE natural_order(one) = house.house_order)
), result AS (
    SELECT association.number, btrim(association.street) = '' AS no_address,
        EXISTS (SELECT FROM place WHERE place.number = association.number) AS has_street,
        count(found.number) AS addresses, count(DISTINCT found.building_id) AS buildings,
        min(found.building_id) AS building_id
    FROM association LEFT JOIN found USING (number) GROUP BY association.number, association.street
)
SELECT number, CASE WHEN buildings = 1 THEN building_id END,
    CASE WHEN buildings = 1 THEN 'matched' ELSE 'to_do' END,
    CASE WHEN buildings = 1 THEN '' WHEN buildings > 1 THEN 'several' WHEN addresses > 0 THEN 'no_building'
        WHEN has_street THEN 'number' WHEN no_address THEN 'no_address' ELSE 'street' END
FROM result
ON CONFLICT (enterprise_id) DO UPDATE
SET building_id = excluded.building_id, state = excluded.state, problem = excluded.problem
WHERE known.state IN ('matched', 'to_do')
  AND (known.building_id, known.state, known.problem)
  IS DISTINCT FROM (excluded.building_id, excluded.state, excluded.problem)
"""
_LINK = """
INSERT INTO contacts_associationbuilding (organisation_id, building_id)
SELECT organisation.id, match.building_id
FROM contacts_associationmatch AS match
JOIN contacts_organisation AS organisation ON organisation.enterprise_number = match.enterprise_id
WHERE match.building_id IS NOT NULL AND organisation.kind = 'vme'
  AND NOT EXISTS (SELECT FROM contacts_associationbuilding AS known
                  WHERE known.organisation_id = organisation.id)
"""
