import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Courses, places in them, attendance, and what people wish to learn."""

    dependencies = [
        ("accounts", "0018_api_tokens"),
        ("assistance", "0024_vacancies"),
        ("households", "0049_approved_retirements_name_it"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[("guidance", "引导性培训"), ("skill", "职业技能培训"), ("startup", "创业培训（SYB）")],
                        max_length=10,
                        verbose_name="培训类型",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="班名")),
                ("trade", models.CharField(max_length=50, verbose_name="专业（工种）")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (5, "初级（五级）"),
                            (4, "中级（四级）"),
                            (3, "高级（三级）"),
                            (2, "技师（二级）"),
                            (1, "高级技师（一级）"),
                        ],
                        null=True,
                        verbose_name="培训等级",
                    ),
                ),
                ("place", models.CharField(max_length=100, verbose_name="培训地点")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="课时")),
                ("starts_on", models.DateField(verbose_name="开班日期")),
                ("ends_on", models.DateField(verbose_name="结业日期")),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="计划人数")),
                (
                    "placed_within_days",
                    models.PositiveSmallIntegerField(
                        help_text="结业后多少天以内", null=True, verbose_name="约定上岗期限"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="accounts.area",
                        verbose_name="组织单位",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses_taught",
                        to="assistance.employer",
                        verbose_name="培训机构",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses_ordered",
                        to="assistance.employer",
                        verbose_name="订单单位",
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
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                ("recorded_at", models.DateTimeField(verbose_name="受理时间")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("completed", "结业"), ("failed", "未结业"), ("left", "中途退出")],
                        max_length=10,
                        verbose_name="培训结果",
                    ),
                ),
                ("result_at", models.DateTimeField(null=True, verbose_name="结果登记时间")),
                ("certificate", models.TextField(blank=True, default="", verbose_name="证书编号")),
                (
                    "certificate_digest",
                    models.BinaryField(max_length=32, null=True, unique=True, verbose_name="证书编号索引"),
                ),
                (
                    "certificate_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (5, "初级（五级）"),
                            (4, "中级（四级）"),
                            (3, "高级（三级）"),
                            (2, "技师（二级）"),
                            (1, "高级技师（一级）"),
                        ],
                        null=True,
                        verbose_name="证书等级",
                    ),
                ),
                ("certified_on", models.DateField(null=True, verbose_name="发证日期")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="assistance.course",
                        verbose_name="培训班",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="households.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受理人",
                    ),
                ),
                (
                    "result_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="结果登记人",
                    ),
                ),
                (
                    "service",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolment",
                        to="assistance.service",
                        verbose_name="服务",
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
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="日期")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="到课课时")),
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
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="assistance.enrolment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrainingWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[("guidance", "引导性培训"), ("skill", "职业技能培训"), ("startup", "创业培训（SYB）")],
                        max_length=10,
                        verbose_name="培训类型",
                    ),
                ),
                ("trade", models.CharField(max_length=50, verbose_name="专业（工种）")),
                (
                    "held_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (5, "初级（五级）"),
                            (4, "中级（四级）"),
                            (3, "高级（三级）"),
                            (2, "技师（二级）"),
                            (1, "高级技师（一级）"),
                        ],
                        null=True,
                        verbose_name="现有技能等级",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="调查日期")),
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
                        related_name="training_wishes",
                        to="households.person",
                        verbose_name="人员",
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
        migrations.AddIndex(
            model_name="course",
            index=models.Index(fields=["-starts_on", "-id"], name="course_latest"),
        ),
        migrations.AddConstraint(
            model_name="course",
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
                name="course_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("trade", ""), _negated=True),
                    models.Q(("place", ""), _negated=True),
                ),
                name="course_says_what_is_taught_and_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1), ("hours__gte", 1)), name="course_has_hours_and_places"
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="course_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "skill"), ("level__isnull", False)),
                    models.Q(models.Q(("kind", "skill"), _negated=True), ("level", None)),
                    _connector="OR",
                ),
                name="course_of_a_skill_has_its_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ordered_by", None), ("placed_within_days", None)),
                    models.Q(
                        ("kind", "skill"),
                        ("ordered_by__isnull", False),
                        ("placed_within_days__gte", 1),
                        ("placed_within_days__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="course_on_order_says_within_how_many_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
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
                name="enrolment_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("course", "person"),
                name="enrolment_once_per_person_and_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", ""), ("result_at", None), ("result_by", None)),
                    models.Q(
                        models.Q(("result", ""), _negated=True),
                        ("result_at__isnull", False),
                        ("result_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="enrolment_result_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", "completed"), ("service__isnull", False)),
                    models.Q(models.Q(("result", "completed"), _negated=True), ("service", None)),
                    _connector="OR",
                ),
                name="enrolment_completed_is_a_service",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("certificate", ""),
                        ("certificate_digest", None),
                        ("certificate_level", None),
                        ("certified_on", None),
                    ),
                    models.Q(
                        models.Q(("certificate", ""), _negated=True),
                        ("certificate_digest__isnull", False),
                        ("certificate_level__isnull", False),
                        ("certified_on__isnull", False),
                        ("result", "completed"),
                    ),
                    _connector="OR",
                ),
                name="enrolment_certificate_is_whole_and_of_a_completed_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(("struck_at", None), ("result", ""), _connector="OR"),
                name="enrolment_struck_off_has_no_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("enrolment", "on"), name="attendance_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(condition=models.Q(("hours__lte", 12)), name="attendance_is_of_a_day"),
        ),
        migrations.AddIndex(
            model_name="trainingwish",
            index=models.Index(fields=["-asked_on", "-id"], name="training_wish_latest"),
        ),
        migrations.AddConstraint(
            model_name="trainingwish",
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
                name="trainingwish_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingwish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("person", "trade"),
                name="training_wish_once_per_person_and_trade",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingwish",
            constraint=models.CheckConstraint(
                condition=models.Q(("trade", ""), _negated=True), name="training_wish_names_a_trade"
            ),
        ),
    ]
