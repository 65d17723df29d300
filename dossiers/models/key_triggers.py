"""The triggers on dossiers, journeys and stakeholders themselves; see `dossiers.models.keys`."""

import pgtrigger

from dossiers.flows.table import FINANCIAL_TYPES

DOSSIER_KEYS = pgtrigger.Trigger(
    name="fill_keys",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf(
        *("number", "journey_id", "main_contact_id", "site_address_id", "assignee_id", "postcode"),
        *("contact_sort", "address_sort", "assignee_sort", "search"),
    ),
    func="""
        -- whoever adds a dossier to a journey and whoever adds a stakeholder to it wait for each other
        IF TG_OP = 'INSERT' THEN
            PERFORM FROM dossiers_journey WHERE id = NEW.journey_id FOR NO KEY UPDATE;
        ELSIF NEW.journey_id <> OLD.journey_id THEN
            PERFORM FROM dossiers_journey WHERE id = NEW.journey_id FOR NO KEY UPDATE;
        END IF;
        SELECT * INTO NEW.contact_sort, NEW.address_sort, NEW.assignee_sort, NEW.search
        FROM dossiers_keys_of(NEW);
        RETURN NEW;
    """,
)

DOSSIER_TERM = pgtrigger.Trigger(
    name="fill_term",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("next_due", "case_file_id", "search"),
    func="""
        NEW.next_due := dossiers_term_of(NEW.case_file_id);
        RETURN NEW;
    """,
)

FINANCIAL_FILE = pgtrigger.Trigger(
    name="financial_file",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("type", "case_file_id"),
    condition=pgtrigger.Q(new__type__in=FINANCIAL_TYPES),
    func="""
        UPDATE timeline_casefile SET is_financial = true WHERE id = NEW.case_file_id;
        RETURN NEW;
    """,
)

DOSSIER_PARTIES = pgtrigger.Trigger(
    name="parties_follow",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("journey_id") | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' AND NEW.journey_id = OLD.journey_id THEN
            RETURN NULL;
        END IF;
        DELETE FROM dossiers_dossierparty WHERE dossier_id = OLD.id;
        IF TG_OP = 'DELETE' THEN
            DELETE FROM dossiers_stalekey WHERE dossier_id = OLD.id;
            RETURN NULL;
        END IF;
        INSERT INTO dossiers_dossierparty
            (dossier_id, stakeholder_id, person_id, organisation_id, capacity_id, is_current)
        SELECT NEW.id, id, person_id, organisation_id, capacity_id, until IS NULL
        FROM dossiers_stakeholder WHERE journey_id = NEW.journey_id OR dossier_id = NEW.id;
        RETURN NULL;
    """,
)

JOURNEY_KEYS = pgtrigger.Trigger(
    name="fill_keys",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("number", "client_id", "address_id", "client_sort", "address_sort", "search"),
    func="""
        SELECT * INTO NEW.client_sort, NEW.address_sort, NEW.search FROM journeys_keys_of(NEW);
        RETURN NEW;
    """,
)

STAKEHOLDER_PARTIES = pgtrigger.Trigger(
    name="parties_follow",
    when=pgtrigger.After,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("journey_id", "dossier_id", "person_id", "organisation_id", "capacity_id", "until")
    | pgtrigger.Delete,
    declare=[("trains", "bigint[]"), ("wagons", "bigint[]")],
    func="""
        trains := array_remove(ARRAY[OLD.journey_id, NEW.journey_id], NULL);
        PERFORM FROM dossiers_journey WHERE id = ANY(trains) ORDER BY id FOR NO KEY UPDATE;
        wagons := ARRAY(
            SELECT id FROM dossiers_dossier
            WHERE journey_id = ANY(trains) OR id IN (OLD.dossier_id, NEW.dossier_id)
        );
        DELETE FROM dossiers_dossierparty WHERE stakeholder_id = OLD.id;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO dossiers_dossierparty
                (dossier_id, stakeholder_id, person_id, organisation_id, capacity_id, is_current)
            SELECT id, NEW.id, NEW.person_id, NEW.organisation_id, NEW.capacity_id, NEW.until IS NULL
            FROM dossiers_dossier WHERE journey_id = NEW.journey_id OR id = NEW.dossier_id;
        END IF;
        PERFORM dossiers_refresh(wagons, trains);
        RETURN NULL;
    """,
)
