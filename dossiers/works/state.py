"""What keeps the state and the search text of works true: triggers.

`dossiers_work_state` and `dossiers_work_search`, made in `0020_move_works`, say what they hold. The first
also refuses, whoever writes, that a work begins that nobody decided. The triggers touch a work where what it
is told by stands in another table.
"""

import pgtrigger

from oss.addresses.models import Address, Building, Measure, Street

FILL_STATE = pgtrigger.Trigger(
    name="fill_state",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf(
        *("measure_id", "description", "old_word", "address_id", "building_id", "is_past", "started_on"),
        *("is_executed", "permit", "permit_granted_on", "state", "search"),
    ),
    func="""
        NEW.state := dossiers_work_state(NEW);
        NEW.search := dossiers_work_search(NEW);
        RETURN NEW;
    """,
)


def follows(name: str = "state_follows") -> pgtrigger.Trigger:
    """Of a table with a `work`, whose rows say where the work stands."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            UPDATE dossiers_work SET state = state WHERE id IN (OLD.work_id, NEW.work_id);
            RETURN NULL;
        """,
    )


STATE_FOLLOWS_DECISION = follows()
STATE_FOLLOWS_INSPECTION = follows()


def _search_follows(works: str, *fields: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="work_search_follows",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func="UPDATE dossiers_work SET search = search WHERE {works}; RETURN NULL;".replace("{works}", works),
    )


class WorkMeasure(Measure):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (_search_follows("measure_id = NEW.id", "name"),)


class WorkAddress(Address):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _search_follows("address_id = NEW.id", *("street", "house_number", "box_number", "postcode")),
        )


class WorkBuilding(Building):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (_search_follows("building_id = NEW.id", "street", "house_numbers", "name"),)


class WorkStreet(Street):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _search_follows(
                "address_id IN (SELECT id FROM addresses_address WHERE street_id = NEW.id)"
                " OR building_id IN (SELECT id FROM addresses_building WHERE street_id = NEW.id)",
                "name",
            ),
        )
