import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("library", "0001_initial"),
        ("library", "0002_versions_seen_and_visits"),
        ("library", "0003_lead_and_newest"),
        ("library", "0004_imports"),
        ("library", "0005_indexes_of_what_is_shared"),
        ("library", "0006_gone_and_beside"),
        ("library", "0007_renderer"),
        ("library", "0008_writing_together"),
        ("library", "0009_keeping_true"),
        ("library", "0010_owners"),
        ("library", "0011_checked"),
        ("library", "0012_checked_before"),
        ("library", "0013_same_bytes"),
        ("library", "0014_talk"),
        ("library", "0015_authors_follow"),
        ("library", "0016_moves"),
        ("library", "0017_look_alike"),
        ("library", "0018_merged_few"),
        ("library", "0019_set_aside"),
        ("library", "0020_zip_of_file"),
        ("library", "0021_owners_of_drafts"),
    ]

    initial = True

    dependencies = [
        ("people", "0005_tellings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("kept", models.DateTimeField(auto_now_add=True, help_text="When it was last added.")),
            ],
            options={
                "db_table": "library_picture",
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                (
                    "space",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rhythm",
                        serialize=False,
                        to="people.space",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "library_rhythm",
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=300)),
                ("upload", models.CharField(blank=True, max_length=300)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("started", models.DateTimeField(auto_now_add=True)),
                ("seen", models.DateTimeField(auto_now=True, help_text="When it last made progress; long ago: it was killed.")),
                ("finished", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="imports", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="people.space", verbose_name="space"
                    ),
                ),
            ],
            options={
                "db_table": "library_import_run",
                "ordering": ["-started"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("page", "Page"),
                            ("lesson", "Lesson learned"),
                            ("howto", "How-to"),
                            ("postmortem", "Postmortem"),
                            ("story", "Story"),
                            ("decision", "Decision"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("lead", models.CharField(blank=True, help_text="How it begins, without marks.", max_length=300)),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("rhythm", models.PositiveSmallIntegerField(help_text="Months; 0: never; empty: as its space or kind asks.", null=True)),
                (
                    "checked",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text="When it was last looked at: written, brought in, changed or confirmed.",
                    ),
                ),
                ("due", models.DateField(help_text="When it is looked at again; empty: never.", null=True)),
                ("source", models.CharField(blank=True, help_text="Path in the imported folder; empty: written here.", max_length=500)),
                ("created", models.DateTimeField()),
                ("updated", models.DateTimeField()),
                ("published", models.DateTimeField(help_text="Empty while it is a draft.", null=True)),
                ("set_aside", models.DateTimeField(help_text="Since when its file is gone; its page still opens.", null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="items", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        db_index=False,
                        help_text="What says it now, after merging.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="library.item",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="Who keeps it true.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="people.space", verbose_name="space"
                    ),
                ),
            ],
            options={
                "db_table": "library_item",
                "ordering": ["-updated"],
                "indexes": [
                    models.Index(condition=models.Q(("published__isnull", False)), fields=["-updated", "-id"], name="library_item_newest"),
                    models.Index(condition=models.Q(("published__isnull", False)), fields=["space"], name="library_item_shared"),
                    models.Index(fields=["space", "-updated"], name="library_item_space"),
                    models.Index(fields=["kind", "-updated"], name="library_item_kind"),
                    models.Index(condition=models.Q(("published__isnull", False)), fields=["due"], name="library_item_due"),
                    models.Index(condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="library_item_merged"),
                    models.Index(condition=models.Q(("set_aside__isnull", False)), fields=["space"], name="library_item_aside"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="library.item")),
                ("origin", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("target", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
            ],
            options={
                "db_table": "library_move",
                "ordering": ["-when"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("renderer", models.PositiveSmallIntegerField(default=1, help_text="Which renderer made the HTML.")),
                ("made", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("published", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "authors",
                    models.ManyToManyField(
                        db_table="library_version_author",
                        help_text="Who wrote it together; empty: the author.",
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="library.item")),
            ],
            options={
                "db_table": "library_version",
                "ordering": ["-number"],
                "indexes": [models.Index(fields=["renderer", "-id"], name="library_version_renderer")],
                "constraints": [models.UniqueConstraint(fields=("item", "number"), name="library_version_number")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last", models.DateField()),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="library.item")),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="visits", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "db_table": "library_visit",
                "constraints": [models.UniqueConstraint(fields=("item", "person"), name="library_visit_once")],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("seen", models.DateTimeField()),
                ("muted", models.BooleanField(default=False, help_text="Stopped following; so nothing makes them follow it again.")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("space", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
                (
                    "item",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="followings", to="library.item"),
                ),
            ],
            options={
                "db_table": "library_following",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", False), ("space__isnull", True)),
                            models.Q(("item__isnull", True), ("space__isnull", False)),
                            _connector="OR",
                        ),
                        name="library_following_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("item__isnull", False)), fields=("person", "item"), name="library_following_item"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("space__isnull", False)), fields=("person", "space"), name="library_following_space"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=1000)),
                ("when", models.DateTimeField()),
                ("settled", models.DateTimeField(null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="doubts", to="library.item")),
            ],
            options={
                "db_table": "library_doubt",
                "ordering": ["when"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled__isnull", True)), fields=("item", "person"), name="library_doubt_open_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="credits", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="credits", to="library.item")),
            ],
            options={
                "db_table": "library_credit",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("item", "name"), name="library_credit_once")],
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=24)),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="library.item")),
            ],
            options={
                "db_table": "library_band",
                "indexes": [models.Index(fields=["word"], name="library_band_word")],
            },
        ),
        migrations.CreateModel(
            name="Aside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=500)),
                ("when", models.DateTimeField()),
                ("back", models.DateTimeField(null=True)),
                (
                    "back_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="asides", to="library.item")),
            ],
            options={
                "db_table": "library_aside",
                "ordering": ["-when"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("back__isnull", True)), fields=("item",), name="library_aside_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("share", models.FloatField()),
                ("apart", models.DateTimeField(null=True)),
                (
                    "apart_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("first", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item")),
                ("second", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item")),
            ],
            options={
                "db_table": "library_likeness",
                "ordering": ["-share", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="library_likeness_once"),
                    models.CheckConstraint(condition=models.Q(("first__lt", models.F("second"))), name="library_likeness_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="links", to="library.item")),
                ("target", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="backlinks", to="library.item")),
            ],
            options={
                "db_table": "library_link",
                "constraints": [models.UniqueConstraint(fields=("origin", "target"), name="library_link_once")],
            },
        ),
        migrations.CreateModel(
            name="PictureUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="library.item")),
                ("picture", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="library.picture")),
            ],
            options={
                "db_table": "library_picture_use",
                "constraints": [models.UniqueConstraint(fields=("picture", "item"), name="library_picture_use_once")],
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
                            ("thanks", "Thank you"),
                            ("applied", "I do it this way too"),
                            ("differently", "I do it differently"),
                        ],
                        max_length=20,
                    ),
                ),
                ("when", models.DateTimeField()),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to="library.item")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "library_reaction",
                "constraints": [models.UniqueConstraint(fields=("item", "person", "kind"), name="library_reaction_once")],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="room",
                        serialize=False,
                        to="library.item",
                    ),
                ),
                ("snapshot", models.BinaryField(help_text="A Yjs update that holds every update up to `through`; empty: not begun.")),
                ("through", models.BigIntegerField(default=0)),
                ("size", models.PositiveBigIntegerField(default=0, help_text="Bytes of the snapshot and of the updates after it.")),
                ("changed", models.DateTimeField(null=True)),
                ("attended", models.DateTimeField(help_text="When somebody was last seen in it.", null=True)),
                (
                    "base",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="library.version"),
                ),
            ],
            options={
                "db_table": "library_room",
                "indexes": [models.Index(condition=models.Q(("changed__isnull", False)), fields=["attended"], name="library_room_changed")],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("heading", models.JSONField(default=list)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="library.version")),
            ],
            options={
                "db_table": "library_passage",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="library_passage_position"),
                    models.CheckConstraint(condition=models.Q(("end__gt", models.F("start"))), name="library_passage_span"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                ("comments", models.JSONField(default=list)),
                ("credits", models.JSONField(default=list)),
                ("undone", models.DateTimeField(null=True)),
                ("gone", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mergers", to="library.item")),
                ("kept", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item")),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        help_text="What both say now.", on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version"
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        help_text="What `kept` said before.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="library.version",
                    ),
                ),
            ],
            options={
                "db_table": "library_merger",
                "ordering": ["-when"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("undone__isnull", True)), fields=("gone",), name="library_merger_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("source", models.CharField(blank=True, help_text="Which folder or zip it was met in; empty: not known.", max_length=64)),
                ("key", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=1000)),
                ("zip", models.CharField(blank=True, help_text="The zip that its path leads into, when it was one.", max_length=300)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("reader", models.PositiveSmallIntegerField(default=0)),
                ("reserved", models.UUIDField(default=uuid_utils.compat.uuid7)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("imported", "Came in"),
                            ("updated", "Changed"),
                            ("unchanged", "The same"),
                            ("skipped", "Left out"),
                            ("conflict", "Changed on both sides"),
                            ("gone", "No longer there"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("reason", models.JSONField(help_text="Why it was left out: a code and its parameters.", null=True)),
                ("notes", models.JSONField(default=list, help_text="What was repaired or left out inside it, likewise.")),
                ("refers", models.JSONField(default=list, help_text="Paths in the source that it links to.")),
                ("missing", models.JSONField(default=list, help_text="Links in it that led to no file of the source.")),
                ("beside", models.JSONField(default=dict, help_text="What it took from files beside it, and the hash of each.")),
                ("space", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.space")),
                (
                    "run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="files", to="library.importrun"
                    ),
                ),
                ("draft", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="library.item")),
                (
                    "item",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="imports", to="library.item"),
                ),
                (
                    "version",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="library.version"),
                ),
            ],
            options={
                "db_table": "library_imported_file",
                "ordering": ["path"],
                "indexes": [
                    models.Index(fields=["run", "outcome"], name="library_imported_file_outcome"),
                    models.Index(fields=["space", "source"], name="library_imported_file_source"),
                    models.Index(fields=["hash"], name="library_imported_file_hash"),
                ],
                "constraints": [models.UniqueConstraint(fields=("space", "key"), name="library_imported_file_once")],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="confirmations", to="library.item")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version")),
            ],
            options={
                "db_table": "library_confirmation",
                "ordering": ["-when"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("words", models.TextField()),
                ("named", models.JSONField(default=dict, help_text="Name as written to id of the colleague.")),
                ("when", models.DateTimeField()),
                ("edited", models.DateTimeField(null=True)),
                ("withdrawn", models.DateTimeField(help_text="Taken back, but answered: only its place is left.", null=True)),
                ("hidden", models.DateTimeField(null=True)),
                ("resolved", models.DateTimeField(null=True)),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                ("exact", models.TextField(blank=True)),
                ("prefix", models.CharField(blank=True, max_length=64)),
                ("suffix", models.CharField(blank=True, max_length=64)),
                ("was", models.TextField(blank=True, help_text="The words as they were when this was said.")),
                (
                    "hidden_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="library.comment"),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="library.item")),
                (
                    "version",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version"),
                ),
            ],
            options={
                "db_table": "library_comment",
                "ordering": ["when", "id"],
                "indexes": [models.Index(fields=["item", "when"], name="library_comment_item")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True), ("version__isnull", True)),
                            models.Q(("end__gt", models.F("start")), ("thread__isnull", True), ("version__isnull", False)),
                            _connector="OR",
                        ),
                        name="library_comment_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sketched",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketched",
                        serialize=False,
                        to="library.item",
                    ),
                ),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version")),
            ],
            options={
                "db_table": "library_sketched",
            },
        ),
        migrations.CreateModel(
            name="RoomUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.BinaryField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("room", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="updates", to="library.room")),
            ],
            options={
                "db_table": "library_room_update",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RoomAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("room", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="authors", to="library.room")),
            ],
            options={
                "db_table": "library_room_author",
                "ordering": ["last"],
                "constraints": [models.UniqueConstraint(fields=("room", "person"), name="library_room_author_once")],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                ("seen", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="library.comment"
                    ),
                ),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="library.item")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "library_mention",
                "ordering": ["-when"],
                "indexes": [
                    models.Index(condition=models.Q(("seen__isnull", True)), fields=["person", "-when"], name="library_mention_waiting")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("comment__isnull", False)), fields=("comment", "person"), name="library_mention_in_comment"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("comment__isnull", True)), fields=("item", "person"), name="library_mention_in_text"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="current",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="library.version"),
        ),
    ]
