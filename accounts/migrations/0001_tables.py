import datetime

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Areas, organisations, accounts, deputations, tokens, the audit, jobs and what leaves as a list."""

    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0003_audit_desk_and_jobs"),
        ("accounts", "0005_deputations"),
        ("accounts", "0007_accounts_in_full"),
        ("accounts", "0008_stopped_accounts_are_closed"),
        ("accounts", "0009_job_results_are_sealed_files"),
        ("accounts", "0010_recovery_codes_name_their_key"),
        ("accounts", "0011_deputations_are_confirmed"),
        ("accounts", "0012_officers_confirmed_their_own"),
        ("accounts", "0013_audit_entries_count_from_one"),
        ("accounts", "0014_audit_entries_tell_the_post"),
        ("accounts", "0015_closed_accounts_free_their_person"),
        ("accounts", "0016_jobs_keep_what_came_of_them"),
        ("accounts", "0017_exports_are_approved"),
        ("accounts", "0018_api_tokens"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="区划代码")),
                ("name", models.CharField(max_length=50, verbose_name="名称")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "社区"), (2, "街道"), (3, "区县"), (4, "市"), (5, "省")], verbose_name="层级"
                    ),
                ),
                ("path", models.CharField(max_length=80, unique=True, verbose_name="路径")),
                (
                    "in_city_proper",
                    models.BooleanField(
                        default=False, help_text="哈就办字[2007]12号 四 所称“市区内”", verbose_name="市区范围"
                    ),
                ),
                ("valid_from", models.DateField(default=datetime.date(2000, 1, 1), verbose_name="设立日期")),
                ("valid_to", models.DateField(blank=True, help_text="含当日", null=True, verbose_name="撤销日期")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.area",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="accounts.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "path__endswith",
                                django.db.models.functions.text.Concat(models.F("code"), models.Value("/")),
                            )
                        ),
                        name="area_path_ends_with_own_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 4), ("parent__isnull", False), _connector="OR"),
                        name="area_below_a_city_has_a_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="area_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("successor", None), ("valid_to__isnull", False), _connector="OR"),
                        name="area_has_a_successor_only_when_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", models.CharField(blank=True, max_length=50, verbose_name="姓名")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("community_worker", "社区专干"),
                            ("community_director", "社区主任"),
                            ("street_officer", "街道社保干事"),
                            ("street_leader", "街道领导"),
                            ("district_officer", "区县经办人员"),
                            ("city_officer", "市局经办人员"),
                            ("statistician", "市统计人员"),
                            ("guarantee_centre", "担保中心"),
                            ("bank", "经办银行"),
                            ("finance", "财政人员"),
                            ("helper", "结对帮扶干部"),
                            ("partner", "协作单位人员"),
                            ("province", "省厅"),
                            ("hotline", "12333话务员"),
                            ("auditor", "安全审计员"),
                            ("system_admin", "系统管理员"),
                            ("security_admin", "安全管理员"),
                            ("system", "系统自动办理"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                ("office_phone", models.CharField(blank=True, max_length=30, verbose_name="办公电话")),
                ("id_number", models.TextField(blank=True, default="", verbose_name="身份证号")),
                ("id_digest", models.BinaryField(max_length=32, null=True, unique=True, verbose_name="身份证号索引")),
                ("must_change_password", models.BooleanField(default=True, verbose_name="须修改密码")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示账号")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("awaiting", "待安全管理员确认"),
                            ("in_use", "在用"),
                            ("unused", "长期未用停用"),
                            ("expired", "到期停用"),
                            ("closed", "已停用"),
                        ],
                        default="in_use",
                        max_length=10,
                        verbose_name="账号状态",
                    ),
                ),
                ("in_use_since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="启用时间")),
                ("valid_until", models.DateField(blank=True, help_text="含当日", null=True, verbose_name="有效期至")),
                (
                    "password_set_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="密码设定时间"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="开立人",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.area",
                        verbose_name="所属区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("id_digest", None), ("id_number", "")),
                            models.Q(models.Q(("id_number", ""), _negated=True), ("id_digest__isnull", False)),
                            _connector="OR",
                        ),
                        name="user_id_number_comes_with_its_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_active", False), ("standing", "in_use"), _connector="OR"),
                        name="user_signs_in_only_while_in_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_by", models.F("opened_by")), _negated=True),
                        name="user_is_confirmed_by_another_than_opened_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__in", ("auditor", "system_admin", "security_admin")), _negated=True),
                            ("id_digest__isnull", False),
                            ("is_demo", True),
                            ("is_active", False),
                            _connector="OR",
                        ),
                        name="user_who_administers_is_a_known_person",
                    ),
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(max_length=60, verbose_name="事件")),
                ("object_label", models.CharField(max_length=60, verbose_name="对象类型")),
                ("object_id", models.BigIntegerField(verbose_name="对象编号")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("details", models.JSONField(default=dict, verbose_name="详情")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("done", "成功"), ("refused", "未成功")],
                        default="done",
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("address", models.CharField(blank=True, default="", max_length=45, verbose_name="来源地址")),
                ("agent", models.CharField(blank=True, default="", max_length=60, verbose_name="浏览器")),
                ("request", models.CharField(blank=True, default="", max_length=40, verbose_name="请求编号")),
                (
                    "actor_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("community_worker", "社区专干"),
                            ("community_director", "社区主任"),
                            ("street_officer", "街道社保干事"),
                            ("street_leader", "街道领导"),
                            ("district_officer", "区县经办人员"),
                            ("city_officer", "市局经办人员"),
                            ("statistician", "市统计人员"),
                            ("guarantee_centre", "担保中心"),
                            ("bank", "经办银行"),
                            ("finance", "财政人员"),
                            ("helper", "结对帮扶干部"),
                            ("partner", "协作单位人员"),
                            ("province", "省厅"),
                            ("hotline", "12333话务员"),
                            ("auditor", "安全审计员"),
                            ("system_admin", "系统管理员"),
                            ("security_admin", "安全管理员"),
                            ("system", "系统自动办理"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="当时的岗位角色",
                    ),
                ),
                ("actor_area", models.CharField(blank=True, default="", max_length=80, verbose_name="当时的所属区划")),
                ("signature", models.BinaryField(max_length=48, null=True, verbose_name="签名")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="操作人"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["object_label", "object_id", "at"], name="audit_object_at"),
                    models.Index(fields=["-at", "-id"], name="audit_latest_first"),
                    models.Index(fields=["actor", "-at", "-id"], name="audit_of_an_officer"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id__gte", 1)), name="auditentry_counts_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actor_area", ""), models.Q(("actor_role", ""), _negated=True), _connector="OR"
                        ),
                        name="auditentry_tells_an_area_with_its_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveBigIntegerField(unique=True, verbose_name="序号")),
                ("sealed_at", models.DateTimeField(verbose_name="封存时间")),
                (
                    "entry_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="审计记录"
                    ),
                ),
                ("up_to", models.BigIntegerField(verbose_name="至记录")),
                ("previous", models.BinaryField(max_length=32, verbose_name="上一段校验值")),
                ("links", models.BinaryField(verbose_name="校验值")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="auditseal_counts_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("entry_ids__len__gte", 1)), name="auditseal_seals_something"
                    ),
                    models.UniqueConstraint(fields=("previous",), name="auditseal_follows_one_before_it"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Courtyard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="名称")),
                ("valid_from", models.DateField(verbose_name="设立日期")),
                ("valid_to", models.DateField(help_text="含当日", null=True, verbose_name="撤销日期")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courtyards",
                        to="accounts.area",
                        verbose_name="社区",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="courtyard_closes_after_it_opens",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("community", "name"),
                        name="courtyard_has_a_name_of_its_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="代理期间"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="事由")),
                ("named_at", models.DateTimeField(verbose_name="指定时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="提前结束时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lent_deputations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代理人",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提前结束人",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="指定人",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="被代理人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("ended_at", None)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("officer"),
                                    models.F("officer"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="deputation_one_per_officer_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("validity__isempty", False), ("validity__lower_inf", False), ("validity__upper_inf", False)
                        ),
                        name="deputation_has_a_first_and_a_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officer", models.F("deputy")), _negated=True),
                        name="deputation_is_of_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("named_by", models.F("deputy")), _negated=True),
                        name="deputation_is_not_named_by_the_deputy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("deputy")), _negated=True),
                                models.Q(
                                    ("confirmed_by", models.F("officer")),
                                    models.Q(("confirmed_by", models.F("named_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="deputation_is_confirmed_by_the_officer_or_a_third_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="deputation_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="deputation_is_ended_by_somebody_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=100, verbose_name="任务")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("arguments", models.TextField(verbose_name="内容")),
                ("created_at", models.DateTimeField(verbose_name="发起时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "等待办理"),
                            ("running", "正在办理"),
                            ("done", "已完成"),
                            ("failed", "未办成"),
                            ("cancelled", "已取消"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("woken_at", models.DateTimeField(null=True, verbose_name="最近交办")),
                ("lease", models.UUIDField(null=True, verbose_name="占用凭证")),
                ("leased_until", models.DateTimeField(null=True, verbose_name="占用至")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="办理次数")),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已办")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="总数")),
                ("sentence", models.CharField(blank=True, default="", max_length=300, verbose_name="进度或结果")),
                ("is_cancelling", models.BooleanField(default=False, verbose_name="要求取消")),
                ("result_file", models.FileField(blank=True, default="", upload_to="", verbose_name="结果文件")),
                ("result_name", models.CharField(blank=True, default="", max_length=200, verbose_name="文件名")),
                ("result_details", models.JSONField(default=dict, verbose_name="结果内容")),
                ("result_url", models.CharField(blank=True, default="", max_length=200, verbose_name="结果页面")),
                ("outcome", models.TextField(blank=True, default="", verbose_name="办理结果")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="结果保留至")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("queued", "running"))),
                        fields=["owner"],
                        name="job_unfinished_of_owner",
                    ),
                    models.Index(fields=["owner", "-created_at", "-id"], name="job_latest_of_owner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease__isnull", False), ("leased_until__isnull", False), ("state", "running")),
                            models.Q(
                                models.Q(("state", "running"), _negated=True), ("lease", None), ("leased_until", None)
                            ),
                            _connector="OR",
                        ),
                        name="job_is_leased_exactly_while_it_runs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("state__in", ("queued", "running"))),
                            models.Q(("finished_at__isnull", False), ("state__in", ("done", "failed", "cancelled"))),
                            _connector="OR",
                        ),
                        name="job_is_finished_exactly_when_it_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))), name="job_does_no_more_than_all"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result_file", ""),
                            models.Q(("expires_at__isnull", False), ("state", "done")),
                            _connector="OR",
                        ),
                        name="job_keeps_a_file_only_when_done_and_for_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("sentence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="job_says_why_it_failed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="列表")),
                ("address", models.TextField(verbose_name="列表地址")),
                ("filters", models.JSONField(default=list, verbose_name="筛选")),
                ("rows", models.PositiveIntegerField(verbose_name="行数")),
                ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "不批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="不批准的理由")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="export_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.job",
                        verbose_name="后台任务",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "pending")), fields=["requested_at"], name="export_pending"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="export_states_a_purpose"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by__isnull", False),
                                ("status__in", ("approved", "refused")),
                                models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            ),
                            models.Q(("decided_by", None), ("status__in", ("pending", "withdrawn"))),
                            _connector="OR",
                        ),
                        name="export_is_decided_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("status", "pending")),
                            models.Q(models.Q(("status", "pending"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="export_is_over_exactly_when_not_pending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "refused"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("status", "refused"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="export_is_refused_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("job__isnull", False), ("status", "approved")),
                            models.Q(models.Q(("status", "approved"), _negated=True), ("job", None)),
                            _connector="OR",
                        ),
                        name="export_is_made_exactly_when_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leading_office", "就业工作领导小组办公室"),
                            ("bank", "经办银行"),
                            ("guarantee_centre", "担保中心"),
                            ("finance", "财政部门"),
                            ("department", "协作部门（发改、国资、工商、税务、民政、公安、城管、卫生等）"),
                            ("mass_organisation", "工会、共青团、妇联等群团组织"),
                            ("member_unit", "领导小组成员单位"),
                            ("non_territorial", "农垦、森工等非行政区单位"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="名称")),
                ("duty", models.CharField(blank=True, max_length=200, verbose_name="协作事项")),
                ("valid_from", models.DateField(default=datetime.date(2000, 1, 1), verbose_name="加入日期")),
                ("valid_to", models.DateField(blank=True, help_text="含当日", null=True, verbose_name="退出日期")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="所在区划"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="organisation_closes_after_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="原名称")),
                ("last_day", models.DateField(help_text="含当日", verbose_name="使用至")),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="accounts.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area", None), ("organisation__isnull", False)),
                            models.Q(("area__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="former_name_was_borne_by_one",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="accounts.organisation",
                verbose_name="所属单位",
            ),
        ),
        migrations.CreateModel(
            name="PastPassword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("encoded", models.CharField(max_length=128, verbose_name="密码摘要")),
                ("left_at", models.DateTimeField(verbose_name="停用时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Patch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="名称")),
                ("valid_from", models.DateField(verbose_name="设立日期")),
                ("valid_to", models.DateField(help_text="含当日", null=True, verbose_name="撤销日期")),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patches",
                        to="accounts.area",
                        verbose_name="街道",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="patch_closes_after_it_opens",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("street", "name"),
                        name="patch_has_a_name_of_its_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "专人负责"), (2, "社保干事包社区"), (3, "街道领导包片"), (4, "社区主任包楼院")],
                        verbose_name="责任",
                    ),
                ),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="责任期间"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="accounts.area",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任人",
                    ),
                ),
                (
                    "courtyard",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="accounts.courtyard",
                    ),
                ),
                (
                    "patch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="accounts.patch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("area__isnull", False)),
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
                            (
                                models.Func(
                                    models.F("kind"),
                                    models.F("kind"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="charge_one_officer_per_area_and_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("patch__isnull", False)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("patch"),
                                    models.F("patch"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("kind"),
                                    models.F("kind"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="charge_one_officer_per_patch_and_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("courtyard__isnull", False)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("courtyard"),
                                    models.F("courtyard"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("kind"),
                                    models.F("kind"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="charge_one_officer_per_courtyard_and_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("validity__isempty", False)), name="charge_lasts_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", False), ("courtyard", None), ("kind__in", [1, 2]), ("patch", None)
                            ),
                            models.Q(("area", None), ("courtyard", None), ("kind", 3), ("patch__isnull", False)),
                            models.Q(("area", None), ("courtyard__isnull", False), ("kind", 4), ("patch", None)),
                            _connector="OR",
                        ),
                        name="charge_is_of_the_place_of_its_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatchPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="有效期间"
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patch_parts",
                        to="accounts.area",
                        verbose_name="社区",
                    ),
                ),
                (
                    "patch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="accounts.patch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("community"),
                                    models.F("community"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="patch_part_one_per_community_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="patch_part_lasts_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("community_worker", "社区专干"),
                            ("community_director", "社区主任"),
                            ("street_officer", "街道社保干事"),
                            ("street_leader", "街道领导"),
                            ("district_officer", "区县经办人员"),
                            ("city_officer", "市局经办人员"),
                            ("statistician", "市统计人员"),
                            ("guarantee_centre", "担保中心"),
                            ("bank", "经办银行"),
                            ("finance", "财政人员"),
                            ("helper", "结对帮扶干部"),
                            ("partner", "协作单位人员"),
                            ("province", "省厅"),
                            ("hotline", "12333话务员"),
                            ("auditor", "安全审计员"),
                            ("system_admin", "系统管理员"),
                            ("security_admin", "安全管理员"),
                            ("system", "系统自动办理"),
                        ],
                        max_length=20,
                        verbose_name="岗位角色",
                    ),
                ),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="任职期间"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="所属区划",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="所属单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"),
                                    models.F("user"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="post_one_per_officer_and_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("validity__isempty", False)), name="post_lasts_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, verbose_name="恢复码摘要")),
                ("key", models.CharField(default="", max_length=8, verbose_name="索引密钥")),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "digest"), name="recovery_code_stands_once")],
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.TextField(verbose_name="密钥")),
                ("since", models.DateTimeField(null=True, verbose_name="启用时间")),
                ("last_step", models.BigIntegerField(null=True, verbose_name="最近使用的时间步")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="连续输错次数")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="最近输错时间")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("failures", 0), ("failed_at__isnull", False), _connector="OR"),
                        name="second_factor_failures_have_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_key", models.CharField(max_length=40, unique=True, verbose_name="会话")),
                ("at", models.DateTimeField(verbose_name="登录时间")),
                ("address", models.CharField(blank=True, max_length=45, verbose_name="网络地址")),
                ("device", models.CharField(blank=True, max_length=200, verbose_name="设备")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=100, verbose_name="用途")),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("areas.read", "查阅区划"),
                                ("cases.read", "查阅家庭、人员、认定"),
                                ("id_numbers.read", "查看完整的身份证号"),
                                ("surveys.write", "登记入户调查和就业失业登记"),
                                ("certifications.apply", "发起认定申请"),
                                ("certifications.decide", "审批认定申请"),
                                ("policy.read", "查阅政策参数"),
                                ("figures.read", "查阅报表数字"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                        verbose_name="权限",
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, unique=True, verbose_name="令牌摘要")),
                ("hint", models.CharField(max_length=4, verbose_name="末四位")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("community_worker", "社区专干"),
                            ("community_director", "社区主任"),
                            ("street_officer", "街道社保干事"),
                            ("street_leader", "街道领导"),
                            ("district_officer", "区县经办人员"),
                            ("city_officer", "市局经办人员"),
                            ("statistician", "市统计人员"),
                            ("guarantee_centre", "担保中心"),
                            ("bank", "经办银行"),
                            ("finance", "财政人员"),
                            ("helper", "结对帮扶干部"),
                            ("partner", "协作单位人员"),
                            ("province", "省厅"),
                            ("hotline", "12333话务员"),
                            ("auditor", "安全审计员"),
                            ("system_admin", "系统管理员"),
                            ("security_admin", "安全管理员"),
                            ("system", "系统自动办理"),
                        ],
                        max_length=20,
                        verbose_name="岗位角色",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="签发时间")),
                ("expires_at", models.DateTimeField(verbose_name="有效期至")),
                ("last_used_at", models.DateTimeField(null=True, verbose_name="最近使用")),
                ("minute_began", models.DateTimeField(null=True, verbose_name="本分钟起")),
                ("used_in_minute", models.PositiveIntegerField(default=0, verbose_name="本分钟次数")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="所属区划",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="所属账号",
                    ),
                ),
                (
                    "revoked_by",
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
                "indexes": [models.Index(fields=["owner", "-issued_at"], name="token_latest_of_owner")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="token_expires_after_it_is_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes__len__gt", 0)), name="token_is_good_for_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="token_names_its_purpose"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="token_is_revoked_by_somebody_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GivenAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="幂等键")),
                ("asked", models.BinaryField(max_length=32, verbose_name="请求摘要")),
                ("status", models.PositiveSmallIntegerField(verbose_name="状态码")),
                ("content", models.TextField(verbose_name="答复内容")),
                ("location", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("etag", models.CharField(blank=True, max_length=80, verbose_name="版本")),
                ("given_at", models.DateTimeField(verbose_name="答复时间")),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="accounts.token"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["given_at"], name="given_answer_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("token", "key"), name="answer_is_given_once_for_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("status__gte", 200), ("status__lt", 300)),
                        name="answer_is_kept_only_of_what_was_done",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation", None),
                    ("role__in", ["bank", "finance", "guarantee_centre", "helper", "partner"]),
                    _connector="OR",
                ),
                name="user_of_an_organisation_has_a_role_of_organisations",
            ),
        ),
    ]
