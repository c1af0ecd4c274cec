import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_closed_accounts_free_their_person"),
        ("households", "0032_forms_sent_once_and_serials_corrected"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="inspection",
            name="inspected_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="代谁办理",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="decided_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="代谁决定",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="undone_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="代谁撤销",
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_for", None),
                    models.Q(("decided_for", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="merge_is_decided_for_somebody_else_than_proposed_it",
            ),
        ),
    ]
