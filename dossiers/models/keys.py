"""What keeps the sort keys, the search text and the parties of dossiers and journeys true: triggers.

A list sorts and searches on columns of the row itself, also by the contact's name or the street, which stand
in other tables. SQL functions say what those columns hold (`dossiers_keys_of`, `journeys_keys_of`, made in
`0006_fill_sort_keys`). A trigger on the row fills them at every write (`dossiers.models.key_triggers`). The
triggers below, on the tables that hold the names, touch the rows they concern: in the same transaction, or by
job (`StaleKey`) where a change concerns more than `MOST_AT_ONCE` rows.
"""

import pgtrigger

from dossiers.models.dossier import Dossier
from oss.addresses.models import Address, Municipality, Street
from oss.contacts.models import Organisation, Person
from oss.staff.models import User
from oss.timeline.models import Activity

MOST_AT_ONCE = 1_000
"""How many rows one change may touch in its own transaction; written out in `dossiers_refresh`."""


def _after(name: str, *fields: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func=func,
    )


def _name_changed(column: str) -> str:
    return """
        PERFORM dossiers_refresh(
            ARRAY(SELECT dossier_id FROM dossiers_dossierparty WHERE {column} = NEW.id),
            ARRAY(SELECT journey_id FROM dossiers_stakeholder
                  WHERE {column} = NEW.id AND journey_id IS NOT NULL)
        );
        RETURN NULL;
    """.replace("{column}", column)


def _place_changed(addresses: str) -> str:
    return """
        PERFORM dossiers_refresh(
            ARRAY(SELECT id FROM dossiers_dossier WHERE site_address_id IN ({addresses})
                  UNION SELECT dossier_id FROM dossiers_dossier_additional_addresses
                  WHERE address_id IN ({addresses})),
            ARRAY(SELECT id FROM dossiers_journey WHERE address_id IN ({addresses}))
        );
        RETURN NULL;
    """.replace("{addresses}", addresses)


def _addresses_changed(name: str, operation: pgtrigger.Operation, **rows: str) -> pgtrigger.Trigger:
    """Once for all rows of a statement: sixty apartments are added in one."""
    changed = " UNION ".join(f"SELECT dossier_id FROM {one}" for one in rows.values())  # noqa: S608 - ours
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=f"""
            PERFORM dossiers_refresh(ARRAY({changed}), '{{}}');
            RETURN NULL;
        """,
    )


class AdditionalAddress(Dossier.additional_addresses.through):  # type: ignore[name-defined]
    """The further addresses of a dossier stand in its search text."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _addresses_changed("keys_follow_more", pgtrigger.Insert, new="added"),
            _addresses_changed("keys_follow_fewer", pgtrigger.Delete, old="removed"),
            _addresses_changed("keys_follow_other", pgtrigger.Update, new="added", old="removed"),
        )


class NamedPerson(Person):
    """A person's name stands in the keys of their dossiers."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (_after("keys_follow_name", "first_name", "last_name", func=_name_changed("person_id")),)


class NamedOrganisation(Organisation):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (_after("keys_follow_name", "name", func=_name_changed("organisation_id")),)


class NamedAssignee(User):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _after(
                "keys_follow_name",
                *("first_name", "last_name", "email"),
                func="""
                    PERFORM dossiers_refresh(
                        ARRAY(SELECT id FROM dossiers_dossier WHERE assignee_id = NEW.id), '{}'
                    );
                    RETURN NULL;
                """,
            ),
        )


class SiteAddress(Address):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _after(
                "keys_follow_place",
                *("street", "house_number", "box_number", "postcode"),
                func=_place_changed("NEW.id"),
            ),
        )


class SiteStreet(Street):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _after(
                "keys_follow_place",
                *("name", "municipality"),
                func=_place_changed("SELECT id FROM addresses_address WHERE street_id = NEW.id"),
            ),
        )


class SiteMunicipality(Municipality):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            _after(
                "keys_follow_place",
                "name",
                func=_place_changed(
                    "SELECT address.id FROM addresses_address AS address"
                    " JOIN addresses_street AS street ON street.id = address.street_id"
                    " WHERE street.municipality_id = NEW.id"
                ),
            ),
        )


_TERM_OF_ITS_DOSSIER = """
    IF (NEW.due_on IS NOT NULL AND NEW.done_at IS NULL)
        OR (OLD.due_on IS NOT NULL AND OLD.done_at IS NULL) THEN
        UPDATE dossiers_dossier SET next_due = NULL
        WHERE case_file_id IN (OLD.case_file_id, NEW.case_file_id);
    END IF;
    RETURN NULL;
"""


class DueActivity(Activity):
    """The first term of what is to do stands on the dossier. Nothing is written there but NULL: the dossier's
    own trigger fills it in, once whoever held the dossier is ready (`dossiers.models.key_triggers`)."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            pgtrigger.Trigger(
                name="term_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=_TERM_OF_ITS_DOSSIER,
            ),
            _after(
                "term_follows_change", "due_on", "done_at", "kind", "case_file", func=_TERM_OF_ITS_DOSSIER
            ),
        )
