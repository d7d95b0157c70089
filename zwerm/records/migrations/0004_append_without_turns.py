from django.db import migrations

from zwerm.operations.appending import MarkAppending


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_model_calls'),
    ]

    operations = [
        MarkAppending('records_statement'),
    ]
