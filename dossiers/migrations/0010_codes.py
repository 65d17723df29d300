"""Values are known by a code from now on; those that shipped are recognised by the names they shipped with."""

import django.contrib.postgres.functions
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


SOURCES = (
    ("desk", "fysiek loket"),
    ("phone", "telefoon"),
    ("mail", "e-mail"),
    ("contact_form", "contactformulier"),
    ("registration_form", "inschrijfformulier"),
    ("appointment", "afspraak"),
    ("home_visit", "huisbezoek"),
    ("event", "event"),
    ("neighbourhood_desk", "buurtloket"),
    ("renovation_market", "renovatiemarkt"),
    ("info_moment", "infomoment"),
    ("call_round", "aanbelronde"),
    ("internal_referral", "doorverwijzing interne dienst"),
    ("external_referral", "doorverwijzing externe partner"),
    ("social_media", "sociale media"),
)
ACQUAINTANCES = (
    ("city_magazine", "stadsmagazine"),
    ("city_website", "website stad"),
    ("social_media", "sociale media"),
    ("letter", "brief"),
    ("flyer", "flyer"),
    ("street_banner", "spandoek/straatbeeld"),
    ("info_moment", "infomoment"),
    ("neighbours", "buur/familie/vriend"),
    ("ambassador", "ambassadeur"),
    ("contractor", "aannemer"),
    ("syndic", "syndicus"),
    ("city_service", "stadsdienst"),
    ("social_house", "OCMW/Sociaal Huis"),
    ("energy_house", "energiehuis"),
    ("press", "pers"),
    ("earlier_guidance", "eerdere begeleiding"),
    ("unknown", "onbekend"),
)
CAPACITIES = (
    ("owner_occupier", "eigenaar-bewoner"),
    ("owner_landlord", "eigenaar-verhuurder"),
    ("co_owner", "mede-eigenaar"),
    ("tenant", "huurder"),
    ("usufructuary", "vruchtgebruiker"),
    ("future_buyer", "koper in spe"),
    ("vme", "VME"),
    ("professional_syndic", "syndicus (professioneel)"),
    ("volunteer_syndic", "syndicus (vrijwillig)"),
    ("rme_member", "RME-lid"),
    ("working_group_contact", "contactpersoon werkgroep"),
    ("contractor", "aannemer"),
    ("architect", "architect"),
    ("engineering_office", "studiebureau"),
    ("renovation_director", "renovatieregisseur"),
    ("safety_coordinator", "veiligheidscoördinator"),
    ("epc_expert", "EPC-deskundige"),
    ("social_service", "sociale dienst"),
    ("proxy", "gemachtigde"),
    ("other", "andere"),
)
TOPICS = (
    ("roof_insulation", "dakisolatie"),
    ("facade_insulation", "gevelisolatie buiten"),
    ("cavity_insulation", "spouwmuurisolatie"),
    ("inside_insulation", "binnenisolatie"),
    ("floor_insulation", "vloerisolatie"),
    ("windows_and_doors", "ramen en deuren"),
    ("ventilation", "ventilatie"),
    ("heating", "verwarming"),
    ("heat_pump", "warmtepomp"),
    ("heat_network", "warmtenet"),
    ("hot_water", "sanitair warm water"),
    ("solar_panels", "zonnepanelen"),
    ("home_battery", "thuisbatterij"),
    ("charging_point", "laadpaal"),
    ("energy_sharing", "energiedelen"),
    ("energy_bill", "energiefactuur en leveranciers"),
    ("epc_and_duty", "EPC en renovatieplicht"),
    ("asbestos", "asbest"),
    ("damp", "vocht"),
    ("green_roof", "groendak"),
    ("rainwater", "regenwater en infiltratie"),
    ("depaving", "ontharding en tuin"),
    ("premiums", "premies"),
    ("loans", "leningen"),
    ("permit", "vergunning"),
    ("housing_quality", "woningkwaliteit"),
    ("rent", "huur"),
    ("common_parts", "appartement: gemene delen"),
    ("co_ownership", "appartement: mede-eigendom"),
    ("neighbourhood_renovation", "wijkrenovatie"),
    ("other", "andere"),
)
FIRST_ACTIONS = (
    ("answered_by_phone", "telefonisch beantwoord"),
    ("answered_by_mail", "per mail beantwoord"),
    ("answered_at_desk", "aan het loket beantwoord"),
    ("appointment_made", "afspraak gemaakt"),
    ("visit_planned", "huisbezoek gepland"),
    ("documentation_given", "documentatie bezorgd"),
    ("referred", "doorverwezen"),
    ("more_info_asked", "bijkomende info gevraagd"),
    ("dossier_started", "dossier opgestart"),
)
REASONS = (
    ("abandon_client_withdraws", "abandon", "klant haakt af"),
    ("abandon_no_reaction", "abandon", "geen reactie meer"),
    ("abandon_not_affordable", "abandon", "financieel niet haalbaar"),
    ("abandon_not_feasible", "abandon", "technisch niet haalbaar"),
    ("abandon_permit_refused", "abandon", "vergunning geweigerd"),
    ("abandon_no_agreement", "abandon", "geen akkoord mede-eigenaars"),
    ("abandon_went_on_alone", "abandon", "zelf verder gegaan"),
    ("abandon_moved_or_sold", "abandon", "verhuisd/verkocht"),
    ("abandon_double", "abandon", "dubbel"),
    ("abandon_made_by_mistake", "abandon", "foutief aangemaakt"),
    ("abandon_other", "abandon", "andere"),
    ("back_wrong_step", "back", "foutieve stap"),
    ("back_new_information", "back", "nieuwe informatie"),
    ("back_further_question", "back", "bijkomende vraag klant"),
    ("back_other", "back", "andere"),
    ("deactivate_double", "inactive", "dubbel"),
    ("deactivate_made_by_mistake", "inactive", "foutief aangemaakt"),
    ("deactivate_test_or_exercise", "inactive", "test of oefening"),
    ("deactivate_other", "inactive", "andere"),
)
PROJECTS = (
    ("regular", "Reguliere werking"),
    ("arsenaal", "Wijkrenovatie Arsenaal"),
    ("mechelse_vesten", "Klimaatwijk Mechelse Vesten"),
    ("condoreno", "CONDORENO"),
    ("fosster", "FOSSTER"),
    ("refined", "REFINED"),
)
SUBTYPES = (
    ("information_financial_advice", "information", "Financieel advies"),
    ("information_question", "information", "Informatievraag"),
    ("information_masterplan_interest", "information", "Interesse renovatiemasterplan"),
    ("information_premium_support", "information", "Ondersteuning premieaanvraag"),
    ("information_technical_question", "information", "Technische vraag"),
    ("lending_street_garden", "lending", "Adoptie straattuin"),
    ("lending_neighbourhood_compost", "lending", "Buurtcomposteren"),
    ("lending_energy_meter", "lending", "Energiemeter"),
    ("lending_green_garland", "lending", "Groenslinger"),
    ("lending_depaving_team", "lending", "Onthardingsploeg"),
    ("lending_rubble_bags", "lending", "Puinzakken"),
    ("lending_tile_garden_collective", "lending", "Tegeltuin (collectief)"),
    ("lending_tile_garden_individual", "lending", "Tegeltuin (individueel)"),
    ("lending_thermal_scan", "lending", "Warmtescan"),
    ("advice_adaptation_advice", "advice", "Adaptatieadvies"),
    ("advice_plan_advice", "advice", "Duurzaam planadvies"),
    ("advice_energy_scan", "advice", "Energiescan (extern)"),
    ("advice_renovation_advice", "advice", "Renovatieadvies"),
    ("advice_renovation_guidance", "advice", "Renovatiebegeleiding / planadvies geven"),
    ("advice_masterplan", "advice", "Renovatiemasterplan"),
    ("advice_masterplan_light", "advice", "Renovatiemasterplan light"),
    ("advice_heat_pump_advice", "advice", "Warmtepompadvies"),
    ("design_verbouwbegeleiding", "design", "Mijn VerbouwBegeleiding"),
    ("design_collective_renovation", "design", "Collectieve renovatie"),
    ("execution_verbouwbegeleiding", "execution", "Mijn VerbouwBegeleiding"),
    ("execution_collective_renovation", "execution", "Collectieve renovatie"),
    ("loan_zero_percent", "loan", "0% lening"),
    ("loan_one_percent", "loan", "1% lening"),
    ("loan_energy_loan_plus", "loan", "Energielening+"),
    ("loan_preparation", "loan", "Lening – voorbereiding"),
    ("loan_mechelen_knapt_op", "loan", "Mechelen knapt op"),
    ("loan_verbouwlening", "loan", "Mijn VerbouwLening"),
    ("loan_emergency_purchase_fund", "loan", "Noodkoopfonds"),
    ("loan_prefinancing", "loan", "Pre-financiering"),
    ("loan_subsidised_credit", "loan", "Renovatiekrediet met rentesubsidie"),
    ("grant_green_roof", "grant", "Groendak"),
    ("grant_infiltration", "grant", "Hemelwaterinfiltratie"),
    ("grant_rainwater_reuse", "grant", "Hemelwaterrecuperatie"),
    ("grant_public_domain", "grant", "Inname openbaar domein"),
    ("grant_climate_action_small", "grant", "Klimaatactie klein"),
    ("grant_climate_action_large", "grant", "Klimaatactie groot"),
    ("grant_ready_for_climate", "grant", "Paraat voor het Klimaat"),
)

