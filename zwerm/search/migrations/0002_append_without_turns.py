from django.db import migrations

from zwerm.operations.appending import MarkAppending


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        MarkAppending('search_change'),
    ]
