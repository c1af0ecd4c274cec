from django.db import migrations, models


class Migration(migrations.Migration):
    """Results lie in the storage of files, sealed; the column names them as it did."""

    dependencies = [("accounts", "0008_stopped_accounts_are_closed")]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="result_file",
            field=models.FileField(blank=True, default="", upload_to="", verbose_name="结果文件"),
        ),
    ]
