from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("households", "0034_deputies_are_held_everywhere")]

    operations = [
        migrations.AddField(
            model_name="materialshown",
            name="submission",
            field=models.UUIDField(null=True, unique=True, verbose_name="提交编号"),
        ),
    ]
