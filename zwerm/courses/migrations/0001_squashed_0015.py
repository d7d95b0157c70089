import django.core.validators
import django.db.models.deletion
import uuid_utils.compat
import zwerm.courses.models.certificate
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("courses", "0001_initial"),
        ("courses", "0002_how_a_course_was_made"),
        ("courses", "0003_editing"),
        ("courses", "0004_places_per_question"),
        ("courses", "0005_every_place_has_a_version"),
        ("courses", "0006_stale"),
        ("courses", "0007_reactions"),
        ("courses", "0008_together"),
        ("courses", "0009_certificates"),
        ("courses", "0010_answers_as_given"),
        ("courses", "0011_assignments"),
        ("courses", "0012_reviews_closed"),
        ("courses", "0013_comments"),
        ("courses", "0014_made_again_from_newest"),
        ("courses", "0015_taken_again"),
    ]

    initial = True

    dependencies = [
        ("library", "0013_same_bytes"),
        ("people", "0007_certificates_in_the_trail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Media",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.PositiveBigIntegerField()),
                ("kept", models.DateTimeField(help_text="When it was last added.")),
            ],
            options={
                "db_table": "courses_media",
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                (
                    "pass_mark",
                    models.PositiveSmallIntegerField(
                        default=70, help_text="Percentage of the questions that must be right.", verbose_name="pass mark"
                    ),
                ),
                (
                    "valid_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: it stays valid. Certificates that were given already stay as they are.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)],
                        verbose_name="months that a certificate is valid",
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                ("published", models.DateTimeField(help_text="Empty while it is a draft.", null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="courses", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revises",
                    models.OneToOneField(
                        help_text="The published course that this draft will change.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="working_copy",
                        to="courses.course",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="courses", to="people.space", verbose_name="space"
                    ),
                ),
            ],
            options={
                "db_table": "courses_course",
                "ordering": ["-updated"],
                "indexes": [models.Index(fields=["space", "-published"], name="courses_course_space")],
                "constraints": [models.CheckConstraint(condition=models.Q(("pass_mark__lte", 100)), name="courses_course_pass_mark")],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(default=zwerm.courses.models.certificate.new_code, editable=False, max_length=26, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=300)),
                ("organisation", models.CharField(max_length=200)),
                ("language", models.CharField(help_text="In which the holder reads.", max_length=8)),
                ("course_language", models.CharField(max_length=8)),
                ("awarded", models.DateTimeField()),
                ("expires", models.DateField(help_text="The last day that it is valid; empty: it stays valid.", null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="certificates", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="certificates", to="courses.course"
                    ),
                ),
            ],
            options={
                "db_table": "courses_certificate",
                "ordering": ["-awarded"],
                "constraints": [models.UniqueConstraint(fields=("course", "person", "awarded"), name="courses_certificate_once")],
            },
        ),
        migrations.CreateModel(
            name="Bite",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("minutes", models.FloatField()),
                ("origin", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.bite")),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="bites", to="courses.course")),
            ],
            options={
                "db_table": "courses_bite",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("course", "position"), name="courses_bite_position")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("block", models.UUIDField()),
                ("words", models.TextField()),
                ("when", models.DateTimeField()),
                ("withdrawn", models.DateTimeField(help_text="Taken back, but answered: only its place is left.", null=True)),
                ("resolved", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="courses.comment"),
                ),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="courses.course")),
            ],
            options={
                "db_table": "courses_comment",
                "ordering": ["when", "id"],
                "indexes": [models.Index(fields=["course", "block"], name="courses_comment_block")],
            },
        ),
        migrations.CreateModel(
            name="CoAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="coauthors", to="courses.course")),
            ],
            options={
                "db_table": "courses_coauthor",
                "ordering": ["since"],
                "constraints": [models.UniqueConstraint(fields=("course", "person"), name="courses_coauthor_once")],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("due", models.DateField()),
                ("days", models.PositiveSmallIntegerField(help_text="How many days there were until then when it was asked.")),
                ("made", models.DateTimeField()),
                ("withdrawn", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("space", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="courses.course")),
            ],
            options={
                "db_table": "courses_assignment",
                "ordering": ["due", "made"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("space__isnull", True), ("person__isnull", True), _connector="XOR"),
                        name="courses_assignment_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("space__isnull", False), ("withdrawn__isnull", True)),
                        fields=("course", "space"),
                        name="courses_assignment_space_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False), ("withdrawn__isnull", True)),
                        fields=("course", "person"),
                        name="courses_assignment_person_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Drafting",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("items", models.JSONField(default=list)),
                ("asked", models.DateTimeField(auto_now_add=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
                (
                    "course",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="drafting", to="courses.course"
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("space", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
            ],
            options={
                "db_table": "courses_drafting",
            },
        ),
        migrations.CreateModel(
            name="Making",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=300)),
                ("left_out", models.JSONField(default=list, help_text="A list of `generation.draft.LeftOut`.")),
                ("rejected", models.JSONField(default=dict, help_text="Per rule how many questions broke it.")),
                ("course", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="making", to="courses.course")),
            ],
            options={
                "db_table": "courses_making",
            },
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("when", models.DateTimeField()),
                ("kind", models.CharField(choices=[("bite", "Part"), ("block", "Block"), ("question", "Question")], max_length=10)),
                ("label", models.CharField(help_text="Its first words.", max_length=200)),
                ("rows", models.JSONField(help_text="Table → its rows, as `actions.removal` writes them.")),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="removals", to="courses.course")),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "courses_removal",
                "ordering": ["-when"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("asked", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "Approved"), ("returned", "Sent back"), ("closed", "Published before it was looked at")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("given", models.DateTimeField(null=True)),
                ("told", models.DateTimeField(help_text="When the reviewer saw that they need not look any more.", null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="courses.course")),
                ("reviewer", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "courses_review",
                "ordering": ["-asked"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("given__isnull", True)), fields=("course", "reviewer"), name="courses_review_open_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="courses.course")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version")),
            ],
            options={
                "db_table": "courses_source",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("course", "item"), name="courses_source_once")],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("content", models.JSONField()),
                (
                    "made_in",
                    models.PositiveSmallIntegerField(
                        help_text="Which bite of the course as it was drafted; empty: an author added it.", null=True
                    ),
                ),
                ("edited", models.DateTimeField(help_text="When an author last changed its words.", null=True)),
                ("bite", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="courses.bite")),
                (
                    "origin",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.block"),
                ),
            ],
            options={
                "db_table": "courses_block",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("bite", "position"), name="courses_block_position")],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="revocation",
                        serialize=False,
                        to="courses.certificate",
                    ),
                ),
                ("when", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "courses_revocation",
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("started", models.DateTimeField()),
                ("seen", models.DateTimeField()),
                ("again", models.DateTimeField(help_text="Since when it is taken again; empty: it is the first time.", null=True)),
                ("lapsed", models.DateField(help_text="It is taken again because the certificate was valid until this day.", null=True)),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="enrolments", to="courses.course")),
                (
                    "current",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.bite"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="enrolments", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "db_table": "courses_enrolment",
                "ordering": ["-seen"],
                "constraints": [models.UniqueConstraint(fields=("course", "person"), name="courses_enrolment_once")],
            },
        ),
        migrations.CreateModel(
            name="Reaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("helped", "This helped me"),
                            ("unclear", "Unclear"),
                            ("outdated", "No longer right"),
                            ("question", "I have a question"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("when", models.DateTimeField()),
                ("settled", models.DateTimeField(null=True)),
                ("bite", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to="courses.bite")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "courses_reaction",
                "ordering": ["-when"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled__isnull", True)), fields=("bite", "person", "kind"), name="courses_reaction_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "A course is asked of you"),
                            ("week", "One week left"),
                            ("day", "One day left"),
                            ("late", "The date is past"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made", models.DateTimeField()),
                ("sent", models.DateTimeField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="courses.assignment"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "courses_reminder",
                "ordering": ["made", "id"],
                "constraints": [models.UniqueConstraint(fields=("assignment", "person", "kind"), name="courses_reminder_once")],
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                ("score", models.FloatField(null=True)),
                ("passed", models.BooleanField()),
                (
                    "enrolment",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="completion", to="courses.enrolment"),
                ),
            ],
            options={
                "db_table": "courses_completion",
            },
        ),
        migrations.CreateModel(
            name="BiteDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                ("bite", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.bite")),
                ("enrolment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="done", to="courses.enrolment")),
            ],
            options={
                "db_table": "courses_bite_done",
                "constraints": [models.UniqueConstraint(fields=("enrolment", "bite"), name="courses_bite_done_once")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("content", models.JSONField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("block", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="courses.block")),
                (
                    "origin",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.question"),
                ),
            ],
            options={
                "db_table": "courses_question",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("block", "position"), name="courses_question_position")],
            },
        ),
        migrations.CreateModel(
            name="Remaking",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("attempt", models.PositiveSmallIntegerField()),
                ("asked", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("exhausted", models.BooleanField(default=False, help_text="There was nothing else: the first version is back.")),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("newest", models.BooleanField(default=False, help_text="From the texts as they were then, not as the block knew them.")),
                (
                    "other",
                    models.JSONField(
                        help_text="What the block said before, as rows; once that is put back, what it said since.", null=True
                    ),
                ),
                ("undone", models.DateTimeField(help_text="What it said before is back.", null=True)),
                ("block", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="remakings", to="courses.block")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "courses_remaking",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("block", "number"), name="courses_remaking_once")],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("key", models.UUIDField()),
                ("given", models.JSONField()),
                ("share", models.FloatField(help_text="0–1: how much of it was right")),
                ("correct", models.BooleanField()),
                ("when", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="courses.enrolment"),
                ),
                ("question", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="courses.question")),
            ],
            options={
                "db_table": "courses_answer",
                "ordering": ["when", "id"],
                "indexes": [models.Index(fields=["question", "correct"], name="courses_answer_question")],
                "constraints": [models.UniqueConstraint(fields=("enrolment", "key"), name="courses_answer_once")],
            },
        ),
        migrations.CreateModel(
            name="Rests",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("compared", models.UUIDField(null=True)),
                ("since", models.DateTimeField(help_text="Since when it is stale; empty: it is not.", null=True)),
                ("changes", models.JSONField(default=list)),
                ("kept", models.JSONField(default=list)),
                ("block", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rests_on", to="courses.block")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item")),
                (
                    "question",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="rests_on", to="courses.question"
                    ),
                ),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version")),
            ],
            options={
                "db_table": "courses_rests",
                "indexes": [models.Index(condition=models.Q(("since__isnull", False)), fields=["block"], name="courses_rests_stale")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("question__isnull", True)), fields=("block", "item"), name="courses_rests_once"
                    ),
                    models.UniqueConstraint(fields=("question", "item"), name="courses_rests_question_once"),
                ],
            },
        ),
    ]
