from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0046_notices_hang_somewhere"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="retirement_evidence",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="批准文件"),
        ),
    ]