def coded(table, columns, rows):
    """A row that bears a name that shipped gets its code; another one is somebody's own."""
    fits = " AND ".join(f"{table}.{column} = shipped.{column}" for column in columns)
    values = ", ".join(["(" + ", ".join(["%s"] * (len(columns) + 1)) + ")"] * len(rows))
    return [
        (
            f"UPDATE {table} SET code = shipped.code"
            f" FROM (VALUES {values}) AS shipped (code, {', '.join(columns)}) WHERE {fits}",
            tuple(value for row in rows for value in row),
        ),
    ]


def once(model, name, *columns):
    """A unique index, within this transaction: a list of values has some dozens of rows."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"CREATE UNIQUE INDEX {name} ON dossiers_{model} ({', '.join(columns)})",
                f"DROP INDEX {name}",
            )
        ],
        state_operations=[
            migrations.AddConstraint(
                model_name=model, constraint=models.UniqueConstraint(*columns, name=name)
            )
        ],
    )


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0009_opening_key'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='project',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='subtype',
            name='update_update',
        ),
        migrations.AddField(
            model_name='acquaintance',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='capacity',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='firstaction',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='project',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='reason',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='source',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='subtype',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='topic',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."funding" IS DISTINCT FROM (NEW."funding") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))', func='INSERT INTO "dossiers_projectevent" ("ends_on", "funding", "id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on") VALUES (NEW."ends_on", NEW."funding", NEW."id", NEW."is_active", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."starts_on"); RETURN NULL;', hash='ce7b3be37c2f82f68b345a1e727311499aae0976', operation='UPDATE', pgid='pgtrigger_update_update_cbbda', table='dossiers_project', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subtype',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."profile" IS DISTINCT FROM (NEW."profile") OR OLD."type" IS DISTINCT FROM (NEW."type"))', func='INSERT INTO "dossiers_subtypeevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "profile", "type") VALUES (NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."position", NEW."profile", NEW."type"); RETURN NULL;', hash='d5306696b3dd29e9ad6f176b7c362a17122b4c55', operation='UPDATE', pgid='pgtrigger_update_update_fdc28', table='dossiers_subtype', when='AFTER')),
        ),
        migrations.RunSQL(coded('dossiers_source', ['name'], SOURCES), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_acquaintance', ['name'], ACQUAINTANCES), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_capacity', ['name'], CAPACITIES), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_topic', ['name'], TOPICS), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_firstaction', ['name'], FIRST_ACTIONS), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_reason', ['kind', 'name'], REASONS), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_project', ['name'], PROJECTS), migrations.RunSQL.noop),
        migrations.RunSQL(coded('dossiers_subtype', ['type', 'name'], SUBTYPES), migrations.RunSQL.noop),
        once('acquaintance', 'acquaintance_code_once', 'code'),
        once('capacity', 'capacity_code_once', 'code'),
        once('firstaction', 'firstaction_code_once', 'code'),
        once('project', 'project_code_once', 'code'),
        once('reason', 'reason_code_once', 'code'),
        once('source', 'source_code_once', 'code'),
        once('subtype', 'subtype_code_once', 'code'),
        once('subtype', 'subtype_with_its_type', 'id', 'type'),
        once('topic', 'topic_code_once', 'code'),
        # a dossier and its subtype are of one type: a composite key, which Django does not declare
        migrations.RunSQL(
            "ALTER TABLE dossiers_dossier ADD CONSTRAINT dossier_of_its_subtypes_type"
            " FOREIGN KEY (subtype_id, type) REFERENCES dossiers_subtype (id, type)",
            "ALTER TABLE dossiers_dossier DROP CONSTRAINT dossier_of_its_subtypes_type",
        ),
    ]
