from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0014_made_again_from_newest"),
    ]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="again",
            field=models.DateTimeField(
                help_text="Since when it is taken again; empty: it is the first time.", null=True
            ),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="lapsed",
            field=models.DateField(
                help_text="It is taken again because the certificate was valid until this day.", null=True
            ),
        ),
    ]
