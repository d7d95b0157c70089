from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0018_week")]

    operations = [
        migrations.AlterField(
            model_name="auditentry", name="act", field=models.CharField(choices=[('added', 'added'), ('changed', 'changed'), ('deactivated', 'closed the account of'), ('reactivated', 'opened the account again of'), ('signed-out', 'signed out everywhere'), ('duty-given', 'gave a task to'), ('duty-taken', 'took a task from'), ('link-made', 'made a sign-in link for'), ('second-step-cleared', 'took away the passkeys and the second step of'), ('invited', 'made an invitation'), ('withdrawn', 'withdrew an invitation'), ('accepted', 'accepted an invitation'), ('imported', 'imported people'), ('import-undone', 'undid an import of people'), ('provider-changed', 'changed a sign-in provider'), ('provider-removed', 'removed a sign-in provider'), ('linked', 'signed in with a provider for the first time'), ('certificate-revoked', 'withdrew a certificate of'), ('certificates-seen', 'looked up the certificates of'), ('handed-over', 'handed over what belonged to'), ('leaves', 'wrote down the last day of'), ('stays', 'took back the last day of'), ('looked', 'looked at the account of'), ('list-read', 'read the list of accounts, with e-mail addresses'), ('log-read', 'read in the log of the language model what was asked by'), ('copied', 'made a copy of the data of'), ('erasure-asked', 'asked to erase'), ('erasure-cancelled', 'cancelled erasing'), ('erased', 'erased a person'), ('keeping-changed', 'changed how long something is kept'), ('credential-made', 'made a credential for the records'), ('credential-rotated', 'gave a credential for the records another secret'), ('credential-withdrawn', 'withdrew a credential for the records'), ('store-changed', 'changed another store of statements')], max_length=30)
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE,
                        primary_key=True,
                        related_name="leaving",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("day", models.DateField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "people_leaving"},
        ),
    ]
