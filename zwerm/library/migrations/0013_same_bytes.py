from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0012_checked_before"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(fields=["hash"], name="library_imported_file_hash"),
        ),
    ]
