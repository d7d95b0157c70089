import django.db.models.deletion
import django.db.models.functions.text
import uuid_utils.compat
import zwerm.people.models.sought
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_accounts"),
        ("people", "0003_roster"),
        ("people", "0004_providers"),
        ("people", "0005_tellings"),
        ("people", "0006_by_name"),
        ("people", "0007_certificates_in_the_trail"),
        ("people", "0008_privacy"),
        ("people", "0009_saml"),
        ("people", "0010_credentials_in_the_trail"),
        ("people", "0011_single_log_out"),
        ("people", "0012_photos"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptFor",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("months", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "people_kept_for",
            },
        ),
        migrations.CreateModel(
            name="SignInProvider",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("oidc", "OpenID Connect"), ("saml", "SAML")], max_length=10)),
                ("name", models.CharField(max_length=100)),
                ("enabled", models.BooleanField(default=True)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("client_id", models.CharField(blank=True, max_length=300)),
                ("sealed_secret", models.TextField(blank=True)),
                ("told", models.JSONField(default=dict)),
                ("domains", models.CharField(max_length=500)),
                (
                    "vouches",
                    models.BooleanField(default=False, help_text="Its addresses count as proven though it does not say so itself."),
                ),
                ("makes_accounts", models.BooleanField(default=False)),
                (
                    "ends_there",
                    models.BooleanField(
                        default=False, help_text="Signing out here signs out there too; over SAML it may end sessions here as well."
                    ),
                ),
                ("groups_name", models.CharField(blank=True, max_length=200)),
                (
                    "attributes",
                    models.JSONField(
                        default=dict,
                        help_text="Which attributes of an assertion tell subject, email and name, where the usual ones do not.",
                    ),
                ),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "people_sign_in_provider",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Space",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "Organisation"),
                            ("team", "Team"),
                            ("community", "Community"),
                            ("circle", "Circle"),
                            ("pair", "Pair"),
                            ("private", "Private"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("about", models.TextField(blank=True, verbose_name="about")),
                (
                    "open",
                    models.BooleanField(
                        help_text="Everyone in the organisation can read what is here.", verbose_name="open to all colleagues"
                    ),
                ),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "people_space",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("circle", "pair", "private")), ("open", True), _negated=True),
                        name="people_space_closed_kinds",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "organisation")), fields=("kind",), name="people_space_one_organisation"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="function")),
                ("by_name", zwerm.people.models.sought.Sought(default="", editable=False, max_length=1000, of="name")),
                ("by_function", zwerm.people.models.sought.Sought(default="", editable=False, max_length=1000, of="function")),
                ("about", models.TextField(blank=True, verbose_name="about me")),
                ("photo", models.CharField(blank=True, help_text="SHA-256 of the bytes on storage; empty: initials.", max_length=64)),
                (
                    "photo_for",
                    models.CharField(
                        choices=[("everyone", "all colleagues"), ("teams", "my teams"), ("me", "only me")],
                        default="everyone",
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                (
                    "address_unproven",
                    models.BooleanField(
                        default=False, help_text="Typed by the person; neither an administrator nor a message proved that it is theirs."
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("closed", models.DateTimeField(help_text="When the account was closed; empty: it is open.", null=True)),
                ("joined", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "people_person",
                "ordering": ["name"],
                "indexes": [models.Index(fields=["by_name", "id"], name="people_person_by_name")],
                "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="people_person_email_once")],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("teaches", "I can teach"),
                            ("wants", "I want to learn"),
                            ("how", "How I like to learn"),
                            ("days", "Where I am"),
                            ("pronouns", "Pronouns"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(max_length=1000)),
                (
                    "audience",
                    models.CharField(
                        choices=[("everyone", "all colleagues"), ("teams", "my teams"), ("me", "only me")],
                        default="everyone",
                        max_length=20,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tellings", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "db_table": "people_telling",
                "constraints": [models.UniqueConstraint(fields=("person", "name"), name="people_telling_once")],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("deactivated", "closed the account of"),
                            ("reactivated", "opened the account again of"),
                            ("signed-out", "signed out everywhere"),
                            ("duty-given", "gave a task to"),
                            ("duty-taken", "took a task from"),
                            ("link-made", "made a sign-in link for"),
                            ("second-step-cleared", "took away the passkeys and the second step of"),
                            ("invited", "made an invitation"),
                            ("withdrawn", "withdrew an invitation"),
                            ("accepted", "accepted an invitation"),
                            ("imported", "imported people"),
                            ("import-undone", "undid an import of people"),
                            ("provider-changed", "changed a sign-in provider"),
                            ("provider-removed", "removed a sign-in provider"),
                            ("linked", "signed in with a provider for the first time"),
                            ("certificate-revoked", "withdrew a certificate of"),
                            ("certificates-seen", "looked up the certificates of"),
                            ("handed-over", "handed over what belonged to"),
                            ("looked", "looked at the account of"),
                            ("log-read", "read in the log of the language model what was asked by"),
                            ("copied", "made a copy of the data of"),
                            ("erasure-asked", "asked to erase"),
                            ("erasure-cancelled", "cancelled erasing"),
                            ("erased", "erased a person"),
                            ("keeping-changed", "changed how long something is kept"),
                            ("credential-made", "made a credential for the records"),
                            ("credential-rotated", "gave a credential for the records another secret"),
                            ("credential-withdrawn", "withdrew a credential for the records"),
                        ],
                        max_length=30,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300)),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_audit_entry",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["-at", "-id"], name="people_audit_newest")],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(choices=[("ld", "Learning & development"), ("admin", "Administrator")], max_length=20)),
                ("given", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="duty_set", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "db_table": "people_duty",
                "constraints": [models.UniqueConstraint(fields=("person", "name"), name="people_duty_once")],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("own_texts", models.BooleanField(default=False, help_text="Texts that nobody else changed go too.")),
                ("asked", models.DateTimeField(auto_now_add=True)),
                ("due", models.DateTimeField()),
                ("cancelled", models.DateTimeField(null=True)),
                ("done", models.DateTimeField(null=True)),
                ("report", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="erasures", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_erasure",
                "ordering": ["-asked"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled__isnull", True), ("done__isnull", True)),
                        fields=("person",),
                        name="people_erasure_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("domains", models.CharField(blank=True, max_length=500)),
                ("most_uses", models.PositiveIntegerField(default=1)),
                ("expires", models.DateTimeField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("withdrawn", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="people.space"
                    ),
                ),
            ],
            options={
                "db_table": "people_invitation",
                "ordering": ["-made"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("steward", "Steward"), ("lead", "Team lead")], default="member", max_length=20
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL),
                ),
                ("space", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="people.space")),
            ],
            options={
                "db_table": "people_membership",
                "constraints": [models.UniqueConstraint(fields=("space", "person"), name="people_membership_once")],
            },
        ),
        migrations.CreateModel(
            name="PersonalCopy",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("asked", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("parts", models.PositiveSmallIntegerField(default=0)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("ready", models.DateTimeField(null=True)),
                ("failed", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="copies", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "db_table": "people_personal_copy",
                "ordering": ["-asked"],
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("lines", models.JSONField()),
                ("report", models.JSONField(default=list)),
                ("undo", models.JSONField(default=dict)),
                ("done", models.DateTimeField(null=True)),
                ("undone", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_roster_import",
                "ordering": ["-made"],
            },
        ),
        migrations.CreateModel(
            name="SamlAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assertion", models.CharField(max_length=64)),
                ("ticket", models.CharField(max_length=64, unique=True)),
                ("sealed", models.TextField()),
                ("until", models.DateTimeField(db_index=True)),
                ("provider", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.signinprovider")),
            ],
            options={
                "db_table": "people_saml_answer",
                "constraints": [models.UniqueConstraint(fields=("provider", "assertion"), name="people_saml_answer_once")],
            },
        ),
        migrations.CreateModel(
            name="ProviderLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=300)),
                ("linked", models.DateTimeField(auto_now_add=True)),
                (
                    "called",
                    models.CharField(
                        blank=True, help_text="The NameID of the last time, where another attribute is the subject.", max_length=300
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="provider_links", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="links", to="people.signinprovider"),
                ),
            ],
            options={
                "db_table": "people_provider_link",
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "subject"), name="people_provider_subject_once"),
                    models.UniqueConstraint(fields=("provider", "person"), name="people_provider_person_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupTeam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(max_length=300)),
                (
                    "provider",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="people.signinprovider"),
                ),
                ("space", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
            ],
            options={
                "db_table": "people_group_team",
                "constraints": [models.UniqueConstraint(fields=("provider", "group", "space"), name="people_group_team_once")],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "space",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="team",
                        serialize=False,
                        to="people.space",
                    ),
                ),
            ],
            options={
                "db_table": "people_team",
                "ordering": ["space__name"],
            },
        ),
        migrations.CreateModel(
            name="InvitationUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("invitation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="people.invitation")),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "people_invitation_use",
            },
        ),
    ]
