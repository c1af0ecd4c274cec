import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """公益性岗位: plans, posts, who held them, and how each empty post was reported."""

    dependencies = [
        ("accounts", "0018_api_tokens"),
        ("assistance", "0026_courses_keep_their_places"),
        ("households", "0049_approved_retirements_name_it"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PostHolding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_holdings",
                        to="assistance.placement",
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
            name="PostPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("grounds", models.CharField(max_length=500, verbose_name="开发理由")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("submitted_at", models.DateTimeField(verbose_name="申报时间")),
                ("is_approved", models.BooleanField(null=True, verbose_name="批准")),
                ("opinion", models.CharField(blank=True, max_length=500, verbose_name="审批意见")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_plans",
                        to="accounts.area",
                        verbose_name="申报区划",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申报人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PostPlanLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(max_length=20, verbose_name="开发领域")),
                (
                    "funding",
                    models.CharField(
                        choices=[
                            ("employment_fund", "就业专项资金"),
                            ("budget", "财政预算"),
                            ("employer", "用人单位自筹"),
                            ("other", "社会资金"),
                        ],
                        max_length=20,
                        verbose_name="资金来源",
                    ),
                ),
                ("numbers", models.PositiveSmallIntegerField(verbose_name="岗位数")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_plan_lines",
                        to="assistance.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="assistance.postplan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmptyPostReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="应报告日期")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("reported_on", models.DateField(verbose_name="报告日期")),
                ("evidence", models.CharField(max_length=200, verbose_name="报告凭证")),
                ("entered_on", models.DateField(verbose_name="登记日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "holding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="assistance.postholding"
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
            name="WelfarePost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("title", models.CharField(max_length=50, verbose_name="岗位名称")),
                (
                    "ownership",
                    models.CharField(
                        choices=[("community", "社区公益性岗位"), ("social", "社会性公益岗位")],
                        max_length=10,
                        verbose_name="岗位归属",
                    ),
                ),
                ("place", models.CharField(max_length=100, verbose_name="工作地点")),
                ("wage", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="月工资")),
                ("opened_on", models.DateField(verbose_name="开发日期")),
                ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                ("closed_on", models.DateField(null=True, verbose_name="撤销日期")),
                ("closed_because", models.CharField(blank=True, max_length=500, verbose_name="撤销原因")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welfare_posts",
                        to="accounts.area",
                        verbose_name="管理区划",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="assistance.postplanline"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="postholding",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="assistance.welfarepost"
            ),
        ),
        migrations.CreateModel(
            name="PassingOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveIntegerField(verbose_name="所选人员排序")),
                ("zero_families", models.PositiveIntegerField(verbose_name="其中零就业家庭")),
                ("reason", models.CharField(max_length=500, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="决定时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed_over",
                        to="households.person",
                        verbose_name="排在最前的人员",
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passing_over",
                        to="assistance.placement",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-decided_at", "-id"], name="passing_over_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="passing_over_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank__gte", 2), ("zero_families__lt", models.F("rank"))),
                        name="passing_over_passes_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostExit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("employed_elsewhere", "通过其他途径实现就业"),
                            ("retired", "达到法定退休年龄"),
                            ("dead", "死亡"),
                            ("term_end", "岗位期满"),
                            ("resigned", "本人辞职"),
                            ("unfit", "身体状况或技能不适应"),
                            ("incompetent", "考核不能胜任"),
                            ("unqualified", "不再符合岗位条件"),
                            ("breach", "严重违反用人单位规章制度"),
                            ("unlawful", "有违法行为"),
                        ],
                        max_length=20,
                        verbose_name="离岗原因",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="具体情况")),
                ("proposed_last_day", models.DateField(null=True, verbose_name="拟定最后在岗日")),
                ("told_on", models.DateField(null=True, verbose_name="告知本人日期")),
                (
                    "told_how",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "当面送达"), ("by_post", "邮寄送达"), ("at_home", "留置送达")],
                        max_length=10,
                        verbose_name="告知方式",
                    ),
                ),
                ("signed_at", models.DateTimeField(verbose_name="登记时间")),
                ("countersigned_at", models.DateTimeField(null=True, verbose_name="复核签字时间")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                ("withdrawn_because", models.CharField(blank=True, max_length=500, verbose_name="撤回原因")),
                (
                    "countersigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核签字人",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤回人",
                    ),
                ),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exits", to="assistance.postholding"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-signed_at", "-id"], name="post_exit_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("holding",),
                        name="post_exit_stands_once_for_a_holding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="post_exit_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cause__in", ("unfit", "incompetent", "unqualified", "breach", "unlawful")),
                                ("proposed_last_day__isnull", False),
                                ("told_on__isnull", False),
                                models.Q(("told_how", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("cause__in", ("unfit", "incompetent", "unqualified", "breach", "unlawful")),
                                    _negated=True,
                                ),
                                ("proposed_last_day", None),
                                ("told_how", ""),
                                ("told_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="post_exit_by_removal_is_told_to_the_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("countersigned_at", None), ("countersigned_by", None)),
                            models.Q(
                                ("cause__in", ("unfit", "incompetent", "unqualified", "breach", "unlawful")),
                                ("countersigned_at__isnull", False),
                                ("countersigned_by__isnull", False),
                                models.Q(("countersigned_by", models.F("signed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="post_exit_by_removal_is_signed_by_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_because", ""), ("withdrawn_by", None)),
                            models.Q(
                                ("cause__in", ("unfit", "incompetent", "unqualified", "breach", "unlawful")),
                                ("countersigned_at", None),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="post_exit_is_withdrawn_for_a_reason_before_it_is_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("on", models.DateField(verbose_name="考核日期")),
                ("is_competent", models.BooleanField(verbose_name="胜任")),
                ("findings", models.CharField(max_length=500, verbose_name="考核情况")),
                ("assessed_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "assessed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="考核人",
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
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="assistance.postholding",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("struck_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="postassessment_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("holding", "on"),
                        name="post_assessment_is_made_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("findings", ""), _negated=True), name="post_assessment_says_what_was_found"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="postplan",
            index=models.Index(fields=["-year", "-id"], name="post_plan_latest"),
        ),
        migrations.AddConstraint(
            model_name="postplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="post_plan_gives_its_grounds"
            ),
        ),
        migrations.AddConstraint(
            model_name="postplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("is_approved", None), ("opinion", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("is_approved__isnull", False),
                        models.Q(("opinion", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="post_plan_is_decided_by_somebody_with_an_opinion",
            ),
        ),
        migrations.AddConstraint(
            model_name="postplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                name="post_plan_is_not_decided_by_who_submitted_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="postplanline",
            constraint=models.UniqueConstraint(
                fields=("plan", "field", "employer", "funding"),
                name="post_plan_names_a_field_employer_and_funding_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="postplanline",
            constraint=models.CheckConstraint(
                condition=models.Q(("numbers__gte", 1), models.Q(("field", ""), _negated=True)),
                name="post_plan_line_is_of_some_posts_in_a_field",
            ),
        ),
        migrations.AddConstraint(
            model_name="emptypostreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_source", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                ),
                name="empty_post_report_is_judged_by_an_article_on_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="emptypostreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("entered_on__gte", models.F("reported_on"))),
                name="empty_post_report_is_entered_when_it_came_or_later",
            ),
        ),
        migrations.AddIndex(
            model_name="welfarepost",
            index=models.Index(fields=["area", "-id"], name="post_of_area"),
        ),
        migrations.AddConstraint(
            model_name="welfarepost",
            constraint=models.UniqueConstraint(fields=("line", "serial"), name="post_is_counted_once_in_its_line"),
        ),
        migrations.AddConstraint(
            model_name="welfarepost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("serial__gte", 1),
                    ("wage__gt", 0),
                    models.Q(("title", ""), _negated=True),
                    models.Q(("place", ""), _negated=True),
                ),
                name="post_has_a_title_a_place_and_a_wage",
            ),
        ),
        migrations.AddConstraint(
            model_name="welfarepost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_because", ""), ("closed_by", None), ("closed_on", None)),
                    models.Q(
                        ("closed_by__isnull", False),
                        ("closed_on__gte", models.F("opened_on")),
                        ("closed_on__isnull", False),
                        models.Q(("closed_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="post_is_closed_by_somebody_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholding",
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
                name="postholding_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("placement",),
                name="post_holding_stands_once_for_a_placement",
            ),
        ),
    ]
