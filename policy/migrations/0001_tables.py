import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents, dated values and who proposed them, written systems, the working calendar."""

    initial = True

    replaces = [
        ("policy", "0001_initial"),
        ("policy", "0002_proposals_and_replacements"),
        ("policy", "0004_scans_and_written_systems"),
        ("policy", "0006_calendar_proposals"),
        ("policy", "0007_days_gone_by_are_fixed"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                ("fixed_before", models.DateField(null=True, verbose_name="此日之前不再变动")),
            ],
        ),
        migrations.CreateModel(
            name="ParameterKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True, verbose_name="参数")),
            ],
        ),
        migrations.CreateModel(
            name="CalendarException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("is_workday", models.BooleanField(verbose_name="是否上班")),
                ("title", models.CharField(blank=True, max_length=30, verbose_name="名称")),
                (
                    "calendar_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="policy.calendaryear",
                        verbose_name="年度",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="文号")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("issuer", models.CharField(max_length=100, verbose_name="发文机关")),
                ("issued_on", models.DateField(verbose_name="成文日期")),
                ("effective_from", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                ("effective_to", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "国家"),
                            ("province", "省"),
                            ("city", "市"),
                            ("district", "区县"),
                            ("design", "设计默认值"),
                        ],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                (
                    "upper_numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="上位文件",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to", None),
                            ("effective_from", None),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="document_lapses_after_it_takes_effect",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="calendaryear",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="policy.document", verbose_name="依据文件"
            ),
        ),
        migrations.CreateModel(
            name="ParameterValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.JSONField(null=True, verbose_name="取值")),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="施行期间"
                    ),
                ),
                ("article", models.CharField(max_length=100, verbose_name="条款")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="适用区划"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="policy.document", verbose_name="依据文件"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="policy.parameterkey",
                        verbose_name="参数",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("key"),
                                    models.F("key"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
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
                        name="parameter_value_one_per_area_and_day",
                        violation_error_message="同一参数的施行期间不得重叠。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)),
                        name="parameter_value_holds_for_a_day_at_least",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.JSONField(null=True, verbose_name="取值")),
                ("since", models.DateField(verbose_name="自何日起施行")),
                ("article", models.CharField(max_length=100, verbose_name="条款")),
                ("reason", models.TextField(verbose_name="理由")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "待确认"),
                            ("confirmed", "已确认"),
                            ("refused", "不同意"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("comment", models.TextField(blank=True, verbose_name="意见")),
                (
                    "announced",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.calendaryear",
                        verbose_name="施行的工作日历",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="适用区划"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="policy.document", verbose_name="依据文件"
                    ),
                ),
                (
                    "enacted",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="policy.parametervalue",
                        verbose_name="施行的取值",
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="policy.parameterkey",
                        verbose_name="参数",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            ("status", "withdrawn"),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_is_decided_by_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            ("decided_by", models.F("proposed_by")),
                            _connector="OR",
                        ),
                        name="proposal_is_withdrawn_by_its_own_proposer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_is_open_until_somebody_decides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("announced", None), ("enacted__isnull", False), ("status", "confirmed")),
                            models.Q(("announced__isnull", False), ("enacted", None), ("status", "confirmed")),
                            models.Q(
                                models.Q(("status", "confirmed"), _negated=True), ("announced", None), ("enacted", None)
                            ),
                            _connector="OR",
                        ),
                        name="proposal_confirmed_alone_has_something_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "refused"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_is_refused_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("key", "area", "since"),
                        name="proposal_open_once_for_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Replacement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("repealed", "废止"), ("replaced", "替代")], max_length=10, verbose_name="方式"
                    ),
                ),
                ("on", models.DateField(verbose_name="自何日起")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="policy.document",
                        verbose_name="依据文件",
                    ),
                ),
                (
                    "replaced",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacement",
                        to="policy.document",
                        verbose_name="被废止或替代的文件",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("replaced", models.F("document")), _negated=True),
                        name="document_is_replaced_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenSystem",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("registration", "登记认定制度"),
                            ("dynamic", "动态管理制度"),
                            ("sorted_help", "分类帮扶制度"),
                            ("follow_up", "跟踪服务制度"),
                            ("promise", "一对一帮扶限时上岗承诺制度"),
                        ],
                        max_length=20,
                        verbose_name="制度",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("in_force_from", models.DateField(verbose_name="施行日期")),
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
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_systems",
                        to="accounts.area",
                        verbose_name="单位",
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
                        name="writtensystem_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="writtensystem_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="writtensystem_holds_a_file",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("area", "kind", "in_force_from"),
                        name="writtensystem_one_of_a_kind_begins_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="writtensystem_has_a_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentScan",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="policy.document",
                        verbose_name="政策文件",
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
                        name="documentscan_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="documentscan_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="documentscan_holds_a_file",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("document", "sha256"),
                        name="documentscan_same_file_once",
                    ),
                ],
            },
        ),
    ]
