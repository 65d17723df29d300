"""The administrator's lists are known by code: renamed and deactivated values come back at no release."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.test import Client

from dossiers.models import Source, Subtype
from dossiers.reference import load_lists
from oss.core import reference
from oss.core.models import DatedValue
from oss.core.named_values import OWN, NamedValue
from oss.queues.models import Queue
from oss.staff.factories import UserFactory
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db

LISTS = [one for one in apps.get_models() if issubclass(one, NamedValue) and not one._meta.proxy]


def test_what_was_renamed_and_deactivated_stays_so_and_gets_no_double() -> None:
    shipped = {model: row for model in LISTS if (row := model.objects.exclude(code__startswith=OWN).first())}
    assert len(shipped) > 8
    for model, row in shipped.items():
        model.objects.filter(pk=row.pk).update(name="Anders genoemd", is_active=False, position=77)
    DatedValue.objects.filter(parameter="epc_years_valid").update(valid_from="2007-02-03", value="11")
    Queue.objects.filter(slug="energy").update(name="Energievragen", is_active=False)
    before = {model: list(model.objects.order_by("pk").values()) for model in (*LISTS, DatedValue, Queue)}
    for _release in range(2):
        assert set(reference.sync().values()) == {0}
    for model, rows in before.items():
        assert list(model.objects.order_by("pk").values()) == rows


def test_a_value_that_somebody_added_becomes_the_shipped_one_of_that_name() -> None:
    Source.objects.get(code="call_round").delete()
    own = Source.objects.create(name="aanbelronde", position=5)
    assert own.code.startswith(OWN)
    assert load_lists() == 0
    own.refresh_from_db()
    assert (own.code, own.position) == ("call_round", 5)


def test_a_shipped_value_whose_name_another_one_bears_now_stays_out() -> None:
    Source.objects.get(code="call_round").delete()
    Source.objects.filter(code="event").update(name="aanbelronde")
    assert load_lists() == 0
    assert not Source.objects.filter(code="call_round").exists()


def test_values_of_a_database_from_before_get_the_code_they_shipped_with() -> None:
    """What the migration does on rows that have none yet."""
    own = Source.objects.create(name="paard en kar")
    migration = import_module("dossiers.migrations.0010_codes")
    shipped_then = Subtype.objects.filter(code__in=[code for code, *_names in migration.SUBTYPES])
    codes = dict(shipped_then.values_list("pk", "code"))
    Source.objects.filter(code="mail").update(name="elektronische post")
    for model in (Source, Subtype):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(code=f"{OWN}{row.pk}")
    with connection.cursor() as cursor:
        for table, columns, rows in (
            ("dossiers_source", ["name"], migration.SOURCES),
            ("dossiers_subtype", ["type", "name"], migration.SUBTYPES),
        ):
            for statement, values in migration.coded(table, columns, rows):
                cursor.execute(statement, values)
    assert dict(Subtype.objects.filter(pk__in=codes).values_list("pk", "code")) == codes
    assert Source.objects.get(name="telefoon").code == "phone"
    for name in ("paard en kar", "elektronische post"):
        assert Source.objects.get(name=name).code.startswith(OWN)
    assert own.pk


def test_every_list_of_values_is_kept_in_the_admin() -> None:
    assert [model for model in LISTS if not admin.site.is_registered(model)] == []


def test_no_page_of_the_admin_changes_a_code() -> None:
    femke = Client()
    femke.force_login(UserFactory.create(roles=[Role.ADMINISTRATOR]))
    source, queue = Source.objects.get(code="mail"), Queue.objects.get(slug="energy")
    typed = {"name": "mail", "position": 1, "is_active": "on", "code": "other"}
    assert femke.post(f"/admin/dossiers/source/{source.pk}/change/", typed).status_code == 302
    source.refresh_from_db()
    assert (source.name, source.code) == ("mail", "mail")
    page = femke.get(f"/admin/queues/queue/{queue.pk}/change/")
    assert "slug" not in page.context["adminform"].form.fields
    assert "slug" in femke.get("/admin/queues/queue/add/").context["adminform"].form.fields


def test_two_rows_never_share_a_code() -> None:
    for model in LISTS:
        shipped = model.objects.exclude(code__startswith=OWN).first()
        code = shipped.code if shipped else model.objects.create(name="een").code
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(name="nog een", code=code)
