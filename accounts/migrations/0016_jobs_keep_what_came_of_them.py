from django.db import migrations, models


class Migration(migrations.Migration):
    """What the page of a job's result shows, sealed."""

    dependencies = [("accounts", "0015_closed_accounts_free_their_person")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="outcome",
            field=models.TextField(blank=True, default="", verbose_name="办理结果"),
        ),
    ]
