from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('records', '0015_send_again')]

    operations = [
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['updated'], name='records_document_updated'),
        ),
    ]
