from django.db import migrations, models


class Migration(migrations.Migration):
    """A referral that took place is an offer; offers are counted by their day."""

    dependencies = [("assistance", "0015_startup_training")]

    operations = [
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                name="service_of_referral_is_one_that_did_not_take_place",
                condition=~models.Q(kind="referral", outcome="accepted"),
            ),
        ),
        migrations.AddIndex(model_name="offer", index=models.Index(fields=["-made_on", "-id"], name="offer_latest")),
    ]
