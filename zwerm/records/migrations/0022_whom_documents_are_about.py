from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0021_stores_of_spaces")]

    operations = [
        migrations.AddField(model_name="document", name="activity", field=models.TextField(null=True)),
        migrations.AddField(model_name="document", name="agent", field=models.TextField(null=True)),
    ]
