from django.db import migrations, models


class Migration(migrations.Migration):
    """The long lists begin at their first page without sorting the city."""

    dependencies = [("households", "0038_search_keys")]

    operations = [
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["address", "id"], name="household_by_address"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name", "id"], name="person_by_name"),
        ),
    ]
