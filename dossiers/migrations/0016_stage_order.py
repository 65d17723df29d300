"""How far a dossier is in its flow, as a column. Its indexes are built beside the running shop."""

from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('addresses', '0011_building_name_search'),
        ('dossiers', '0015_facts_and_waiting'),
        ('timeline', '0004_posted_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='stage_sort',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(stage='request', then=models.Value(1), type='information'), models.When(stage='handling', then=models.Value(2), type='information'), models.When(stage='completed', then=models.Value(90), type='information'), models.When(stage='abandoned', then=models.Value(99), type='information'), models.When(stage='request', then=models.Value(1), type='lending'), models.When(stage='handling', then=models.Value(2), type='lending'), models.When(stage='completed', then=models.Value(90), type='lending'), models.When(stage='abandoned', then=models.Value(99), type='lending'), models.When(stage='request', then=models.Value(1), type='advice'), models.When(stage='advice', then=models.Value(2), type='advice'), models.When(stage='survey', then=models.Value(3), type='advice'), models.When(stage='completed', then=models.Value(90), type='advice'), models.When(stage='abandoned', then=models.Value(99), type='advice'), models.When(stage='request', then=models.Value(1), type='design'), models.When(stage='studies', then=models.Value(2), type='design'), models.When(stage='quotes', then=models.Value(3), type='design'), models.When(stage='completed', then=models.Value(90), type='design'), models.When(stage='abandoned', then=models.Value(99), type='design'), models.When(stage='request', then=models.Value(1), type='execution'), models.When(stage='preparation', then=models.Value(2), type='execution'), models.When(stage='execution', then=models.Value(3), type='execution'), models.When(stage='survey', then=models.Value(4), type='execution'), models.When(stage='completed', then=models.Value(90), type='execution'), models.When(stage='abandoned', then=models.Value(99), type='execution'), models.When(stage='request', then=models.Value(1), type='loan'), models.When(stage='analysis', then=models.Value(2), type='loan'), models.When(stage='decision', then=models.Value(3), type='loan'), models.When(stage='signing', then=models.Value(4), type='loan'), models.When(stage='drawdown', then=models.Value(5), type='loan'), models.When(stage='outstanding', then=models.Value(6), type='loan'), models.When(stage='completed', then=models.Value(90), type='loan'), models.When(stage='abandoned', then=models.Value(99), type='loan'), models.When(stage='submitted', then=models.Value(1), type='grant'), models.When(stage='handling', then=models.Value(2), type='grant'), models.When(stage='decision', then=models.Value(3), type='grant'), models.When(stage='reporting', then=models.Value(4), type='grant'), models.When(stage='payment', then=models.Value(5), type='grant'), models.When(stage='completed', then=models.Value(90), type='grant'), models.When(stage='abandoned', then=models.Value(99), type='grant'), default=models.Value(0)), output_field=models.SmallIntegerField()),
        ),
        AddIndexBeside(
            model_name='dossier',
            index=models.Index(fields=['stage_sort', 'id'], name='dossier_by_stage_order'),
        ),
        AddIndexBeside(
            model_name='dossier',
            index=models.Index(fields=['stage_sort', '-opened_on', '-id'], name='dossier_by_stage_order_newest'),
        ),
        migrations.RemoveIndex(
            model_name='dossier',
            name='dossier_by_stage',
        ),
    ]
