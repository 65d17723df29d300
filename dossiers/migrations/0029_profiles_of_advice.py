"""The subtypes of Advice that an older loket has get their profile, where nobody chose one."""

from django.db import migrations

PROFILES = {
    "advice_adaptation_advice": "adaptation",
    "advice_plan_advice": "plan_advice",
    "advice_energy_scan": "energy_scan",
    "advice_renovation_advice": "advice",
    "advice_renovation_guidance": "advice",
    "advice_heat_pump_advice": "heat_pump",
}


def give_profiles(apps, schema_editor):
    subtypes = apps.get_model("dossiers", "Subtype").objects.filter(type="advice", profile="")
    for code, profile in PROFILES.items():
        subtypes.filter(code=code).update(profile=profile)


class Migration(migrations.Migration):

    dependencies = [
        ("dossiers", '0028_advice'),
    ]

    operations = [
        migrations.RunPython(give_profiles, migrations.RunPython.noop),
    ]
