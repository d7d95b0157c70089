from base64 import b32encode
from hashlib import sha256
from typing import Any

from django.db import migrations, models


def name_achievements(apps: Any, schema_editor: Any) -> None:
    # The same for all that state the same of a course; a certificate whose course is gone stands alone.
    Certificate = apps.get_model("courses", "Certificate")
    here = schema_editor.connection.alias
    for certificate in Certificate.objects.using(here).iterator():
        of = (certificate.course_id or certificate.pk, certificate.title, certificate.course_language, certificate.organisation)
        told = sha256("\n".join(map(str, of)).encode()).digest()[:16]
        certificate.achievement = b32encode(told).decode().rstrip("=").lower()
        certificate.save(update_fields=["achievement"])


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0016_suggestions"),
    ]

    operations = [
        migrations.CreateModel(
            name="BadgeKey",
            fields=[
                ("thumbprint", models.CharField(max_length=43, primary_key=True, serialize=False)),
                ("public", models.JSONField()),
                ("sealed_private", models.TextField()),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "courses_badge_key",
                "ordering": ["-made"],
            },
        ),
        migrations.AddField(
            model_name="certificate",
            name="achievement",
            field=models.CharField(db_index=True, default="", editable=False, max_length=26),
            preserve_default=False,
        ),
        migrations.RunPython(name_achievements, migrations.RunPython.noop, elidable=True),
    ]
