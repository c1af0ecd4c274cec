import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_triggers"),
        ("accounts", "__first__"),
        ("subsidies", "0003_stops"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankFormat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="格式名称")),
                ("since", models.DateField(verbose_name="启用日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "文本"), ("workbook", "Excel 工作簿")], max_length=10, verbose_name="文件种类"
                    ),
                ),
                ("columns", models.JSONField(verbose_name="列")),
                (
                    "separator",
                    models.CharField(
                        blank=True,
                        choices=[(",", "逗号"), ("|", "竖线"), ("\t", "制表符")],
                        max_length=1,
                        verbose_name="分隔符",
                    ),
                ),
                (
                    "encoding",
                    models.CharField(
                        blank=True,
                        choices=[("gb18030", "GB18030"), ("utf-8", "UTF-8")],
                        max_length=10,
                        verbose_name="编码",
                    ),
                ),
                ("has_heading", models.BooleanField(default=True, verbose_name="首行为列名")),
                (
                    "totals",
                    models.CharField(
                        choices=[("none", "不写"), ("first", "首行"), ("last", "末行")],
                        max_length=10,
                        verbose_name="合计",
                    ),
                ),
                ("set_at", models.DateTimeField(verbose_name="设定时间")),
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
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="设定人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "name", "since"), name="bank_format_begins_once_on_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("encoding", ""), ("kind", "workbook"), ("separator", "")),
                            models.Q(
                                ("encoding__in", ["gb18030", "utf-8"]),
                                ("kind", "text"),
                                ("separator__in", [",", "|", "\t"]),
                            ),
                            _connector="OR",
                        ),
                        name="bank_format_says_how_its_text_is_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("columns", []), _negated=True)
                        ),
                        name="bank_format_has_a_name_and_columns",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("flexible", "灵活就业社会保险补贴"),
                            ("enterprise", "单位招用社会保险补贴"),
                            ("post", "公益性岗位社会保险补贴"),
                            ("last_year", "并轨“4050”人员就业补贴"),
                            ("post_allowance", "公益性岗位补贴"),
                        ],
                        max_length=20,
                        verbose_name="补贴项目",
                    ),
                ),
                ("first_month", models.DateField(help_text="当月一日", verbose_name="起始月份")),
                ("last_month", models.DateField(help_text="当月一日", verbose_name="截止月份")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="笔数")),
                ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="金额")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("made", "待复核签字"),
                            ("signed", "待财政确认"),
                            ("confirmed", "待送银行"),
                            ("sent", "已送银行"),
                            ("dissolved", "已撤销"),
                        ],
                        default="made",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("made_at", models.DateTimeField(verbose_name="编制时间")),
                ("signed_at", models.DateTimeField(null=True, verbose_name="复核时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="财政确认时间")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="送银行时间")),
                ("dissolved_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                ("dissolved_because", models.CharField(blank=True, max_length=500, verbose_name="撤销原因")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidy_batches",
                        to="accounts.area",
                        verbose_name="区县",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="财政确认人",
                    ),
                ),
                (
                    "dissolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="送银行人",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__day", 1),
                            ("last_month__day", 1),
                            ("last_month__gte", models.F("first_month")),
                        ),
                        name="batch_is_for_whole_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_by", None),
                                models.Q(("signed_by", models.F("made_by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("confirmed_by", None),
                                models.Q(
                                    models.Q(("confirmed_by", models.F("made_by")), _negated=True),
                                    models.Q(("confirmed_by", models.F("signed_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="batch_is_signed_and_confirmed_by_others_than_made_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at", None), ("sent_at", None), ("signed_at", None), ("status", "made")
                            ),
                            models.Q(
                                ("confirmed_at", None),
                                ("sent_at", None),
                                ("signed_at__isnull", False),
                                ("status", "signed"),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("sent_at", None),
                                ("signed_at__isnull", False),
                                ("status", "confirmed"),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("sent_at__isnull", False),
                                ("signed_at__isnull", False),
                                ("status", "sent"),
                            ),
                            models.Q(("dissolved_at__isnull", False), ("sent_at", None), ("status", "dissolved")),
                            _connector="OR",
                        ),
                        name="batch_stands_where_its_signatures_say",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(("count__gte", 1), ("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="batch_is_signed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                                models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="batch_is_confirmed_and_sent_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "dissolved"), _negated=True),
                                ("dissolved_at", None),
                                ("dissolved_because", ""),
                                ("dissolved_by", None),
                            ),
                            models.Q(
                                ("dissolved_at__isnull", False),
                                ("dissolved_by__isnull", False),
                                ("status", "dissolved"),
                                models.Q(("dissolved_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_is_dissolved_by_somebody_for_a_reason",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["area", "status"], name="batch_in_area"),
                    models.Index(fields=["-made_at", "-id"], name="batch_latest_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="bank", verbose_name="文件")),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("paid", models.PositiveIntegerField(verbose_name="发放成功")),
                ("rejected", models.PositiveIntegerField(verbose_name="银行退回")),
                ("known", models.PositiveIntegerField(verbose_name="此前已登记")),
                ("faults", models.JSONField(default=list, verbose_name="未采用的行")),
                ("entered_at", models.DateTimeField(verbose_name="导入时间")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导入人",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="subsidies.batch",
                        verbose_name="批次",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "sha256"), name="bank_return_of_a_batch_counts_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="bank_return_holds_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="bank", verbose_name="文件")),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("count", models.PositiveIntegerField(verbose_name="笔数")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "format",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="subsidies.bankformat",
                        verbose_name="格式",
                    ),
                ),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_file",
                        to="subsidies.batch",
                        verbose_name="批次",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("count__gte", 1),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="bank_file_holds_a_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectedAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account_name", models.CharField(max_length=100, verbose_name="开户名")),
                ("bank", models.CharField(max_length=100, verbose_name="开户银行")),
                ("account", models.TextField(verbose_name="银行账号")),
                ("corrected_at", models.DateTimeField(verbose_name="更正时间")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更正人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account_name", ""), _negated=True),
                            models.Q(("bank", ""), _negated=True),
                            models.Q(("account", ""), _negated=True),
                        ),
                        name="corrected_account_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("insurance", "社会保险补贴"),
                            ("post", "公益性岗位补贴"),
                            ("training", "职业培训补贴"),
                            ("introduction", "职业介绍补贴"),
                        ],
                        max_length=20,
                        verbose_name="补贴类别",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("national", "中央资金"),
                            ("provincial", "省级资金"),
                            ("city", "市级资金"),
                            ("district", "区级资金"),
                        ],
                        max_length=20,
                        verbose_name="资金来源",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidy_funds",
                        to="accounts.area",
                        verbose_name="区划",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "year", "family", "source"),
                        name="fund_is_one_of_its_area_year_family_and_source",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="batch",
            name="fund",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches",
                to="subsidies.fund",
                verbose_name="资金来源",
            ),
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                ("document", models.CharField(max_length=120, verbose_name="文号")),
                ("on", models.DateField(verbose_name="下达日期")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="subsidies.fund",
                        verbose_name="资金",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True), models.Q(("document", ""), _negated=True)
                        ),
                        name="allocation_is_of_some_yuan_by_a_document",
                    )
                ],
                "indexes": [models.Index(fields=["fund", "-on", "-id"], name="allocation_of_fund")],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额")),
                ("payee_name", models.CharField(max_length=200, verbose_name="补贴对象")),
                ("account_name", models.CharField(max_length=100, verbose_name="开户名")),
                ("bank", models.CharField(max_length=100, verbose_name="开户银行")),
                ("account", models.TextField(verbose_name="银行账号")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("listed", "待发放"),
                            ("sent", "银行办理中"),
                            ("paid", "已发放"),
                            ("rejected", "银行退回"),
                            ("freed", "批次已撤销"),
                        ],
                        default="listed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("settled_on", models.DateField(null=True, verbose_name="银行办结日期")),
                ("bank_reason", models.CharField(blank=True, max_length=200, verbose_name="退回原因")),
                (
                    "again",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_again",
                        to="subsidies.correctedaccount",
                        verbose_name="更正的账户",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="subsidies.batch",
                        verbose_name="批次",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="subsidies.claim",
                        verbose_name="补贴申请",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["listed", "sent", "paid"])),
                        fields=("claim",),
                        name="claim_is_paid_once",
                    ),
                    models.UniqueConstraint(fields=("batch", "serial"), name="payment_has_its_place_in_the_batch"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            models.Q(("payee_name", ""), _negated=True),
                            models.Q(("account_name", ""), _negated=True),
                            models.Q(("bank", ""), _negated=True),
                            models.Q(("account", ""), _negated=True),
                        ),
                        name="payment_is_of_some_yuan_to_an_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("bank_reason", ""), ("settled_on", None), ("status__in", ["listed", "sent", "freed"])
                            ),
                            models.Q(("bank_reason", ""), ("settled_on__isnull", False), ("status", "paid")),
                            models.Q(
                                ("settled_on__isnull", False),
                                ("status", "rejected"),
                                models.Q(("bank_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="payment_is_settled_with_its_day_and_reason",
                    ),
                ],
                "indexes": [models.Index(fields=["status", "settled_on"], name="payment_settled")],
            },
        ),
        migrations.AddField(
            model_name="correctedaccount",
            name="payment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected",
                to="subsidies.payment",
                verbose_name="退回的发放",
            ),
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("reason", models.CharField(max_length=500, verbose_name="追回原因")),
                ("article", models.CharField(max_length=300, verbose_name="依据")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="应追回金额")),
                ("opened_at", models.DateTimeField(verbose_name="立案时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("proposed_at", models.DateTimeField(null=True, verbose_name="提请结案时间")),
                ("closing_reason", models.CharField(blank=True, max_length=500, verbose_name="结案原因")),
                ("closed_on", models.DateField(null=True, verbose_name="结案日期")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="结案人",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="立案人",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="subsidies.payment",
                        verbose_name="发放明细",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提请结案人",
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
                        name="recovery_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("article", ""), _negated=True),
                        ),
                        name="recovery_is_of_some_yuan_for_a_reason_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing_reason", ""), ("proposed_at", None), ("proposed_by", None)),
                            models.Q(
                                ("proposed_at__isnull", False),
                                ("proposed_by__isnull", False),
                                models.Q(("closing_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recovery_is_proposed_for_closing_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                models.Q(
                                    ("proposed_by", None),
                                    models.Q(("closed_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="recovery_is_closed_by_another_than_proposed_it",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None), ("struck_at", None)),
                        fields=["payment"],
                        name="recovery_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("on", models.DateField(verbose_name="收到日期")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额")),
                ("voucher", models.CharField(max_length=60, verbose_name="凭证号")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "entered_by",
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
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="subsidies.recovery"
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
                        name="receipt_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("voucher", ""), _negated=True)),
                        name="receipt_is_of_some_yuan_with_a_voucher",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="应缴日期")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="应缴金额")),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instalments", to="subsidies.recovery"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("recovery", "due_on"), name="instalment_is_due_once_on_a_day"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="instalment_is_of_some_yuan"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="多付金额")),
                ("is_live", models.BooleanField(default=True, verbose_name="有效")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recovered", to="subsidies.claimline"
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="subsidies.recovery"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)), fields=("line",), name="claim_line_is_recovered_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="recovery_line_is_of_some_yuan"),
                ],
            },
        ),
    ]
