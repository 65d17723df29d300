from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_words_of_the_admin")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ("first_name", "last_name", "pk"),
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
    ]
