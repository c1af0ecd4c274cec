import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The rule cases, and what they said to a proposed value."""

    initial = True

    replaces = [
        ("desk", "0001_rule_cases"),
        ("desk", "0003_confirmations_that_were_stopped"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        ("policy", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("retired_reason", models.TextField(blank=True, verbose_name="停用理由")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="适用区划"
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at", None), ("retired_by", None), ("retired_reason", "")),
                            models.Q(
                                ("retired_at__isnull", False),
                                ("retired_by__isnull", False),
                                models.Q(("retired_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rulecase_is_retired_by_somebody_with_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleCaseVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("topic", models.CharField(max_length=20, verbose_name="主题")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("as_of", models.DateField(verbose_name="评估日期")),
                ("given", models.TextField(verbose_name="所给情况")),
                ("expect", models.TextField(verbose_name="应有结果")),
                ("parameters", models.TextField(blank=True, verbose_name="另设参数")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("written_at", models.DateTimeField(verbose_name="编写时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="desk.rulecase",
                        verbose_name="规则用例",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编写人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "version"), name="rulecaseversion_numbered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.CharField(
                        choices=[("proposed", "提出时"), ("confirmed", "确认时"), ("stopped", "确认时（未施行）")],
                        max_length=10,
                        verbose_name="时机",
                    ),
                ),
                ("outcomes", models.JSONField(verbose_name="结果")),
                ("asked", models.PositiveIntegerField(verbose_name="用例数")),
                ("broken", models.PositiveIntegerField(verbose_name="不再通过")),
                ("acknowledgement", models.TextField(blank=True, verbose_name="对不再通过的说明")),
                ("run_at", models.DateTimeField(verbose_name="时间")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trials",
                        to="policy.proposal",
                        verbose_name="取值提案",
                    ),
                ),
                (
                    "run_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("occasion", "stopped"), _negated=True),
                        fields=("proposal", "occasion"),
                        name="casetrial_once_on_each_occasion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("broken__gt", 0), ("occasion", "confirmed"), _negated=True),
                            models.Q(("acknowledgement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="casetrial_confirmed_says_why_cases_no_longer_pass",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occasion", "stopped"), _negated=True),
                            models.Q(("acknowledgement", ""), ("broken__gt", 0)),
                            _connector="OR",
                        ),
                        name="casetrial_is_stopped_by_a_case_nobody_answers_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("broken__lte", models.F("asked"))),
                        name="casetrial_breaks_only_what_it_asked",
                    ),
                ],
            },
        ),
    ]
