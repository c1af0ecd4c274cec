import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Plans and pledges, offers and placements, services, visits, campaigns, courses, posts, start-ups, registers."""

    initial = True

    replaces = [
        ("assistance", "0001_plans"),
        ("assistance", "0002_pledges"),
        ("assistance", "0003_families_programmes_and_transfers"),
        ("assistance", "0005_offers_and_placements"),
        ("assistance", "0006_services_and_visits"),
        ("assistance", "0008_alerts"),
        ("assistance", "0009_refused_services_are_services"),
        ("assistance", "0010_refused_services_are_moved"),
        ("assistance", "0011_refusals_have_one_home"),
        ("assistance", "0012_warnings_of_support"),
        ("assistance", "0013_preparations_are_handed_over"),
        ("assistance", "0015_startup_training"),
        ("assistance", "0016_referrals_are_offers"),
        ("assistance", "0017_open_looks_are_few"),
        ("assistance", "0018_what_was_wrong_is_struck_off"),
        ("assistance", "0020_programmes_have_attachments"),
        ("assistance", "0022_employers"),
        ("assistance", "0023_complaints"),
        ("assistance", "0024_vacancies"),
        ("assistance", "0025_training"),
        ("assistance", "0027_public_welfare_posts"),
        ("assistance", "0029_campaigns_have_targets"),
        ("assistance", "0031_passing_over"),
        ("assistance", "0032_startups"),
        ("assistance", "0033_agreements"),
        ("assistance", "0034_registers_of_the_offices"),
        ("assistance", "0035_labour_service_enterprises_are_pushed"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        ("households", "0002_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="名称")),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="起止日期"
                    ),
                ),
                ("basis", models.CharField(max_length=100, verbose_name="文件依据")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hundred_days", "百日援助活动"),
                            ("enterprises", "进百家企业，访万名下岗失业人员"),
                            ("one_to_one", "一帮一活动"),
                            ("publicity", "政策宣传活动"),
                            ("other", "其他专项活动"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="活动类型",
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[("people", "在册就业困难人员"), ("families", "未安置的零就业家庭")],
                        default="people",
                        max_length=10,
                        verbose_name="活动对象",
                    ),
                ),
                ("frozen_on", models.DateField(null=True, verbose_name="确定对象日期")),
                ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="accounts.area",
                        verbose_name="开展区划",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确定对象人",
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "name"), name="campaign_has_a_name_of_its_own_in_the_area"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("validity__isempty", False), ("validity__lower_inf", False), ("validity__upper_inf", False)
                        ),
                        name="campaign_has_a_first_and_a_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="campaign_names_its_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frozen_by", None), ("frozen_on", None)),
                            models.Q(
                                ("frozen_by__isnull", False),
                                ("frozen_on__gte", models.F("validity__startswith")),
                                ("frozen_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="campaign_is_frozen_by_somebody_once_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="assistance.campaign"
                    ),
                ),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "household", "person"),
                        name="campaign_has_a_member_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "goal",
                    models.CharField(
                        choices=[
                            ("enterprises", "走访企业（家）"),
                            ("visited", "走访人员（人）"),
                            ("served", "活动对象接受服务（人）"),
                            ("placed", "活动对象实现就业（人）"),
                            ("families", "安置零就业家庭（户）"),
                            ("fairs", "招聘会（场）"),
                            ("reached", "政策宣传（人次）"),
                        ],
                        max_length=20,
                        verbose_name="指标",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="任务数")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="assistance.campaign"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "goal"), name="campaign_target_once_for_a_goal"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="campaign_target_is_a_number_to_reach"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="日期")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("came", models.PositiveIntegerField(verbose_name="新到预警")),
                ("left", models.PositiveIntegerField(verbose_name="逾期上报")),
                ("waiting", models.PositiveIntegerField(verbose_name="待处理")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="区划",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("area", "on"), name="digest_one_per_area_and_day")],
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="单位名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "普通用人单位"),
                            ("labour_service", "街道劳务型服务企业"),
                            ("base", "再就业基地"),
                            ("partner", "合作机构（培训学校等）"),
                        ],
                        default="ordinary",
                        max_length=20,
                        verbose_name="单位类型",
                    ),
                ),
                (
                    "number_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("credit_code", "统一社会信用代码"),
                            ("licence", "营业执照注册号"),
                            ("organisation_code", "组织机构代码"),
                        ],
                        max_length=20,
                        verbose_name="代码类型",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=18, verbose_name="单位代码")),
                ("address", models.CharField(max_length=200, verbose_name="地址")),
                ("contact", models.CharField(blank=True, max_length=50, verbose_name="联系人")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                ("major_project", models.CharField(blank=True, max_length=100, verbose_name="大项目名称")),
                ("established_on", models.DateField(null=True, verbose_name="成立日期")),
                ("staff", models.PositiveIntegerField(null=True, verbose_name="从业人数")),
                ("closed_on", models.DateField(null=True, verbose_name="停业、注销或迁出日期")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employers",
                        to="accounts.area",
                        verbose_name="所在社区",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "name"], name="employer_of_area")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="employer_number_is_one_employers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("address", ""), _negated=True)
                        ),
                        name="employer_has_a_name_and_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), ("number_kind", "")),
                            models.Q(("number__regex", "^[0-9A-Z]{18}$"), ("number_kind", "credit_code")),
                            models.Q(("number__regex", "^[0-9]{15}$"), ("number_kind", "licence")),
                            models.Q(("number__regex", "^[0-9A-Z]{9}$"), ("number_kind", "organisation_code")),
                            _connector="OR",
                        ),
                        name="employer_number_is_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("established_on__isnull", False), ("kind", "labour_service"), ("staff__isnull", False)
                            ),
                            models.Q(
                                models.Q(("kind", "labour_service"), _negated=True),
                                ("established_on", None),
                                ("staff", None),
                            ),
                            _connector="OR",
                        ),
                        name="employer_of_a_street_tells_since_when_and_how_many",
                    ),
                ],
            },
        ),
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-starts_on", "-id"], name="course_latest")],
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
                        name="course_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("trade", ""), _negated=True),
                            models.Q(("place", ""), _negated=True),
                        ),
                        name="course_says_what_is_taught_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("hours__gte", 1)), name="course_has_hours_and_places"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="course_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "skill"), ("level__isnull", False)),
                            models.Q(models.Q(("kind", "skill"), _negated=True), ("level", None)),
                            _connector="OR",
                        ),
                        name="course_of_a_skill_has_its_level",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_on", models.DateField(verbose_name="签订日期")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("terms", models.CharField(max_length=500, verbose_name="协议内容")),
                ("contact", models.CharField(max_length=50, verbose_name="单位经办人")),
                ("ended_on", models.DateField(null=True, verbose_name="终止日期")),
                ("ended_because", models.CharField(blank=True, max_length=300, verbose_name="终止原因")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="assistance.employer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("signed_on"))),
                        name="agreement_holds_from_the_day_it_was_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("terms", ""), _negated=True), models.Q(("contact", ""), _negated=True)
                        ),
                        name="agreement_says_what_and_with_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_because", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__gte", models.F("signed_on")),
                                ("ended_on__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_ends_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "走访企业"),
                            ("fair", "招聘会"),
                            ("publicity", "现场宣传"),
                            ("media", "媒体宣传"),
                            ("lecture", "政策宣讲"),
                        ],
                        max_length=20,
                        verbose_name="活动形式",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("place", models.CharField(max_length=100, verbose_name="地点或媒体")),
                ("audience", models.CharField(blank=True, max_length=100, verbose_name="宣传对象")),
                ("materials", models.CharField(blank=True, max_length=200, verbose_name="宣传材料")),
                ("reached", models.PositiveIntegerField(default=0, verbose_name="覆盖人次")),
                ("result", models.TextField(max_length=1000, verbose_name="内容和结果")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="开展单位",
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
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="assistance.campaign",
                        verbose_name="专项活动",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="走访的企业",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-on", "-id"], name="activity_latest")],
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
                        name="activity_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", ""), _negated=True), models.Q(("result", ""), _negated=True)
                        ),
                        name="activity_says_where_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employer__isnull", False), ("kind", "enterprise")),
                            models.Q(models.Q(("kind", "enterprise"), _negated=True), ("employer", None)),
                            _connector="OR",
                        ),
                        name="activity_names_the_employer_that_was_visited",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmploymentNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "informed",
                    models.CharField(
                        choices=[("low_income", "低保部门"), ("insurance", "失业保险经办机构")],
                        max_length=10,
                        verbose_name="告知单位",
                    ),
                ),
                ("told_on", models.DateField(verbose_name="告知日期")),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="回复情况")),
                ("told_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employment_notices",
                        to="households.registration",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="告知人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                ("caller", models.TextField(blank=True, default="", verbose_name="来电人")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                ("question", models.TextField(max_length=1000, verbose_name="咨询内容")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("answered", "已答复"), ("unreached", "未联系上")],
                        max_length=10,
                        verbose_name="办理结果",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                ("referred_on", models.DateField(null=True, verbose_name="转办日期")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办结人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="涉及单位",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="涉及家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
                    "referred_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="转办人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-received_on", "-id"], name="enquiry_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="enquiry_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_is_closed_by_somebody_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True), name="enquiry_asks_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("closed_on", None), ("result", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("result", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_is_closed_with_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("referred_by", None), ("referred_on", None)),
                            models.Q(
                                ("referred_by__isnull", False),
                                ("referred_on__gte", models.F("received_on")),
                                ("referred_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_is_referred_by_somebody",
                    ),
                ],
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
                        name="enrolment_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("course", "person"),
                        name="enrolment_once_per_person_and_course",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("struck_at", None), ("result", ""), _connector="OR"),
                        name="enrolment_struck_off_has_no_result",
                    ),
                ],
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "on"), name="attendance_once_a_day"),
                    models.CheckConstraint(condition=models.Q(("hours__lte", 12)), name="attendance_is_of_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LumpSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="当月一日", verbose_name="发放月份")),
                ("months_left", models.PositiveSmallIntegerField(verbose_name="剩余月数")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="金额")),
                ("paid_on", models.DateField(verbose_name="发放日期")),
                ("evidence", models.CharField(max_length=200, verbose_name="核定文书")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lump_sums", to="households.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lump_sums",
                        to="households.registration",
                        verbose_name="自谋职业",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("months_left__gte", 1)),
                        name="lump_sum_is_of_some_months_and_yuan",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="lump_sum_month_is_a_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="lump_sum_has_evidence"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModelCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("story", models.TextField(max_length=4000, verbose_name="事迹")),
                ("names_somebody", models.BooleanField(verbose_name="写明了具体人员")),
                ("consented_on", models.DateField(null=True, verbose_name="本人同意日期")),
                ("consent", models.CharField(blank=True, max_length=200, verbose_name="同意方式")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="推荐单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
                        name="modelcase_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("story", ""), _negated=True)
                        ),
                        name="model_case_tells_a_story",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("consented_on__isnull", False),
                                ("names_somebody", True),
                                models.Q(("consent", ""), _negated=True),
                            ),
                            models.Q(
                                ("consent", ""), ("consented_on", None), ("names_somebody", False), ("person", None)
                            ),
                            _connector="OR",
                        ),
                        name="model_case_names_nobody_without_consent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("made_on", models.DateField(verbose_name="推荐日期")),
                ("employer", models.CharField(max_length=100, verbose_name="用人单位")),
                ("position", models.CharField(max_length=50, verbose_name="岗位")),
                ("wage", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="月工资")),
                ("commute_minutes", models.PositiveSmallIntegerField(help_text="分钟", verbose_name="单程通勤时间")),
                ("passed_over", models.PositiveSmallIntegerField(default=0, verbose_name="越过的零就业家庭成员")),
                ("passed_because", models.CharField(blank=True, max_length=500, verbose_name="越过理由")),
                ("is_lawful", models.BooleanField(default=True, verbose_name="岗位合法")),
                ("fits_health", models.BooleanField(default=True, verbose_name="适合身体状况")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "接受"), ("refused", "拒绝")],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                ("refusal", models.CharField(blank=True, max_length=300, verbose_name="拒绝理由")),
                ("is_justified", models.BooleanField(default=False, verbose_name="理由正当")),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="签字声明、通话记录、证明等", max_length=300, verbose_name="证据"
                    ),
                ),
                (
                    "minimum_wage",
                    models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="当日最低工资"),
                ),
                ("max_commute_minutes", models.PositiveSmallIntegerField(verbose_name="当日最长通勤时间")),
                ("terms_source", models.CharField(max_length=400, verbose_name="有效岗位依据")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="households.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
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
                "indexes": [
                    models.Index(fields=["person", "made_on"], name="offer_of_person"),
                    models.Index(fields=["-made_on", "-id"], name="offer_latest"),
                ],
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
                        name="offer_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wage__gte", 0)), name="offer_names_no_wage_below_nothing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_on__gte", models.F("made_on")),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="offer_is_answered_on_a_day_it_stood",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "refused"), models.Q(("refusal", ""), _negated=True)),
                            models.Q(
                                models.Q(("answer", "refused"), _negated=True), ("is_justified", False), ("refusal", "")
                            ),
                            _connector="OR",
                        ),
                        name="offer_is_refused_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("terms_source", ""), _negated=True), name="offer_is_judged_by_an_article"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "channel",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "技能就业（再就业培训、创业培训）"),
                            (2, "帮扶就业（社区就业岗位、就业援助）"),
                            (3, "吸纳就业（街道劳务型服务企业）"),
                            (4, "公益性岗位“托底”就业"),
                        ],
                        verbose_name="就业渠道",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("restructuring", "国企重组、主辅分离"),
                            ("farming", "农业主辅换位"),
                            ("industry", "劳动密集型加工业和第三产业"),
                            ("community", "社区服务"),
                            ("private", "非国有、民营经济和再就业基地"),
                            ("labour_export", "劳务输出"),
                        ],
                        max_length=20,
                        verbose_name="就业门路",
                    ),
                ),
                (
                    "workplace",
                    models.CharField(
                        choices=[
                            ("street", "本街道"),
                            ("district", "本区县"),
                            ("city", "本市其他区县"),
                            ("away", "外地"),
                        ],
                        max_length=10,
                        verbose_name="就业地点",
                    ),
                ),
                ("destination", models.CharField(blank=True, max_length=50, verbose_name="输出地")),
                ("agency", models.CharField(blank=True, max_length=100, verbose_name="输出机构")),
                ("has_contract", models.BooleanField(default=False, verbose_name="已签劳动合同")),
                ("contract_until", models.DateField(blank=True, null=True, verbose_name="合同期满日期")),
                ("is_insured", models.BooleanField(default=False, verbose_name="已参加社会保险")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="assistance.offer",
                        verbose_name="由推荐而来",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="households.registration",
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
                        name="placement_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("registration",),
                        name="placement_stands_once_for_an_employment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("offer",),
                        name="placement_stands_once_for_an_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("contract_until", None), ("has_contract", True), _connector="OR"),
                        name="placement_only_of_a_contract_has_its_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "labour_export"), models.Q(("destination", ""), _negated=True)),
                            models.Q(
                                models.Q(("source", "labour_export"), _negated=True),
                                ("agency", ""),
                                ("destination", ""),
                            ),
                            _connector="OR",
                        ),
                        name="placement_only_by_labour_export_names_where",
                    ),
                ],
            },
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
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("because", models.CharField(blank=True, max_length=500, verbose_name="修订原因")),
                (
                    "segment",
                    models.CharField(
                        choices=[
                            ("young", "中青年"),
                            ("skilled", "有技术特长的就业转失业人员"),
                            ("older", "“4050”人员"),
                        ],
                        max_length=10,
                        verbose_name="对象分类",
                    ),
                ),
                (
                    "health",
                    models.CharField(
                        blank=True,
                        choices=[("fit", "能胜任一般劳动"), ("light", "只适合轻体力劳动")],
                        max_length=10,
                        verbose_name="身体状况",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("post", "岗位"),
                                ("training", "技能培训"),
                                ("business", "创业扶持"),
                                ("insurance", "社保接续"),
                                ("guidance", "职业指导"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="援助需求",
                    ),
                ),
                ("situation", models.CharField(max_length=1000, verbose_name="基本情况和就业愿望")),
                ("review_on", models.DateField(verbose_name="下次评估日期")),
                ("source", models.CharField(max_length=200, verbose_name="评估间隔依据")),
                ("opened_at", models.DateTimeField(verbose_name="制定时间")),
                ("replaced_at", models.DateTimeField(null=True, verbose_name="被修订时间")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="制定人",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="assistance.plan",
                    ),
                ),
                (
                    "spell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="households.hardtoemployspell",
                        verbose_name="个案",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("replaced_at", None)), fields=["review_on"], name="plan_to_review")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("spell",),
                        name="plan_is_the_only_active_one_of_its_case",
                    ),
                    models.UniqueConstraint(fields=("spell", "version"), name="plan_has_a_version_of_its_own"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("because", ""), ("previous", None), ("version", 1)),
                            models.Q(
                                ("previous__isnull", False),
                                ("version__gt", 1),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_that_follows_another_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("needs", []), _negated=True),
                            models.Q(("situation", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="plan_says_what_is_needed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("segment", "older"), _negated=True),
                            models.Q(("health", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_of_an_older_person_tells_the_health",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_at", None), ("replaced_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="plan_is_replaced_after_it_was_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "技能就业（再就业培训、创业培训）"),
                            (2, "帮扶就业（社区就业岗位、就业援助）"),
                            (3, "吸纳就业（街道劳务型服务企业）"),
                            (4, "公益性岗位“托底”就业"),
                        ],
                        verbose_name="就业渠道",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="措施")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("done_on", models.DateField(null=True, verbose_name="完成日期")),
                ("outcome", models.CharField(blank=True, max_length=500, verbose_name="落实情况")),
                ("done_at", models.DateTimeField(null=True, verbose_name="登记时间")),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任人",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="assistance.plan"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None)), fields=["owner", "due_on"], name="measure_to_be_done"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", [1, 2, 3, 4])),
                        name="measure_goes_through_one_of_the_four_channels",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="measure_says_what_is_done"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None), ("done_on", None), ("outcome", "")),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                ("done_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="measure_is_done_by_somebody_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reviewed_on", models.DateField(verbose_name="评估日期")),
                ("finding", models.CharField(max_length=500, verbose_name="评估情况")),
                ("next_on", models.DateField(verbose_name="下次评估日期")),
                ("reviewed_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="assistance.plan"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="评估人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_on__gt", models.F("reviewed_on")), models.Q(("finding", ""), _negated=True)
                        ),
                        name="plan_review_finds_something_and_sets_the_next",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_text", models.CharField(max_length=1000, verbose_name="承诺单位的承诺")),
                ("family_text", models.CharField(max_length=1000, verbose_name="受助家庭的承诺")),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                ("withdrawn_because", models.CharField(blank=True, max_length=500, verbose_name="作废原因")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="households.zerofamilycase",
                        verbose_name="零就业家庭",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作废人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("case",),
                        name="pledge_is_the_only_one_of_its_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("office_text", ""), _negated=True), models.Q(("family_text", ""), _negated=True)
                        ),
                        name="pledge_is_mutual",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_because", ""), ("withdrawn_by", None)),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pledge_is_withdrawn_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("file", models.FileField(max_length=200, upload_to="attachments", verbose_name="文件")),
                (
                    "content_type",
                    models.CharField(
                        choices=[("image/jpeg", "照片"), ("image/png", "图片"), ("application/pdf", "PDF")],
                        max_length=20,
                        verbose_name="格式",
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "side",
                    models.CharField(
                        choices=[("office", "承诺单位"), ("family", "受助家庭")], max_length=10, verbose_name="签字方"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="签字人",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="assistance.pledge"
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
                        name="pledgesignature_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="pledgesignature_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="pledgesignature_holds_a_file",
                    ),
                    models.UniqueConstraint(fields=("pledge", "side"), name="pledge_is_signed_once_by_each_side"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("side", "family")),
                            models.Q(("person", None), ("side", "office")),
                            _connector="OR",
                        ),
                        name="pledge_is_signed_by_a_member_for_the_family",
                    ),
                ],
            },
        ),
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
                        name="postholding_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("placement",),
                        name="post_holding_stands_once_for_a_placement",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "holding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="assistance.postholding"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_source", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                        ),
                        name="empty_post_report_is_judged_by_an_article_on_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("entered_on__gte", models.F("reported_on"))),
                        name="empty_post_report_is_entered_when_it_came_or_later",
                    ),
                ],
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
            options={
                "indexes": [models.Index(fields=["-year", "-id"], name="post_plan_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True), name="post_plan_gives_its_grounds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("is_approved", None), ("opinion", "")
                            ),
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
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                        name="post_plan_is_not_decided_by_who_submitted_it",
                    ),
                ],
            },
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "field", "employer", "funding"),
                        name="post_plan_names_a_field_employer_and_funding_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("numbers__gte", 1), models.Q(("field", ""), _negated=True)),
                        name="post_plan_line_is_of_some_posts_in_a_field",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("risks", models.CharField(max_length=500, verbose_name="可能出现的困难")),
                ("response", models.CharField(max_length=1000, verbose_name="应对措施")),
                ("first_on", models.DateField(verbose_name="首次跟踪日期")),
                (
                    "rhythm",
                    models.PositiveSmallIntegerField(
                        choices=[(7, "每周"), (14, "每两周"), (28, "每四周")], help_text="天", verbose_name="跟踪频次"
                    ),
                ),
                ("drawn_at", models.DateTimeField(verbose_name="制定时间")),
                ("replaced_at", models.DateTimeField(null=True, verbose_name="被修订时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preparations",
                        to="households.zerofamilycase",
                        verbose_name="零就业家庭",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="制定人",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("case",),
                        name="preparation_is_the_only_one_of_its_case",
                    ),
                    models.UniqueConstraint(fields=("case", "version"), name="preparation_has_a_version_of_its_own"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("risks", ""), _negated=True), models.Q(("response", ""), _negated=True)
                        ),
                        name="preparation_says_what_may_happen_and_what_is_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", [7, 14, 28])), name="preparation_has_a_rhythm"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_at", None), ("replaced_at__gte", models.F("drawn_at")), _connector="OR"
                        ),
                        name="preparation_is_replaced_after_it_was_drawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="文号")),
                ("goals", models.TextField(max_length=2000, verbose_name="工作目标")),
                ("tasks", models.TextField(max_length=4000, verbose_name="工作任务")),
                ("requirements", models.TextField(max_length=4000, verbose_name="工作要求")),
                ("responsible", models.CharField(max_length=500, verbose_name="责任分工")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(help_text="含当日", verbose_name="结束日期")),
                ("set_at", models.DateTimeField(verbose_name="制定时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="accounts.area",
                        verbose_name="区划",
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(
                        related_name="programmes", to="accounts.organisation", verbose_name="协作单位"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="制定人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="programme_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("goals", ""), _negated=True),
                            models.Q(("tasks", ""), _negated=True),
                            models.Q(("requirements", ""), _negated=True),
                            models.Q(("responsible", ""), _negated=True),
                        ),
                        name="programme_says_what_is_to_be_done_and_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeAttachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("file", models.FileField(max_length=200, upload_to="attachments", verbose_name="文件")),
                (
                    "content_type",
                    models.CharField(
                        choices=[("image/jpeg", "照片"), ("image/png", "图片"), ("application/pdf", "PDF")],
                        max_length=20,
                        verbose_name="格式",
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                ("title", models.CharField(max_length=100, verbose_name="附件名称")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="assistance.programme",
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
                        name="programmeattachment_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="programmeattachment_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="programmeattachment_holds_a_file",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("programme", "sha256"),
                        name="programmeattachment_same_file_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="programmeattachment_has_a_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="日期")),
                ("report", models.TextField(max_length=2000, verbose_name="进展情况")),
                ("reported_at", models.DateTimeField(verbose_name="填报时间")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="assistance.programme"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("report", ""), _negated=True), name="progress_reports_something"
                    )
                ],
            },
        ),
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("field", ""), _negated=True),
                            models.Q(("description", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="project_says_what_it_is_and_whence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capital__gte", 0)), name="project_takes_no_capital_below_nothing"
                    ),
                    models.UniqueConstraint(fields=("area", "name"), name="project_has_a_name_of_its_own_in_the_area"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicPromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                ("text", models.TextField(max_length=1000, verbose_name="承诺内容")),
                ("owner", models.CharField(max_length=100, verbose_name="责任单位和责任人")),
                ("progress", models.TextField(blank=True, max_length=1000, verbose_name="最近进展")),
                ("progress_on", models.DateField(null=True, verbose_name="进展日期")),
                ("is_kept", models.BooleanField(null=True, verbose_name="已兑现")),
                ("evidence", models.TextField(blank=True, max_length=1000, verbose_name="兑现证明或未兑现原因")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办结人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="涉及单位",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="涉及家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-received_on", "-id"], name="publicpromise_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="publicpromise_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="publicpromise_is_closed_by_somebody_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("owner", ""), _negated=True)
                        ),
                        name="public_promise_says_what_and_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("evidence", ""), ("is_kept", None)),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("is_kept__isnull", False),
                                models.Q(("evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="public_promise_is_closed_by_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("progress", ""), ("progress_on", None)),
                            models.Q(("progress_on__isnull", False), models.Q(("progress", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="public_promise_tells_progress_of_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PushMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                ("post", models.CharField(max_length=100, verbose_name="单位和职务")),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="推进期间"
                    ),
                ),
                ("named_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="push_members",
                        to="accounts.area",
                        verbose_name="推进的区县",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确定人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("area"),
                                    models.F("area"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="push_member_is_one_for_a_district",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("post", ""), _negated=True)
                        ),
                        name="push_member_has_a_name_and_a_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False), ("validity__lower_inf", False)),
                        name="push_member_begins_on_a_day_and_serves_one_at_least",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Readiness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("found_on", models.DateField(verbose_name="认定有条件日期")),
                ("due_on", models.DateField(verbose_name="建立期限")),
                ("ground", models.CharField(max_length=300, verbose_name="具备的条件")),
                ("found_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readiness",
                        to="accounts.area",
                        verbose_name="街道（乡镇）",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="认定人",
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
                        name="readiness_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("area",),
                        name="readiness_stands_once_for_a_street",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("found_on")), models.Q(("ground", ""), _negated=True)
                        ),
                        name="readiness_is_due_after_it_was_found_on_some_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusalLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "街道复核"), (2, "区县申诉复核")], verbose_name="环节"
                    ),
                ),
                ("request", models.CharField(max_length=500, verbose_name="提请事由")),
                ("requested_at", models.DateTimeField(verbose_name="提请时间")),
                ("counts", models.BooleanField(null=True, verbose_name="计为拒绝")),
                ("opinion", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="复核时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="assistance.offer"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提请人",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at", None)),
                        fields=["stage", "requested_at"],
                        name="refusal_look_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("offer", "stage"), name="refusal_is_looked_into_once_at_each_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("request", ""), _negated=True),
                        name="refusal_look_is_asked_for_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counts", None), ("decided_at", None), ("decided_by", None), ("opinion", "")),
                            models.Q(
                                ("counts__isnull", False),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("opinion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="refusal_is_decided_by_somebody_with_an_opinion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("requested_by")), _negated=True),
                        name="refusal_is_not_decided_by_who_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("send_policy", "送政策"),
                            ("send_information", "送信息"),
                            ("send_post", "送岗位"),
                            ("send_training", "送培训"),
                            ("send_subsidy", "送补贴"),
                            ("guidance", "职业指导"),
                            ("referral", "职业介绍"),
                            ("training", "职业培训"),
                            ("startup_training", "创业培训"),
                            ("policy_told", "政策宣传"),
                            ("policy_served", "政策服务"),
                            ("policy_received", "政策落实"),
                            ("agency", "劳动保障事务代理"),
                            ("insurance", "接续社会保险关系"),
                            ("premises", "落实经营场地"),
                            ("tax_relief", "落实税费减免"),
                        ],
                        max_length=20,
                        verbose_name="服务内容",
                    ),
                ),
                ("on", models.DateField(verbose_name="服务日期")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("accepted", "已接受"), ("refused", "拒绝接受"), ("absent", "未联系上")],
                        max_length=10,
                        verbose_name="本人意见",
                    ),
                ),
                ("is_signed", models.BooleanField(default=False, verbose_name="本人已签字")),
                ("detail", models.CharField(max_length=500, verbose_name="具体内容和结果")),
                ("authority", models.CharField(blank=True, max_length=100, verbose_name="办理部门")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", null=True, verbose_name="扶持期限"
                    ),
                ),
                (
                    "continuity",
                    models.CharField(
                        blank=True,
                        choices=[("continued", "已接续"), ("under_way", "正在办理"), ("impossible", "暂不能接续")],
                        max_length=10,
                        verbose_name="接续情况",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="服务人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="households.person",
                        verbose_name="人员",
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
                "indexes": [models.Index(fields=["-on", "-id"], name="service_latest")],
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
                        name="service_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("detail", ""), _negated=True), name="service_says_what_was_done"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_signed", False), ("outcome", "refused"), _connector="OR"),
                        name="service_is_signed_only_where_it_was_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "referral"), ("outcome", "accepted"), _negated=True),
                        name="service_of_referral_is_one_that_did_not_take_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("premises", "tax_relief")),
                                ("period__isempty", False),
                                ("period__lower_inf", False),
                                models.Q(("authority", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind__in", ("premises", "tax_relief")), _negated=True),
                                ("authority", ""),
                                ("period", None),
                            ),
                            _connector="OR",
                        ),
                        name="service_of_support_has_an_authority_and_a_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "insurance"), models.Q(("continuity", ""), _negated=True)),
                            models.Q(models.Q(("kind", "insurance"), _negated=True), ("continuity", "")),
                            _connector="OR",
                        ),
                        name="service_of_insurance_says_how_it_continues",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="enrolment",
            name="service",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enrolment",
                to="assistance.service",
                verbose_name="服务",
            ),
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                ("number", models.CharField(max_length=14, unique=True, verbose_name="查询编号")),
                (
                    "channel",
                    models.CharField(
                        choices=[("page", "网上"), ("phone", "电话"), ("letter", "信件"), ("visit", "来访")],
                        max_length=10,
                        verbose_name="渠道",
                    ),
                ),
                ("against", models.CharField(max_length=200, verbose_name="被举报投诉的单位或人员")),
                ("text", models.TextField(max_length=2000, verbose_name="举报投诉内容")),
                ("contact_name", models.TextField(blank=True, default="", verbose_name="举报投诉人")),
                ("contact_phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                ("is_targeted", models.BooleanField(null=True, verbose_name="有针对性")),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("true", "属实"),
                            ("partly", "部分属实"),
                            ("untrue", "不属实"),
                            ("declined", "不予受理"),
                        ],
                        max_length=10,
                        verbose_name="结论",
                    ),
                ),
                ("findings", models.TextField(blank=True, max_length=2000, verbose_name="调查情况")),
                ("reply", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受理人",
                    ),
                ),
                (
                    "against_area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="accounts.area",
                        verbose_name="被举报投诉的区划",
                    ),
                ),
                (
                    "against_officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="被举报投诉的经办人",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办结人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="涉及家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="涉及单位",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="assistance.service",
                        verbose_name="税费减免",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-received_on", "-id"], name="complaint_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="complaint_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_is_closed_by_somebody_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("against", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="complaint_says_of_whom_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_by", None),
                                ("accepted_on", None),
                                ("against_officer", None),
                                ("is_targeted", None),
                            ),
                            models.Q(
                                ("accepted_by__isnull", False),
                                ("accepted_on__gte", models.F("received_on")),
                                ("accepted_on__isnull", False),
                                ("is_targeted__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_is_accepted_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_targeted", None),
                            ("is_targeted", False),
                            ("against_area__isnull", False),
                            _connector="OR",
                        ),
                        name="complaint_is_targeted_at_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("finding", ""), ("findings", ""), ("reply", "")),
                            models.Q(
                                ("accepted_on__isnull", False),
                                ("closed_on__isnull", False),
                                ("finding__in", ("true", "partly", "untrue")),
                                models.Q(("findings", ""), _negated=True),
                                models.Q(("reply", ""), _negated=True),
                            ),
                            models.Q(
                                ("accepted_on", None),
                                ("closed_on__isnull", False),
                                ("finding", "declined"),
                                models.Q(("reply", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_is_closed_with_what_was_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("against_officer", None),
                            models.Q(
                                models.Q(("accepted_by", models.F("against_officer")), _negated=True),
                                models.Q(
                                    ("closed_by", None),
                                    models.Q(("closed_by", models.F("against_officer")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_is_judged_by_somebody_it_is_not_about",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("send_policy", "送政策"),
                            ("send_information", "送信息"),
                            ("send_post", "送岗位"),
                            ("send_training", "送培训"),
                            ("send_subsidy", "送补贴"),
                            ("guidance", "职业指导"),
                            ("referral", "职业介绍"),
                            ("training", "职业培训"),
                            ("startup_training", "创业培训"),
                            ("policy_told", "政策宣传"),
                            ("policy_served", "政策服务"),
                            ("policy_received", "政策落实"),
                            ("agency", "劳动保障事务代理"),
                            ("insurance", "接续社会保险关系"),
                            ("premises", "落实经营场地"),
                            ("tax_relief", "落实税费减免"),
                        ],
                        max_length=20,
                        verbose_name="服务内容",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="活动名称")),
                ("held_on", models.DateField(verbose_name="活动日期")),
                ("place", models.CharField(max_length=100, verbose_name="地点")),
                ("content", models.CharField(max_length=500, verbose_name="活动内容")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="举办单位",
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
            options={
                "indexes": [models.Index(fields=["-held_on", "-id"], name="service_event_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("place", ""), _negated=True),
                            models.Q(("content", ""), _negated=True),
                        ),
                        name="service_event_says_what_and_where",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="service",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="assistance.serviceevent",
                verbose_name="活动",
            ),
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
                "indexes": [models.Index(fields=["-opened_on", "-id"], name="startup_latest")],
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
                        name="startup_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)), fields=("person",), name="startup_one_of_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("project", None), ("project_on", None)),
                            models.Q(("project__isnull", False), ("project_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="startup_project_was_chosen_on_a_day",
                    ),
                ],
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
                        name="createdjob_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)), fields=("registration",), name="job_created_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("registration", None), ("struck_at", None)),
                        fields=("startup", "name", "since"),
                        name="job_created_once_for_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), ("registration__isnull", False), ("since", None)),
                            models.Q(
                                ("registration", None), ("since__isnull", False), models.Q(("name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="job_is_of_the_registry_or_named_with_its_day",
                    ),
                ],
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
                        name="startuppair_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("startup", "organisation"),
                        name="pair_once_of_a_startup_and_body",
                    ),
                ],
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
                        name="stepdone_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("startup", "step", "on"),
                        name="step_once_a_day_of_a_startup",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="step_says_what_was_done"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__in", ("guidance", "loan", "registration", "subsidy"))),
                        name="step_is_one_that_is_written_down",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Striking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(verbose_name="划去时间")),
                ("struck_because", models.CharField(max_length=500, verbose_name="划去原因")),
                (
                    "lump_sum",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="striking",
                        to="assistance.lumpsum",
                    ),
                ),
                (
                    "notice",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="striking",
                        to="assistance.employmentnotice",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="划去人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lump_sum", None), ("notice__isnull", False)),
                            models.Q(("lump_sum__isnull", False), ("notice", None)),
                            _connector="OR",
                        ),
                        name="striking_is_of_one_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("struck_because", ""), _negated=True), name="striking_gives_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                ("office", models.CharField(max_length=100, verbose_name="被督查单位")),
                ("policy", models.CharField(max_length=200, verbose_name="督查的政策")),
                ("findings", models.TextField(max_length=2000, verbose_name="发现的问题")),
                ("mended", models.TextField(blank=True, max_length=1000, verbose_name="整改情况和证明")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办结人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="涉及单位",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="涉及家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-received_on", "-id"], name="supervision_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="supervision_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="supervision_is_closed_by_somebody_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("office", ""), _negated=True),
                            models.Q(("policy", ""), _negated=True),
                            models.Q(("findings", ""), _negated=True),
                        ),
                        name="supervision_says_what_was_found_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("mended", "")),
                            models.Q(("closed_on__isnull", False), models.Q(("mended", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="supervision_is_closed_with_what_was_mended",
                    ),
                ],
            },
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
                "indexes": [models.Index(fields=["-asked_on", "-id"], name="training_wish_latest")],
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
                        name="trainingwish_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("person", "trade"),
                        name="training_wish_once_per_person_and_trade",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trade", ""), _negated=True), name="training_wish_names_a_trade"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnemploymentCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                ("checked_on", models.DateField(null=True, verbose_name="核实日期")),
                ("findings", models.TextField(blank=True, max_length=1000, verbose_name="核实情况")),
                ("is_granted", models.BooleanField(null=True, verbose_name="开具失业证明")),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[("in_business", "仍从事合法经营"), ("unclear", "失业原因不清"), ("false", "弄虚作假")],
                        max_length=20,
                        verbose_name="不予开具的原因",
                    ),
                ),
                ("decision", models.TextField(blank=True, max_length=500, verbose_name="决定理由")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办结人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="涉及单位",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="涉及家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-received_on", "-id"], name="unemploymentcheck_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="unemploymentcheck_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="unemploymentcheck_is_closed_by_somebody_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", False)), name="unemployment_check_is_of_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("checked_on", None), ("findings", "")),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("checked_on__isnull", False),
                                models.Q(("findings", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="unemployment_check_is_made_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("decision", ""), ("is_granted", None), ("refusal", "")),
                            models.Q(
                                ("checked_on__isnull", False),
                                ("closed_on__isnull", False),
                                ("is_granted__isnull", False),
                                models.Q(
                                    models.Q(("is_granted", True), ("refusal", "")),
                                    models.Q(("is_granted", False), models.Q(("refusal", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("closed_by", models.F("checked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="unemployment_check_is_decided_by_another_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.CharField(max_length=50, verbose_name="岗位")),
                ("post_type", models.CharField(max_length=30, verbose_name="岗位类型")),
                ("wanted", models.PositiveSmallIntegerField(verbose_name="招用人数")),
                ("wage", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="月工资")),
                ("place", models.CharField(max_length=200, verbose_name="工作地点和交通")),
                ("skill", models.CharField(blank=True, max_length=100, verbose_name="技能要求")),
                (
                    "strength",
                    models.CharField(
                        choices=[("fit", "能胜任一般劳动"), ("light", "只适合轻体力劳动")],
                        default="fit",
                        max_length=10,
                        verbose_name="身体要求",
                    ),
                ),
                ("is_funded", models.BooleanField(default=False, verbose_name="政府投资开发的岗位")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="其他要求和待遇")),
                ("enquiries", models.CharField(blank=True, max_length=30, verbose_name="咨询电话（对外公布）")),
                ("collected_on", models.DateField(verbose_name="收集日期")),
                ("published_on", models.DateField(null=True, verbose_name="发布日期")),
                ("expires_on", models.DateField(verbose_name="有效期至")),
                ("closed_on", models.DateField(null=True, verbose_name="关闭日期")),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[("expired", "到期未复核"), ("filled", "已招满"), ("withdrawn", "单位不再招用")],
                        max_length=10,
                        verbose_name="关闭原因",
                    ),
                ),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("collected_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="accounts.area",
                        verbose_name="来源社区",
                    ),
                ),
                (
                    "collected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收集人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="assistance.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "works_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="工作地点所在社区",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("closed_on", None)), fields=["expires_on"], name="vacancy_open"),
                    models.Index(fields=["-collected_on", "-id"], name="vacancy_latest"),
                    models.Index(fields=["area", "collected_on"], name="vacancy_of_area"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position", ""), _negated=True),
                            models.Q(("post_type", ""), _negated=True),
                            models.Q(("place", ""), _negated=True),
                        ),
                        name="vacancy_says_what_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wage__gte", 0), ("wanted__gte", 1)),
                        name="vacancy_wants_somebody_for_some_wage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__gte", models.F("collected_on")),
                            models.Q(
                                ("published_on", None), ("published_on__gte", models.F("collected_on")), _connector="OR"
                            ),
                        ),
                        name="vacancy_holds_from_the_day_it_was_collected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on", None), models.Q(("enquiries", ""), _negated=True), _connector="OR"
                        ),
                        name="vacancy_is_published_with_a_telephone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("closing", "")),
                            models.Q(
                                ("closed_on__gte", models.F("collected_on")),
                                ("closed_on__isnull", False),
                                models.Q(("closing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="vacancy_is_closed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="offer",
            name="vacancy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offers",
                to="assistance.vacancy",
                verbose_name="用人信息",
            ),
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self", "回访本人"),
                            ("family", "回访家庭"),
                            ("employer", "回访单位"),
                            ("home", "走访"),
                        ],
                        max_length=10,
                        verbose_name="走访对象",
                    ),
                ),
                ("on", models.DateField(verbose_name="走访日期")),
                (
                    "way",
                    models.CharField(
                        choices=[("door", "上门"), ("phone", "电话"), ("office", "来访")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("at_work", "在岗"),
                            ("left", "已离岗"),
                            ("met", "见到本人或家属"),
                            ("absent", "未联系上"),
                        ],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("findings", models.CharField(max_length=500, verbose_name="了解到的情况")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="households.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callbacks",
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
                    "visited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="走访人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-on", "-id"], name="visit_latest")],
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
                        name="visit_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("findings", ""), _negated=True), name="visit_says_what_was_found"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("self", "family", "employer")),
                                ("outcome__in", ("at_work", "left", "absent")),
                                ("registration__isnull", False),
                            ),
                            models.Q(("kind", "home"), ("outcome__in", ("met", "absent")), ("registration", None)),
                            _connector="OR",
                        ),
                        name="visit_calls_back_on_an_employment_only",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("drawn_on", models.DateField(verbose_name="抽中日期")),
                ("due_on", models.DateField(verbose_name="复核期限")),
                ("checked_on", models.DateField(null=True, verbose_name="复核日期")),
                ("agrees", models.BooleanField(null=True, verbose_name="情况属实")),
                ("findings", models.CharField(blank=True, max_length=500, verbose_name="复核情况")),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "visited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="走访人",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recheck", to="assistance.visit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("checked_on", None)), fields=["due_on"], name="recheck_waiting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            models.Q(("checked_by", models.F("visited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="recheck_is_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agrees", None), ("checked_by", None), ("checked_on", None), ("findings", "")),
                            models.Q(
                                ("agrees__isnull", False),
                                ("checked_by__isnull", False),
                                ("checked_on__isnull", False),
                                models.Q(("findings", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recheck_is_done_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("file", models.FileField(max_length=200, upload_to="attachments", verbose_name="文件")),
                (
                    "content_type",
                    models.CharField(
                        choices=[("image/jpeg", "照片"), ("image/png", "图片"), ("application/pdf", "PDF")],
                        max_length=20,
                        verbose_name="格式",
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="assistance.visit"
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
                        name="visitphoto_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="visitphoto_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="visitphoto_holds_a_file",
                    ),
                ],
            },
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
            options={
                "indexes": [models.Index(fields=["area", "-id"], name="post_of_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "serial"), name="post_is_counted_once_in_its_line"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("serial__gte", 1),
                            ("wage__gt", 0),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("place", ""), _negated=True),
                        ),
                        name="post_has_a_title_a_place_and_a_wage",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.AddField(
            model_name="postholding",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="assistance.welfarepost"
            ),
        ),
        migrations.CreateModel(
            name="WorkforcePlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("lay_off", "经济性裁员方案"), ("resettlement", "关闭破产职工安置方案")],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("workers", models.PositiveIntegerField(verbose_name="涉及职工人数")),
                ("planned_on", models.DateField(verbose_name="拟实施日期")),
                ("text", models.TextField(max_length=2000, verbose_name="方案要点")),
                ("congress_on", models.DateField(null=True, verbose_name="职代会讨论日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("noted", "已备案"), ("approved", "已审核批准"), ("refused", "未批准")],
                        max_length=10,
                        verbose_name="审核结果",
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=500, verbose_name="审核机关和文号、意见")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办结人",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.employer",
                        verbose_name="涉及单位",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.household",
                        verbose_name="涉及家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.person",
                        verbose_name="涉及人员",
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
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["-received_on", "-id"], name="workforceplan_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="workforceplan_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="workforceplan_is_closed_by_somebody_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employer__isnull", False), ("workers__gt", 0), models.Q(("text", ""), _negated=True)
                        ),
                        name="workforce_plan_is_of_an_employer_and_some_workers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("decision", ""), ("outcome", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="workforce_plan_is_closed_with_a_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["noted", "approved"]), _negated=True),
                            models.Q(("congress_on__isnull", False), ("congress_on__lte", models.F("closed_on"))),
                            _connector="OR",
                        ),
                        name="workforce_plan_passes_the_congress_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "lay_off"), ("outcome", "approved"), _negated=True),
                            models.Q(("kind", "resettlement"), ("outcome", "noted"), _negated=True),
                        ),
                        name="workforce_plan_is_approved_where_it_closes_and_noted_where_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkTransfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="移交日期")),
                ("reason", models.CharField(max_length=500, verbose_name="移交原因")),
                ("families", models.PositiveIntegerField(verbose_name="家庭")),
                ("measures", models.PositiveIntegerField(verbose_name="待落实的措施")),
                ("preparations", models.PositiveIntegerField(default=0, verbose_name="工作预案")),
                ("charges", models.PositiveIntegerField(verbose_name="包片、包社区、包楼院")),
                ("made_at", models.DateTimeField(verbose_name="办理时间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="区划",
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="移交人",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接手人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("successor", models.F("leaving")), _negated=True),
                        name="work_transfer_is_to_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="work_transfer_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("families__gt", 0),
                            ("measures__gt", 0),
                            ("preparations__gt", 0),
                            ("charges__gt", 0),
                            _connector="OR",
                        ),
                        name="work_transfer_moves_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("promise", "安置期限临近"),
                            ("proof", "证明到期"),
                            ("contract", "就业期限届满"),
                            ("benefit", "享受政策到期"),
                            ("support", "扶持期限届满"),
                            ("contact", "长期未联系"),
                            ("update", "每月更新逾期"),
                        ],
                        max_length=10,
                        verbose_name="预警事项",
                    ),
                ),
                ("about", models.BigIntegerField(verbose_name="所指记录")),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="提前天数")),
                ("happens_on", models.DateField(verbose_name="到期日期")),
                ("detail", models.CharField(max_length=200, verbose_name="说明")),
                ("raised_on", models.DateField(verbose_name="预警日期")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "社区"), (2, "街道"), (3, "区县"), (4, "市"), (5, "省")], verbose_name="处理层级"
                    ),
                ),
                ("level_on", models.DateField(verbose_name="到达本级日期")),
                ("answer_by", models.DateField(verbose_name="处理期限")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="处理情况")),
                ("ended_on", models.DateField(null=True, verbose_name="消除日期")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="处理人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="households.person",
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("ended_on", None)),
                        fields=["household", "level"],
                        name="alert_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "about", "happens_on", "step"), name="alert_is_raised_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("detail", ""), _negated=True), name="alert_says_what_it_is_about"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                        name="alert_stands_with_an_office_of_the_city",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("ended_on", None),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="alert_is_answered_whole_or_ends_by_itself",
                    ),
                ],
            },
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
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("event", "person"),
                name="service_once_per_person_and_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None), ("vacancy__isnull", False)),
                fields=("vacancy", "person"),
                name="offer_of_a_vacancy_stands_once_for_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_because", ""), ("passed_over", 0)),
                    models.Q(
                        ("passed_over__gte", 1),
                        ("vacancy__isnull", False),
                        models.Q(("passed_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offer_that_passes_somebody_over_says_why",
            ),
        ),
    ]
