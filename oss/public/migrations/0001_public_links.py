"""Links for citizens, and how often they were opened."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PublicLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('purpose', models.CharField(max_length=40, verbose_name='purpose')),
                ('about', models.PositiveBigIntegerField(verbose_name='about')),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='given out at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('most_uses', models.PositiveSmallIntegerField(default=1, verbose_name='may be used')),
                ('uses', models.PositiveSmallIntegerField(default=0, verbose_name='times used')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
            ],
            options={
                'verbose_name': 'public link',
                'verbose_name_plural': 'public links',
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['purpose', 'about'], name='public_link_by_purpose')],
                'constraints': [models.UniqueConstraint(fields=('digest',), name='public_link_digest_once'), models.CheckConstraint(condition=models.Q(('uses__lte', models.F('most_uses'))), name='public_link_is_used_as_often_as_it_may')],
            },
        ),
        migrations.CreateModel(
            name='PublicOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='moment of opening')),
                ('kind', models.CharField(choices=[('shown', 'shown'), ('answered', 'filled in'), ('closed', 'not open any more')], max_length=8, verbose_name='what happened')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='public.publiclink')),
            ],
            options={
                'verbose_name': 'opening of a public link',
                'verbose_name_plural': 'openings of public links',
                'ordering': ('-pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['shown', 'answered', 'closed'])), name='opening_kind_is_known')],
            },
        ),
    ]
