import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_closed_accounts_free_their_person"),
        ("households", "0037_search_functions"),
    ]

    operations = [
        migrations.AddField(
            model_name="household",
            name="address_grams",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("address"), models.Value(2), function="grams"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                verbose_name="检索片段",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="initials",
            field=models.CharField(blank=True, default="", editable=False, max_length=50, verbose_name="拼音首字母"),
        ),
        migrations.AddField(
            model_name="person",
            name="name_grams",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("name"), models.Value(1), function="grams"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                verbose_name="检索片段",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="other_initials",
            field=models.CharField(blank=True, default="", editable=False, max_length=50, verbose_name="又读首字母"),
        ),
        migrations.AddField(
            model_name="person",
            name="other_pinyin",
            field=models.CharField(blank=True, default="", editable=False, max_length=300, verbose_name="又读拼音"),
        ),
        migrations.AddField(
            model_name="person",
            name="pinyin",
            field=models.CharField(blank=True, default="", editable=False, max_length=300, verbose_name="拼音"),
        ),
        migrations.AddField(
            model_name="person",
            name="pinyin_of",
            field=models.CharField(blank=True, default="", editable=False, max_length=50, verbose_name="拼音所据姓名"),
        ),
        migrations.AddIndex(
            model_name="household",
            index=django.contrib.postgres.indexes.GinIndex(
                gin_pending_list_limit=256, fields=["address_grams"], name="household_by_part_of_address"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                gin_pending_list_limit=256, fields=["name_grams"], name="person_by_part_of_name"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["pinyin"], name="person_by_pinyin", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["initials"], name="person_by_initials", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["other_pinyin"], name="person_by_other_pinyin", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["other_initials"], name="person_by_other_initials", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pinyin_of", models.F("name")),
                    models.Q(
                        ("initials", ""),
                        ("other_initials", ""),
                        ("other_pinyin", ""),
                        ("pinyin", ""),
                        ("pinyin_of", ""),
                    ),
                    _connector="OR",
                ),
                name="person_pinyin_is_of_the_present_name",
            ),
        ),
    ]
