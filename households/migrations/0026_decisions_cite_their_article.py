"""Decisions against somebody keep the article they rest on: those taken before have none, and stay as they are."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

KINDS = ("certificate", "certification", "exit", "revocation")


def article(kind):
    field = models.CharField("依据", max_length=300, blank=True, default="", help_text="文件和条款")
    return migrations.AddField(f"{kind}record", "article", field)


def cited(kind):
    cites = models.Q(decision__in=["approved", "returned", "dismissed"]) | ~models.Q(article="")
    name = f"{kind}record_against_somebody_cites_an_article"
    return AddConstraintNotValid(f"{kind}record", models.CheckConstraint(condition=cites, name=name))


class Migration(migrations.Migration):
    dependencies = [("households", "0025_attachments_of_every_application_stay")]

    operations = [*map(article, KINDS), *map(cited, KINDS)]
