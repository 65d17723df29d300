"""How often the bytes of a mail were tried, so that what fails comes last; and two more reasons to park."""

from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):
    dependencies = [
        ('mail', '0005_outbound_mail'),
    ]

    operations = [
        migrations.AddField(
            model_name='rawmessage',
            name='last_tried_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='rawmessage',
            name='tries',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='message',
            name='parked_reason',
            field=models.CharField(blank=True, choices=[('empty', 'The file is empty.'), ('no_headers', 'This is no mail: it has no header fields.'), ('too_large', 'The mail is larger than 100 MB.'), ('too_many_parts', 'The mail has more parts than any letter.'), ('too_deep', 'The mail has parts within parts without end.'), ('too_long', 'Reading the mail takes too long.'), ('too_much_memory', 'Reading the mail takes too much memory.'), ('failed', 'The mail could not be read.')], max_length=20, verbose_name='reason for parking'),
        ),
    ]
