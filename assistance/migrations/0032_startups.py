import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Projects, start-up chains, who helps, and the jobs created."""

    dependencies = [
        ("accounts", "0018_api_tokens"),
        ("assistance", "0031_passing_over"),
        ("households", "0049_approved_retirements_name_it"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="项目名称")),
                ("field", models.CharField(max_length=50, verbose_name="行业")),
                ("capital", models.DecimalField(decimal_places=2, max_digits=11, verbose_name="所需资金（元）")),
                ("description", models.CharField(max_length=1000, verbose_name="项目简介")),
                ("source", models.CharField(max_length=100, verbose_name="项目来源")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="下架日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="accounts.area",
                        verbose_name="征集单位",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StartUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("opened_on", models.DateField(verbose_name="建档日期")),
                ("project_on", models.DateField(blank=True, null=True, verbose_name="选定日期")),
                ("leader_since", models.DateField(blank=True, null=True, verbose_name="确定为创业带头人")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="startups",
                        to="households.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="startups",
                        to="assistance.project",
                        verbose_name="创业项目",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="划去人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CreatedJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("name", models.CharField(blank=True, max_length=50, verbose_name="姓名")),
                ("since", models.DateField(blank=True, null=True, verbose_name="就业日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.registration",
                        verbose_name="就业登记",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="划去人",
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="assistance.startup"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StartUpPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[("paired", "结对子"), ("hand_in_hand", "手拉手")],
                        max_length=15,
                        verbose_name="帮扶方式",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=50, verbose_name="联系人")),
                ("since", models.DateField(verbose_name="结对日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="startup_pairs",
                        to="accounts.organisation",
                        verbose_name="帮扶单位",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairs", to="assistance.startup"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="划去人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StepDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("guidance", "创业指导"),
                            ("loan", "小额担保贷款"),
                            ("registration", "工商、税务登记"),
                            ("subsidy", "落实补贴"),
                        ],
                        max_length=15,
                        verbose_name="环节",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("note", models.CharField(max_length=300, verbose_name="内容")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="assistance.startup"
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="划去人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("field", ""), _negated=True),
                    models.Q(("description", ""), _negated=True),
                    models.Q(("source", ""), _negated=True),
                ),
                name="project_says_what_it_is_and_whence",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("capital__gte", 0)), name="project_takes_no_capital_below_nothing"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                fields=("area", "name"), name="project_has_a_name_of_its_own_in_the_area"
            ),
        ),
        migrations.AddIndex(
            model_name="startup",
            index=models.Index(fields=["-opened_on", "-id"], name="startup_latest"),
        ),
        migrations.AddConstraint(
            model_name="startup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="startup_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="startup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)), fields=("person",), name="startup_one_of_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="startup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("project", None), ("project_on", None)),
                    models.Q(("project__isnull", False), ("project_on__isnull", False)),
                    _connector="OR",
                ),
                name="startup_project_was_chosen_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="createdjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="createdjob_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="createdjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)), fields=("registration",), name="job_created_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="createdjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("registration", None), ("struck_at", None)),
                fields=("startup", "name", "since"),
                name="job_created_once_for_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="createdjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("registration__isnull", False), ("since", None)),
                    models.Q(("registration", None), ("since__isnull", False), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="job_is_of_the_registry_or_named_with_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="startuppair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="startuppair_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="startuppair",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("startup", "organisation"),
                name="pair_once_of_a_startup_and_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stepdone_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("startup", "step", "on"),
                name="step_once_a_day_of_a_startup",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdone",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="step_says_what_was_done"
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdone",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ("guidance", "loan", "registration", "subsidy"))),
                name="step_is_one_that_is_written_down",
            ),
        ),
    ]
