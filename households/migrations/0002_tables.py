import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The registry over time, surveys, findings, applications of every kind and their papers, rosters, openings."""

    replaces = [
        ("households", "0001_initial"),
        ("households", "0004_bank_account"),
        ("households", "0005_home_visits_and_materials"),
        ("households", "0007_certification_attachment"),
        ("households", "0009_surveys_in_full"),
        ("households", "0010_certificates"),
        ("households", "0012_households_over_time"),
        ("households", "0013_residences_of_known_households"),
        ("households", "0015_reviews_and_revocations"),
        ("households", "0017_certificates_know_deputies"),
        ("households", "0019_responsibility_links"),
        ("households", "0020_placements_are_looked_into"),
        ("households", "0021_registrations_merged"),
        ("households", "0022_deaths"),
        ("households", "0023_merges_withdrawn"),
        ("households", "0024_attachments_of_every_application"),
        ("households", "0026_decisions_cite_their_article"),
        ("households", "0027_revocations_are_reviewed"),
        ("households", "0029_movement_mistaken"),
        ("households", "0030_corrections_of_birth_and_sex"),
        ("households", "0031_inspection_rounds_called_off"),
        ("households", "0032_forms_sent_once_and_serials_corrected"),
        ("households", "0033_deputies_merge_and_inspect"),
        ("households", "0035_originals_shown_once"),
        ("households", "0038_search_keys"),
        ("households", "0039_lists_in_order_of_names_and_addresses"),
        ("households", "0040_refresh_is_shared"),
        ("households", "0041_rosters"),
        ("households", "0042_openings"),
        ("households", "0044_certifications_latest_first"),
        ("households", "0045_disabilities_are_graded"),
        ("households", "0046_notices_hang_somewhere"),
        ("households", "0047_approved_retirements_have_a_paper"),
        ("households", "0048_papers_of_old_are_not_known"),
        ("households", "0049_approved_retirements_name_it"),
    ]

    dependencies = [
        ("households", "0001_search_functions"),
        ("accounts", "0001_tables"),
        ("policy", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain_code", models.CharField(max_length=40, verbose_name="审批流程")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("pending", "办理中"),
                            ("objected", "异议核查中"),
                            ("returned", "已退回"),
                            ("refused", "不予认定"),
                            ("in_review", "复核中"),
                            ("approved", "已通过"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("step", models.PositiveSmallIntegerField(null=True, verbose_name="环节")),
                ("opens_on", models.DateField(help_text="公示期满次日起", null=True, verbose_name="可办日期")),
                ("due_on", models.DateField(null=True, verbose_name="办理期限")),
                ("due_is_provisional", models.BooleanField(default=False, verbose_name="期限待日历公布后确定")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="申报轮次")),
                ("drafted_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preferential", "再就业优惠证"),
                            ("registration_card", "就业失业登记证"),
                            ("startup_card", "就业创业证"),
                        ],
                        max_length=20,
                        verbose_name="证件种类",
                    ),
                ),
                ("kind_source", models.CharField(max_length=200, verbose_name="种类依据")),
                (
                    "category",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "“4050”失业人员"),
                            (2, "零就业家庭失业人员"),
                            (3, "残疾失业人员"),
                            (4, "低保失业人员"),
                            (5, "连续失业1年以上就业转失业人员"),
                            (6, "因失地等原因难以实现就业人员"),
                            (7, "单亲抚养未成年人失业人员"),
                            (8, "县以上劳动模范失业人员"),
                            (9, "烈属失业人员"),
                            (10, "军人配偶失业人员"),
                        ],
                        null=True,
                        verbose_name="人员类别",
                    ),
                ),
                ("evidence", models.TextField(verbose_name="核验的材料")),
                ("serial", models.TextField(blank=True, default="", verbose_name="证号")),
                ("serial_digest", models.BinaryField(max_length=32, null=True, verbose_name="证号索引")),
                ("issued_on", models.DateField(null=True, verbose_name="发证日期")),
                ("surrendered_on", models.DateField(null=True, verbose_name="收回日期")),
                (
                    "surrender_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("retired", "退休"),
                            ("dead", "死亡"),
                            ("moved", "迁出"),
                            ("fraud", "弄虚作假"),
                            ("replaced", "换发新证"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="收回原因",
                    ),
                ),
                ("surrender_note", models.CharField(blank=True, max_length=200, verbose_name="收回说明")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="社区"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请登记人",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="households.certificate",
                        verbose_name="换发前的证件",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["area", "status"], name="certificate_in_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["pending", "objected", "returned", "in_review"]),
                                ("step__gte", 1),
                                ("step__isnull", False),
                            ),
                            models.Q(("status__in", ["draft", "refused", "approved", "withdrawn"]), ("step", None)),
                            _connector="OR",
                        ),
                        name="certificate_has_a_step_while_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["pending", "objected", "in_review"]), _negated=True),
                            models.Q(
                                ("due_on__gte", models.F("opens_on")),
                                ("due_on__isnull", False),
                                ("opens_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_opens_and_is_due_while_in_office",
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "serial_digest"), name="certificate_serial_unique_within_its_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_on__isnull", False),
                                ("serial_digest__isnull", False),
                                ("status", "approved"),
                                models.Q(("serial", ""), _negated=True),
                            ),
                            models.Q(models.Q(("status", "approved"), _negated=True), ("issued_on", None)),
                            _connector="OR",
                        ),
                        name="certificate_has_a_serial_and_a_day_once_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("surrender_reason", ""), ("surrendered_on", None)),
                            models.Q(
                                ("issued_on__isnull", False),
                                ("surrendered_on__gte", models.F("issued_on")),
                                ("surrendered_on__isnull", False),
                                models.Q(("surrender_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_is_surrendered_after_issue_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="certificate_names_its_evidence"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="审批人"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="households.certificate"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "actor"), name="certificateseat_one_step_per_person"
                    ),
                    models.UniqueConstraint(
                        fields=("id", "application", "step"), name="certificateseat_known_by_its_step"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("returned", "退回补正"),
                            ("refused", "不予认定"),
                            ("upheld", "异议成立"),
                            ("dismissed", "异议不成立"),
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                        ],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="说明")),
                (
                    "article",
                    models.CharField(
                        blank=True, default="", help_text="文件和条款", max_length=300, verbose_name="依据"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="到达日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("days_late", models.PositiveSmallIntegerField(default=0, verbose_name="逾期工作日")),
                ("decided_at", models.DateTimeField(verbose_name="审批时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_records",
                        to="households.certificate",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁办理",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="households.certificateseat",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "round", "step"), name="certificaterecord_one_per_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "approved"), models.Q(("comment", ""), _negated=True), _connector="OR"
                        ),
                        name="certificaterecord_refusal_has_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["approved", "returned", "dismissed"]),
                            models.Q(("article", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="certificaterecord_against_somebody_cites_an_article",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain_code", models.CharField(max_length=40, verbose_name="审批流程")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("pending", "办理中"),
                            ("objected", "异议核查中"),
                            ("returned", "已退回"),
                            ("refused", "不予认定"),
                            ("in_review", "复核中"),
                            ("approved", "已通过"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("step", models.PositiveSmallIntegerField(null=True, verbose_name="环节")),
                ("opens_on", models.DateField(help_text="公示期满次日起", null=True, verbose_name="可办日期")),
                ("due_on", models.DateField(null=True, verbose_name="办理期限")),
                ("due_is_provisional", models.BooleanField(default=False, verbose_name="期限待日历公布后确定")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="申报轮次")),
                ("drafted_at", models.DateTimeField(verbose_name="登记时间")),
                ("reasons", models.JSONField(help_text="申请时的理由", verbose_name="认定理由")),
                ("facts", models.JSONField(help_text="申请时的事实", verbose_name="所依据的事实")),
                ("decided_reasons", models.JSONField(default=list, verbose_name="认定时的理由")),
                ("certified_on", models.DateField(null=True, verbose_name="认定日期")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="社区"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["area", "status"], name="certification_in_area"),
                    models.Index(fields=["-drafted_at", "-id"], name="certification_latest_first"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["pending", "objected", "returned", "in_review"]),
                                ("step__gte", 1),
                                ("step__isnull", False),
                            ),
                            models.Q(("status__in", ["draft", "refused", "approved", "withdrawn"]), ("step", None)),
                            _connector="OR",
                        ),
                        name="certification_has_a_step_while_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["pending", "objected", "in_review"]), _negated=True),
                            models.Q(
                                ("due_on__gte", models.F("opens_on")),
                                ("due_on__isnull", False),
                                ("opens_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certification_opens_and_is_due_while_in_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", []), _negated=True), name="certification_gives_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("certified_on__isnull", False),
                                ("status", "approved"),
                                models.Q(("decided_reasons", []), _negated=True),
                            ),
                            models.Q(models.Q(("status", "approved"), _negated=True), ("certified_on", None)),
                            _connector="OR",
                        ),
                        name="certification_is_dated_when_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificationAttachment",
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
                            ("id_card", "居民身份证"),
                            ("household_book", "户口簿"),
                            ("unemployment", "失业登记凭证"),
                            ("disability", "残疾人证"),
                            ("allowance", "低保证或低保金发放凭证"),
                            ("employment_before", "原单位就业及解除劳动关系证明"),
                            ("land_loss", "失地证明"),
                            ("single_parent", "单亲抚养证明"),
                            ("honour", "劳动模范证书"),
                            ("martyr", "烈士证明书及亲属关系证明"),
                            ("military_spouse", "军人身份证明及结婚证"),
                            ("application_form", "申请表"),
                            ("signature", "签名"),
                            ("visit_record", "入户走访记录"),
                            ("notice_photo", "公示照片"),
                            ("photo", "照片"),
                            ("other", "其他材料"),
                        ],
                        max_length=30,
                        verbose_name="材料类别",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="households.certification",
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
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("application", "kind", "sha256"),
                        name="certificationattachment_same_file_once",
                    ),
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
                        name="certificationattachment_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="certificationattachment_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="certificationattachment_holds_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificationNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                ("posted_on", models.DateField(verbose_name="公示日期")),
                ("ends_on", models.DateField(verbose_name="公示截止日期")),
                ("end_is_provisional", models.BooleanField(default=False, verbose_name="截止日期待日历公布后确定")),
                ("source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("objection", models.TextField(blank=True, verbose_name="异议内容")),
                ("objected_on", models.DateField(null=True, verbose_name="异议日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "异议成立"), ("dismissed", "异议不成立")],
                        max_length=10,
                        verbose_name="核查结论",
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=100, verbose_name="公示地点")),
                ("put_up_at", models.DateTimeField(null=True, verbose_name="张贴登记时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="households.certification",
                    ),
                ),
                (
                    "put_up_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="张贴登记人",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="异议登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "round"), name="certificationnotice_one_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("posted_on"))),
                        name="certificationnotice_ends_after_posting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_on", None), ("objection", ""), ("outcome", ""), ("recorded_by", None)),
                            models.Q(
                                models.Q(("objection", ""), _negated=True),
                                ("objected_on__isnull", False),
                                ("recorded_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificationnotice_objection_is_dated_and_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", ""), ("put_up_at", None), ("put_up_by", None)),
                            models.Q(
                                models.Q(("place", ""), _negated=True),
                                ("put_up_at__isnull", False),
                                ("put_up_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificationnotice_put_up_names_its_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificationReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="原决定环节")),
                ("reason", models.TextField(verbose_name="申请理由")),
                ("requested_on", models.DateField(verbose_name="申请日期")),
                ("requestable_until", models.DateField(verbose_name="申请截止日期")),
                ("source", models.CharField(max_length=200, verbose_name="申请期限依据")),
                ("due_source", models.CharField(max_length=200, verbose_name="办理时限依据")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                            ("withdrawn", "申请人撤回"),
                        ],
                        max_length=10,
                        verbose_name="复核结论",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="households.certification",
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
                "constraints": [
                    models.UniqueConstraint(fields=("application",), name="certificationreview_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="certificationreview_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("requested_on__lte", models.F("requestable_until"))),
                        name="certificationreview_requested_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificationSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="审批人"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="households.certification"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "actor"), name="certificationseat_one_step_per_person"
                    ),
                    models.UniqueConstraint(
                        fields=("id", "application", "step"), name="certificationseat_known_by_its_step"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificationRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("returned", "退回补正"),
                            ("refused", "不予认定"),
                            ("upheld", "异议成立"),
                            ("dismissed", "异议不成立"),
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                        ],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="说明")),
                (
                    "article",
                    models.CharField(
                        blank=True, default="", help_text="文件和条款", max_length=300, verbose_name="依据"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="到达日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("days_late", models.PositiveSmallIntegerField(default=0, verbose_name="逾期工作日")),
                ("decided_at", models.DateTimeField(verbose_name="审批时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_records",
                        to="households.certification",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁办理",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="households.certificationseat",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "round", "step"), name="certificationrecord_one_per_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "approved"), models.Q(("comment", ""), _negated=True), _connector="OR"
                        ),
                        name="certificationrecord_refusal_has_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["approved", "returned", "dismissed"]),
                            models.Q(("article", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="certificationrecord_against_somebody_cites_an_article",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("system", models.CharField(max_length=60, verbose_name="旧系统名称")),
                ("columns", models.JSONField(default=dict, verbose_name="列")),
                ("codes", models.JSONField(default=dict, verbose_name="代码")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保存人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "system"), name="column_mapping_one_per_kind_and_system")
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "benefit",
                    models.CharField(
                        choices=[
                            ("insurance", "社会保险补贴"),
                            ("post", "公益性岗位补贴"),
                            ("training", "职业培训补贴"),
                            ("appraisal", "职业技能鉴定补贴"),
                            ("introduction", "职业介绍补贴"),
                            ("loan", "小额担保贷款"),
                            ("interest", "贷款贴息"),
                            ("tax", "税费减免"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="享受的政策",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="内容")),
                ("first_day", models.DateField(verbose_name="起")),
                ("last_day", models.DateField(null=True, verbose_name="止")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="金额（元）")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="冲销原因")),
                (
                    "cancels",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancelled_by",
                        to="households.endorsement",
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endorsements",
                        to="households.certificate",
                    ),
                ),
                (
                    "entered_by",
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
                            ("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"
                        ),
                        name="endorsement_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                                ("cancels", None),
                                ("reason", ""),
                            ),
                            models.Q(
                                models.Q(("amount", None), ("amount__lte", 0), _connector="OR"),
                                ("cancels__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="endorsement_is_cancelled_by_the_opposite_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("title", ""), _negated=True)
                        ),
                        name="endorsement_names_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain_code", models.CharField(max_length=40, verbose_name="审批流程")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("pending", "办理中"),
                            ("objected", "异议核查中"),
                            ("returned", "已退回"),
                            ("refused", "不予认定"),
                            ("in_review", "复核中"),
                            ("approved", "已通过"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("step", models.PositiveSmallIntegerField(null=True, verbose_name="环节")),
                ("opens_on", models.DateField(help_text="公示期满次日起", null=True, verbose_name="可办日期")),
                ("due_on", models.DateField(null=True, verbose_name="办理期限")),
                ("due_is_provisional", models.BooleanField(default=False, verbose_name="期限待日历公布后确定")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="申报轮次")),
                ("drafted_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("stable", "稳定就业"),
                            ("retired", "退休"),
                            ("no_desire", "无就业愿望"),
                            ("lost_contact", "失去联系"),
                            ("moved_out", "迁出"),
                            ("dead", "死亡"),
                            ("unable", "丧失劳动能力"),
                            ("revoked", "认定撤销"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="退出原因",
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="退出日期")),
                ("evidence", models.TextField(verbose_name="事实与证明材料")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="社区"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["pending", "objected", "returned", "in_review"]),
                                ("step__gte", 1),
                                ("step__isnull", False),
                            ),
                            models.Q(("status__in", ["draft", "refused", "approved", "withdrawn"]), ("step", None)),
                            _connector="OR",
                        ),
                        name="exit_has_a_step_while_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["pending", "objected", "in_review"]), _negated=True),
                            models.Q(
                                ("due_on__gte", models.F("opens_on")),
                                ("due_on__isnull", False),
                                ("opens_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exit_opens_and_is_due_while_in_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="exit_has_evidence"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitAttachment",
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
                            ("appraisal", "劳动能力鉴定结论"),
                            ("statement", "本人签字的声明"),
                            ("contract", "劳动合同或就业登记"),
                            ("insurance_record", "社会保险缴费记录"),
                            ("business_record", "市场主体登记信息"),
                            ("employer_note", "用人单位证明"),
                            ("retirement_record", "退休审批或待遇核定"),
                            ("death_certificate", "死亡证明"),
                            ("move_record", "户口迁移证明"),
                            ("visit_record", "入户走访记录"),
                            ("photo", "照片"),
                            ("other", "其他材料"),
                        ],
                        max_length=30,
                        verbose_name="材料类别",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="households.exit"
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
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("application", "kind", "sha256"),
                        name="exitattachment_same_file_once",
                    ),
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
                        name="exitattachment_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="exitattachment_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="exitattachment_holds_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                ("posted_on", models.DateField(verbose_name="公示日期")),
                ("ends_on", models.DateField(verbose_name="公示截止日期")),
                ("end_is_provisional", models.BooleanField(default=False, verbose_name="截止日期待日历公布后确定")),
                ("source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("objection", models.TextField(blank=True, verbose_name="异议内容")),
                ("objected_on", models.DateField(null=True, verbose_name="异议日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "异议成立"), ("dismissed", "异议不成立")],
                        max_length=10,
                        verbose_name="核查结论",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="households.exit"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="异议登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "round"), name="exitnotice_one_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("posted_on"))), name="exitnotice_ends_after_posting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_on", None), ("objection", ""), ("outcome", ""), ("recorded_by", None)),
                            models.Q(
                                models.Q(("objection", ""), _negated=True),
                                ("objected_on__isnull", False),
                                ("recorded_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exitnotice_objection_is_dated_and_recorded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="原决定环节")),
                ("reason", models.TextField(verbose_name="申请理由")),
                ("requested_on", models.DateField(verbose_name="申请日期")),
                ("requestable_until", models.DateField(verbose_name="申请截止日期")),
                ("source", models.CharField(max_length=200, verbose_name="申请期限依据")),
                ("due_source", models.CharField(max_length=200, verbose_name="办理时限依据")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                            ("withdrawn", "申请人撤回"),
                        ],
                        max_length=10,
                        verbose_name="复核结论",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="households.exit"
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
                "constraints": [
                    models.UniqueConstraint(fields=("application",), name="exitreview_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="exitreview_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("requested_on__lte", models.F("requestable_until"))),
                        name="exitreview_requested_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="审批人"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="households.exit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "actor"), name="exitseat_one_step_per_person"),
                    models.UniqueConstraint(fields=("id", "application", "step"), name="exitseat_known_by_its_step"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("returned", "退回补正"),
                            ("refused", "不予认定"),
                            ("upheld", "异议成立"),
                            ("dismissed", "异议不成立"),
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                        ],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="说明")),
                (
                    "article",
                    models.CharField(
                        blank=True, default="", help_text="文件和条款", max_length=300, verbose_name="依据"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="到达日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("days_late", models.PositiveSmallIntegerField(default=0, verbose_name="逾期工作日")),
                ("decided_at", models.DateTimeField(verbose_name="审批时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_records",
                        to="households.exit",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁办理",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="households.exitseat"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "round", "step"), name="exitrecord_one_per_step"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "approved"), models.Q(("comment", ""), _negated=True), _connector="OR"
                        ),
                        name="exitrecord_refusal_has_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["approved", "returned", "dismissed"]),
                            models.Q(("article", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="exitrecord_against_somebody_cites_an_article",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HardToEmploySpell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            choices=[
                                (1, "“4050”失业人员"),
                                (2, "零就业家庭失业人员"),
                                (3, "残疾失业人员"),
                                (4, "低保失业人员"),
                                (5, "连续失业1年以上就业转失业人员"),
                                (6, "因失地等原因难以实现就业人员"),
                                (7, "单亲抚养未成年人失业人员"),
                                (8, "县以上劳动模范失业人员"),
                                (9, "烈属失业人员"),
                                (10, "军人配偶失业人员"),
                            ]
                        ),
                        size=None,
                        verbose_name="类别",
                    ),
                ),
                (
                    "primary",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "“4050”失业人员"),
                            (2, "零就业家庭失业人员"),
                            (3, "残疾失业人员"),
                            (4, "低保失业人员"),
                            (5, "连续失业1年以上就业转失业人员"),
                            (6, "因失地等原因难以实现就业人员"),
                            (7, "单亲抚养未成年人失业人员"),
                            (8, "县以上劳动模范失业人员"),
                            (9, "烈属失业人员"),
                            (10, "军人配偶失业人员"),
                        ],
                        verbose_name="主要类别",
                    ),
                ),
                ("certified_on", models.DateField(verbose_name="认定日期")),
                ("exited_on", models.DateField(null=True, verbose_name="退出日期")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stable", "稳定就业"),
                            ("retired", "退休"),
                            ("no_desire", "无就业愿望"),
                            ("lost_contact", "失去联系"),
                            ("moved_out", "迁出"),
                            ("dead", "死亡"),
                            ("unable", "丧失劳动能力"),
                            ("revoked", "认定撤销"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="退出原因",
                    ),
                ),
                (
                    "certification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spells",
                        to="households.certification",
                        verbose_name="认定",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="households.hardtoemployspell",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["certified_on"], name="spell_certified"),
                    models.Index(fields=["exited_on"], name="spell_exited"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exit_reason", ""), ("exited_on", None)),
                            models.Q(
                                ("exited_on__gte", models.F("certified_on")),
                                ("exited_on__isnull", False),
                                models.Q(("exit_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="spell_exits_with_a_day_and_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("categories__contains", [models.F("primary")])),
                        name="spell_primary_is_one_of_its_categories",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="exit",
            name="spell",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exits",
                to="households.hardtoemployspell",
                verbose_name="在册人员",
            ),
        ),
        migrations.CreateModel(
            name="HomeVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visited_on", models.DateField(verbose_name="走访日期")),
                ("visitors", models.CharField(max_length=100, verbose_name="走访人员")),
                ("met", models.CharField(blank=True, max_length=100, verbose_name="在场人员")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("verified", "情况属实"),
                            ("not_verified", "情况不属实"),
                            ("nobody_home", "未见到本人"),
                        ],
                        max_length=15,
                        verbose_name="核实结果",
                    ),
                ),
                ("findings", models.TextField(verbose_name="核实情况")),
                ("recorded_on", models.DateField(verbose_name="登记日期")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="households.certification",
                        verbose_name="认定",
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
                        condition=models.Q(("recorded_on__gte", models.F("visited_on"))),
                        name="home_visit_is_recorded_afterwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("visitors", ""), _negated=True), models.Q(("findings", ""), _negated=True)
                        ),
                        name="home_visit_says_who_went_and_what_was_found",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=200, verbose_name="住址")),
                (
                    "hukou",
                    models.CharField(
                        choices=[("urban", "城镇"), ("rural", "农村")],
                        default="urban",
                        max_length=5,
                        verbose_name="户口性质",
                    ),
                ),
                ("housing", models.CharField(blank=True, max_length=50, verbose_name="住房情况")),
                (
                    "monthly_income",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="家庭月收入（元）"
                    ),
                ),
                (
                    "income_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wage", "工资"),
                            ("business", "经营、劳务"),
                            ("pension", "养老金、退休金"),
                            ("unemployment", "失业保险金"),
                            ("relief", "低保、救助金"),
                            ("support", "亲属赡养、抚养"),
                            ("property", "出租、利息等财产"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="主要收入来源",
                    ),
                ),
                ("assessed_on", models.DateField(editable=False, null=True, verbose_name="最近评估日期")),
                (
                    "address_grams",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("address"), models.Value(2), function="grams"),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                        verbose_name="检索片段",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        limit_choices_to={"level": 1},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="accounts.area",
                        verbose_name="社区",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "id"], name="household_in_community"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["address_grams"], gin_pending_list_limit=256, name="household_by_part_of_address"
                    ),
                    models.Index(fields=["address", "id"], name="household_by_address"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("monthly_income", None), ("monthly_income__gte", 0), _connector="OR"),
                        name="household_income_is_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("income_source", ""),
                            models.Q(("monthly_income__gt", 0), ("monthly_income__isnull", False)),
                            _connector="OR",
                        ),
                        name="household_names_the_source_of_an_income_only",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="hardtoemployspell",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spells", to="households.household"
            ),
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="交接日期")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="新住址")),
                ("reason", models.CharField(max_length=500, verbose_name="移交原因")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待接收"),
                            ("accepted", "已接收"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                ("effective_on", models.DateField(null=True, verbose_name="生效日期")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "from_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="移交社区",
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
                (
                    "to_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="接收社区",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["to_area", "status"], name="handover_to"),
                    models.Index(fields=["from_area", "status"], name="handover_from"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "returned"])),
                        fields=("household",),
                        name="handover_one_live_per_household",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_area", models.F("to_area")), _negated=True),
                        name="handover_goes_to_another_community",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="handover_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("effective_on__gte", models.F("on")),
                                ("effective_on__isnull", False),
                                ("status", "accepted"),
                            ),
                            models.Q(models.Q(("status", "accepted"), _negated=True), ("effective_on", None)),
                            _connector="OR",
                        ),
                        name="handover_takes_effect_by_acceptance_no_earlier_than_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "accepted"), _negated=True),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answered_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handover_is_accepted_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), _negated=True),
                            models.Q(("answered_by__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="handover_is_returned_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "社区专干包家庭"), (2, "党员干部一帮一")], verbose_name="责任"
                    ),
                ),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="有效期间"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_links",
                        to="households.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("household"),
                                    models.F("household"),
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
                        name="family_link_one_per_kind_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="family_link_lasts_a_day"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="exit",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exits",
                to="households.household",
                verbose_name="家庭",
            ),
        ),
        migrations.CreateModel(
            name="CourtyardStay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="有效期间"
                    ),
                ),
                (
                    "courtyard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="accounts.courtyard",
                        verbose_name="楼院",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courtyard_stays",
                        to="households.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("household"),
                                    models.F("household"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="courtyard_stay_one_per_household_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="courtyard_stay_lasts_a_day"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="certification",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certifications",
                to="households.household",
                verbose_name="家庭",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="households.household",
                verbose_name="家庭",
            ),
        ),
        migrations.CreateModel(
            name="HouseholdFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("validity", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="有效期间")),
                ("reasons", models.JSONField(verbose_name="理由")),
                ("closing", models.JSONField(default=list, verbose_name="终止理由")),
                (
                    "origin",
                    models.CharField(
                        choices=[("act", "登记变更"), ("refresh", "每月更新")], max_length=10, verbose_name="来源"
                    ),
                ),
                (
                    "closing_origin",
                    models.CharField(
                        blank=True,
                        choices=[("act", "登记变更"), ("refresh", "每月更新")],
                        max_length=10,
                        verbose_name="终止来源",
                    ),
                ),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "零就业家庭"), (2, "双下岗、双失业家庭")], verbose_name="类别"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="households.household"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="householdfinding_lasts_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", []), _negated=True), name="householdfinding_gives_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing", []), ("closing_origin", ""), ("validity__upper_inf", True)),
                            models.Q(
                                ("validity__upper_inf", False),
                                models.Q(("closing", []), _negated=True),
                                models.Q(("closing_origin", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="householdfinding_says_why_it_ended",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("household"),
                                    models.F("household"),
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
                        name="household_finding_one_per_kind_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("opens_on", models.DateField(verbose_name="开始日期")),
                ("closes_on", models.DateField(help_text="含当日", verbose_name="截止日期")),
                ("article", models.CharField(blank=True, max_length=100, verbose_name="条款")),
                ("opened_at", models.DateTimeField(verbose_name="发起时间")),
                ("cancelled_on", models.DateField(null=True, verbose_name="取消日期")),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="区划"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="policy.document", verbose_name="依据文件"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_on", None)),
                        fields=("area", "year"),
                        name="inspection_round_one_per_area_and_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_on", None)),
                            models.Q(("cancelled_on__isnull", False), models.Q(("cancel_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="inspection_round_is_called_off_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gt", models.F("opens_on"))),
                        name="inspection_round_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("pending", "待年检"),
                            ("passed", "合格"),
                            ("failed", "不合格"),
                            ("lapsed", "逾期未检"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("result_on", models.DateField(null=True, verbose_name="办理日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("barred_since", models.DateField(null=True, verbose_name="失效日期")),
                (
                    "barred_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "待年检"),
                            ("passed", "合格"),
                            ("failed", "不合格"),
                            ("lapsed", "逾期未检"),
                        ],
                        max_length=10,
                        verbose_name="失效原因",
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="households.certificate",
                    ),
                ),
                (
                    "inspected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "inspected_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁办理",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="households.inspectionround",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["round", "result"], name="inspection_result")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("certificate", "year"), name="inspection_one_per_certificate_and_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("inspected_by", None), ("result", "pending"), ("result_on", None)),
                            models.Q(
                                ("inspected_by__isnull", False),
                                ("result__in", ["passed", "failed", "lapsed"]),
                                ("result_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_result_is_somebodys_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("barred_by", ""), ("barred_since", None), ("result__in", ["pending", "passed"])),
                            models.Q(
                                ("barred_by__in", ["failed", "lapsed"]),
                                ("barred_since__isnull", False),
                                ("barred_since__lte", models.F("result_on")),
                                ("result__in", ["passed", "failed", "lapsed"]),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_bars_from_a_day_when_failed_or_lapsed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__in", ["failed", "lapsed"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inspection_failure_gives_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MaterialShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "material",
                    models.CharField(
                        choices=[
                            ("id_card", "居民身份证"),
                            ("household_book", "户口簿"),
                            ("unemployment", "失业登记凭证"),
                            ("disability", "残疾人证"),
                            ("allowance", "低保证或低保金发放凭证"),
                            ("employment_before", "原单位就业及解除劳动关系证明"),
                            ("land_loss", "失地证明"),
                            ("single_parent", "单亲抚养证明"),
                            ("honour", "劳动模范证书"),
                            ("martyr", "烈士证明书及亲属关系证明"),
                            ("military_spouse", "军人身份证明及结婚证"),
                            ("application_form", "申请表"),
                            ("signature", "签名"),
                            ("visit_record", "入户走访记录"),
                            ("notice_photo", "公示照片"),
                            ("photo", "照片"),
                            ("other", "其他材料"),
                        ],
                        max_length=20,
                        verbose_name="材料",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="出具日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("seen_on", models.DateField(verbose_name="核对日期")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="households.certification",
                        verbose_name="认定",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核对人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen_on__gte", models.F("issued_on"))),
                        name="material_is_issued_before_it_is_shown",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthlyConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="当月一日", verbose_name="月份")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "spell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="households.hardtoemployspell",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("spell", "month"), name="confirmation_one_per_spell_and_month"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="confirmation_month_is_a_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="confirmation_is_somebodys_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cut_over_on", models.DateField(help_text="旧系统最后一天，含当日", verbose_name="切换日")),
                ("system", models.CharField(max_length=60, verbose_name="旧系统名称")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "准备中"),
                            ("presented", "待核对"),
                            ("accepted", "已接收，正在登记"),
                            ("entered", "已登记"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="发起时间")),
                ("presented_at", models.DateTimeField(null=True, verbose_name="提交核对时间")),
                ("returned_because", models.CharField(blank=True, max_length=500, verbose_name="退回原因")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="接收时间")),
                ("entered_at", models.DateTimeField(null=True, verbose_name="登记完成时间")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                ("withdrawal", models.CharField(blank=True, max_length=500, verbose_name="撤回原因")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接收人",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="accounts.area",
                        verbose_name="区划",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("preparing", "presented", "accepted"))),
                        fields=("area",),
                        name="opening_one_under_way_per_area",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cut_over_on__lte", models.F("drafted_at__date"))),
                        name="opening_cuts_over_by_the_day_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at", None),
                                ("accepted_by", None),
                                ("status__in", ["preparing", "presented", "withdrawn"]),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("status__in", ["accepted", "entered"]),
                                models.Q(("accepted_by", models.F("drafted_by")), _negated=True),
                                models.Q(("accepted_by", models.F("presented_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opening_is_accepted_by_somebody_else_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["preparing", "withdrawn"]),
                            models.Q(("presented_at__isnull", False), ("presented_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="opening_is_presented_before_it_is_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdrawal", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            models.Q(
                                ("status", "withdrawn"),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opening_is_withdrawn_by_somebody_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entered_at__isnull", False), ("status", "entered")),
                            models.Q(models.Q(("status", "entered"), _negated=True), ("entered_at", None)),
                            _connector="OR",
                        ),
                        name="opening_is_entered_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ControlFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("value", models.PositiveIntegerField(verbose_name="旧系统期末数")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="差异原因")),
                ("counted", models.PositiveIntegerField(null=True, verbose_name="导入数")),
                ("set_at", models.DateTimeField(verbose_name="录入时间")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="社区",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="control_figures",
                        to="households.opening",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("opening", "kind", "community"), name="control_figure_one_per_kind_and_community"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counted", None),
                            ("counted", models.F("value")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="control_figure_explains_a_difference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("file", models.FileField(max_length=200, upload_to="openings", verbose_name="文件")),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("headings", models.JSONField(default=dict, verbose_name="表头")),
                ("lines", models.PositiveIntegerField(default=0, verbose_name="数据行数")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="读完时间")),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="households.opening"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("opening", "sha256"), name="opening_file_same_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("file", ""), _negated=True), ("size__gte", 1)),
                        name="opening_file_holds_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                (
                    "pinyin",
                    models.CharField(blank=True, default="", editable=False, max_length=300, verbose_name="拼音"),
                ),
                (
                    "initials",
                    models.CharField(blank=True, default="", editable=False, max_length=50, verbose_name="拼音首字母"),
                ),
                (
                    "other_pinyin",
                    models.CharField(blank=True, default="", editable=False, max_length=300, verbose_name="又读拼音"),
                ),
                (
                    "other_initials",
                    models.CharField(blank=True, default="", editable=False, max_length=50, verbose_name="又读首字母"),
                ),
                (
                    "pinyin_of",
                    models.CharField(
                        blank=True, default="", editable=False, max_length=50, verbose_name="拼音所据姓名"
                    ),
                ),
                (
                    "name_grams",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), models.Value(1), function="grams"),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                        verbose_name="检索片段",
                    ),
                ),
                ("sex", models.CharField(choices=[("M", "男"), ("F", "女")], max_length=1, verbose_name="性别")),
                ("born", models.DateField(verbose_name="出生日期")),
                ("id_number", models.TextField(verbose_name="身份证号")),
                ("id_digest", models.BinaryField(max_length=32, unique=True, verbose_name="身份证号索引")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                ("bank_account", models.TextField(blank=True, default="", verbose_name="银行账号")),
                (
                    "retirement_track",
                    models.CharField(
                        choices=[("M60", "男职工（60周岁）"), ("F50", "女工人（50周岁）"), ("F55", "女干部（55周岁）")],
                        max_length=3,
                        verbose_name="退休类别",
                    ),
                ),
                ("retirement_override", models.DateField(blank=True, null=True, verbose_name="经批准的退休日期")),
                (
                    "retirement_evidence",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="批准文件"),
                ),
                (
                    "children_born",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="抚养子女的出生日期",
                    ),
                ),
                ("dead_on", models.DateField(blank=True, null=True, verbose_name="死亡日期")),
                (
                    "monthly_income",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="月收入（元）"
                    ),
                ),
                (
                    "income_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wage", "工资"),
                            ("business", "经营、劳务"),
                            ("pension", "养老金、退休金"),
                            ("unemployment", "失业保险金"),
                            ("relief", "低保、救助金"),
                            ("support", "亲属赡养、抚养"),
                            ("property", "出租、利息等财产"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="收入来源",
                    ),
                ),
                ("education", models.CharField(blank=True, max_length=20, verbose_name="文化程度")),
                ("health", models.CharField(blank=True, max_length=50, verbose_name="健康状况")),
                ("unemployment_reason", models.CharField(blank=True, max_length=100, verbose_name="失业原因")),
                ("skills", models.CharField(blank=True, max_length=100, verbose_name="技能特长")),
                ("job_wish", models.CharField(blank=True, max_length=100, verbose_name="就业意向")),
                ("training_wish", models.CharField(blank=True, max_length=100, verbose_name="培训意愿")),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="households.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "id"], name="person_by_name"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_grams"], gin_pending_list_limit=256, name="person_by_part_of_name"
                    ),
                    models.Index(fields=["pinyin"], name="person_by_pinyin", opclasses=["varchar_pattern_ops"]),
                    models.Index(fields=["initials"], name="person_by_initials", opclasses=["varchar_pattern_ops"]),
                    models.Index(
                        fields=["other_pinyin"], name="person_by_other_pinyin", opclasses=["varchar_pattern_ops"]
                    ),
                    models.Index(
                        fields=["other_initials"], name="person_by_other_initials", opclasses=["varchar_pattern_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dead_on", None), ("dead_on__gte", models.F("born")), _connector="OR"),
                        name="person_dies_after_birth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retirement_track", "M60"), ("sex", "M")),
                            models.Q(("retirement_track__in", ["F50", "F55"]), ("sex", "F")),
                            _connector="OR",
                        ),
                        name="person_retires_by_a_track_of_the_own_sex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retirement_evidence", ""), ("retirement_override", None)),
                            models.Q(
                                ("retirement_override__isnull", False),
                                models.Q(("retirement_evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="person_retires_on_an_approved_day_by_its_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("income_source", ""),
                                models.Q(("monthly_income", None), ("monthly_income", 0), _connector="OR"),
                            ),
                            models.Q(
                                models.Q(("income_source", ""), _negated=True),
                                ("monthly_income__gt", 0),
                                ("monthly_income__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="person_income_is_not_negative_and_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_is_merged_into_somebody_else",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("sheet", models.CharField(blank=True, max_length=100, verbose_name="工作表")),
                ("line", models.PositiveIntegerField(verbose_name="行号")),
                ("values", models.TextField(verbose_name="内容")),
                ("since", models.DateField(null=True, verbose_name="起始日期")),
                ("key", models.CharField(blank=True, max_length=80)),
                ("also", models.CharField(blank=True, max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("ready", "可登记"),
                            ("present", "系统已有"),
                            ("repeated", "重复行"),
                            ("refused", "不能导入"),
                            ("entered", "已登记"),
                        ],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("made_label", models.CharField(blank=True, max_length=60)),
                ("made_id", models.BigIntegerField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        limit_choices_to={"level": 1},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="households.openingfile"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening_rows",
                        to="households.household",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="households.opening"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening_rows",
                        to="households.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["opening", "kind", "outcome"], name="opening_row_outcome")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "sheet", "line"), name="opening_row_one_per_line"),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome__in", ["ready", "entered"])),
                        fields=("opening", "kind", "key"),
                        name="opening_row_enters_a_thing_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("outcome__in", ["ready", "entered"]), models.Q(("also", ""), _negated=True)
                        ),
                        fields=("opening", "kind", "also"),
                        name="opening_row_enters_a_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["ready", "entered"]), _negated=True),
                            models.Q(
                                ("community__isnull", False),
                                ("household__isnull", False),
                                ("person__isnull", False),
                                ("since__isnull", False),
                                models.Q(("key", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opening_row_to_enter_is_about_somebody_since_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["ready", "entered"]),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opening_row_says_why_it_is_not_entered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("made_id__isnull", False),
                                ("outcome", "entered"),
                                models.Q(("made_label", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("outcome", "entered"), _negated=True), ("made_id", None), ("made_label", "")
                            ),
                            _connector="OR",
                        ),
                        name="opening_row_leads_to_what_it_became",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            choices=[
                                (1, "“4050”失业人员"),
                                (2, "零就业家庭失业人员"),
                                (3, "残疾失业人员"),
                                (4, "低保失业人员"),
                                (5, "连续失业1年以上就业转失业人员"),
                                (6, "因失地等原因难以实现就业人员"),
                                (7, "单亲抚养未成年人失业人员"),
                                (8, "县以上劳动模范失业人员"),
                                (9, "烈属失业人员"),
                                (10, "军人配偶失业人员"),
                            ]
                        ),
                        default=list,
                        size=None,
                        verbose_name="类别",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unwilling", "本人不愿申请"),
                            ("settled", "已另行安置"),
                            ("verifying", "情况正在核实"),
                            ("unreachable", "多次上门未联系上"),
                            ("away", "外出务工或不在本地居住"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="原因",
                    ),
                ),
                ("evidence", models.CharField(max_length=500, verbose_name="说明与证明")),
                ("recorded_on", models.DateField(verbose_name="登记日期")),
                ("holds_until", models.DateField(verbose_name="有效期至")),
                ("source", models.CharField(max_length=200, verbose_name="有效期依据")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="no_cases", to="households.household"
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="no_cases",
                        to="households.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["household", "holds_until"], name="no_case_of_household")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="no_case_has_evidence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("holds_until__gte", models.F("recorded_on")), models.Q(("source", ""), _negated=True)
                        ),
                        name="no_case_holds_from_its_day_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("categories", []), ("person", None)),
                            models.Q(("person__isnull", False), models.Q(("categories", []), _negated=True)),
                            _connector="OR",
                        ),
                        name="no_case_of_a_person_names_categories",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("split", "分户"),
                            ("joined", "并入他户"),
                            ("left", "离开本市"),
                            ("came_back", "返回本市"),
                            ("died", "死亡登记"),
                            ("not_died", "撤销死亡登记"),
                            ("mistaken", "登记错误移出"),
                        ],
                        max_length=10,
                        verbose_name="事项",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("reason", models.CharField(max_length=500, verbose_name="原因和证明材料")),
                ("recorded_at", models.DateTimeField(verbose_name="办理时间")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="households.household"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="households.household",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="households.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="movement_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["split", "joined"]),
                                ("other__isnull", False),
                                models.Q(("other", models.F("household")), _negated=True),
                            ),
                            models.Q(
                                ("kind__in", ["left", "came_back", "died", "not_died", "mistaken"]), ("other", None)
                            ),
                            _connector="OR",
                        ),
                        name="movement_inside_the_city_leads_to_another_household",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("head", "户主"),
                            ("spouse", "配偶"),
                            ("child", "子女"),
                            ("parent", "父母"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="与户主关系",
                    ),
                ),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="在户期间"
                    ),
                ),
                (
                    "recorded_on",
                    models.DateField(
                        help_text="入户登记入库的日期；空的视为当时即登记", null=True, verbose_name="登记日期"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="households.household",
                    ),
                ),
                (
                    "left_for",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="households.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="households.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("person"),
                                    models.F("person"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="membership_one_household_per_person_and_day",
                        violation_error_message="该人员同一天已在另一户中。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="membership_lasts_a_day"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="hardtoemployspell",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spells", to="households.person"
            ),
        ),
        migrations.AddField(
            model_name="hardtoemployspell",
            name="registered_as",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spells_given",
                to="households.person",
            ),
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "在校学生"),
                            (2, "现役军人"),
                            (3, "内部退养"),
                            (4, "提前退休"),
                            (5, "服刑"),
                            (11, "下岗未解除劳动关系"),
                            (12, "名下有营业执照"),
                            (13, "并轨人员"),
                            (21, "持残疾人证"),
                            (22, "享受城镇低保"),
                            (23, "失地"),
                            (24, "现役军人配偶"),
                            (25, "单亲抚养"),
                            (26, "劳动模范"),
                            (27, "烈属"),
                            (28, "特困"),
                            (31, "农村户口"),
                            (32, "非本市户籍"),
                            (33, "丧失劳动能力"),
                            (34, "无就业愿望"),
                        ],
                        verbose_name="事项",
                    ),
                ),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="起止日期"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enterprise", "企业级"),
                            ("township", "乡镇级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("national", "全国"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("number", models.TextField(blank=True, default="", verbose_name="证件号码")),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="证明材料")),
                ("employer", models.CharField(blank=True, max_length=100, verbose_name="原企业")),
                (
                    "disability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sight", "视力"),
                            ("hearing", "听力"),
                            ("speech", "言语"),
                            ("limbs", "肢体"),
                            ("intellect", "智力"),
                            ("mental", "精神"),
                            ("multiple", "多重"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="残疾类别",
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "一级"), (2, "二级"), (3, "三级"), (4, "四级")], null=True, verbose_name="残疾等级"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="households.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("person"),
                                    models.F("person"),
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
                        name="fact_one_of_a_kind_per_person_and_day",
                        violation_error_message="同一事项的起止日期不能重叠。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False), ("validity__lower_inf", False)),
                        name="fact_begins_and_lasts_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", 26), models.Q(("level", ""), _negated=True)),
                            models.Q(models.Q(("kind", 26), _negated=True), ("level", "")),
                            _connector="OR",
                        ),
                        name="fact_only_an_honour_has_a_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disability", ""), ("grade", None)),
                            models.Q(
                                ("grade__isnull", False),
                                ("grade__range", (1, 4)),
                                ("kind", 21),
                                models.Q(("disability", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fact_only_of_a_disability_has_its_type_and_grade",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", 13), models.Q(("employer", ""), _negated=True)),
                            models.Q(models.Q(("kind", 13), _negated=True), ("employer", "")),
                            _connector="OR",
                        ),
                        name="fact_only_of_the_merger_names_an_enterprise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", 28), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="fact_of_special_hardship_names_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Death",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="死亡日期")),
                ("evidence", models.CharField(max_length=500, verbose_name="证明材料")),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                ("annulled_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                ("annul_reason", models.CharField(blank=True, max_length=500, verbose_name="撤销原因")),
                ("annul_evidence", models.CharField(blank=True, max_length=500, verbose_name="撤销的证明材料")),
                ("changes", models.JSONField(default=list, verbose_name="所作变更")),
                (
                    "annulled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deaths",
                        to="households.person",
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("annulled_at", None)),
                        fields=("person",),
                        name="death_stands_once_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("annul_evidence", ""),
                                ("annul_reason", ""),
                                ("annulled_at", None),
                                ("annulled_by", None),
                            ),
                            models.Q(
                                ("annulled_at__isnull", False),
                                ("annulled_by__isnull", False),
                                models.Q(("annul_reason", ""), _negated=True),
                                models.Q(("annul_evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="death_is_annulled_by_somebody_with_reason_and_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("see", "查阅"),
                            ("copy", "复制"),
                            ("correct", "更正、补充"),
                            ("delete", "删除"),
                            ("explain", "说明处理规则"),
                        ],
                        max_length=10,
                        verbose_name="申请事项",
                    ),
                ),
                (
                    "applicant",
                    models.CharField(
                        choices=[
                            ("self", "本人"),
                            ("guardian", "监护人"),
                            ("agent", "委托代理人"),
                            ("relative", "死者近亲属"),
                        ],
                        max_length=10,
                        verbose_name="申请人身份",
                    ),
                ),
                ("applicant_name", models.CharField(max_length=50, verbose_name="申请人姓名")),
                ("wish", models.CharField(max_length=500, verbose_name="申请内容")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("due_source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("closed_on", models.DateField(null=True, verbose_name="答复日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "已按申请办理"), ("refused", "不予办理")],
                        max_length=10,
                        verbose_name="处理结果",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="办理情况")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="受理区划"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受理人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_requests",
                        to="households.person",
                        verbose_name="信息主体",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("closed_on", None)), fields=["due_on"], name="data_request_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("received_on")), models.Q(("due_source", ""), _negated=True)
                        ),
                        name="data_request_is_due_after_receipt_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("closed_by", None), ("closed_on", None), ("outcome", "")),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                                ("closed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="data_request_closes_by_somebody_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Couple",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("validity", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="婚姻期间")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="couples", to="households.household"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="households.person"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="households.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.Func(
                                        models.F("first"),
                                        models.F("first"),
                                        models.Value("[]"),
                                        function="int8range",
                                        output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                    ),
                                    models.Func(
                                        models.F("second"),
                                        models.F("second"),
                                        models.Value("[]"),
                                        function="int8range",
                                        output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                    ),
                                    function="int8multirange",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            ("validity", "&&"),
                        ],
                        name="couple_one_per_person_and_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("validity__isempty", False)), name="couple_lasts_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True), name="couple_is_of_two_people"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("name", "姓名"), ("id_number", "身份证号"), ("born", "出生日期"), ("sex", "性别")],
                        max_length=10,
                        verbose_name="更正事项",
                    ),
                ),
                ("old", models.TextField(verbose_name="原登记内容")),
                ("old_digest", models.BinaryField(max_length=32, null=True, verbose_name="原身份证号索引")),
                ("reason", models.CharField(max_length=500, verbose_name="更正原因")),
                ("evidence", models.CharField(max_length=500, verbose_name="证明材料")),
                ("corrected_at", models.DateTimeField(verbose_name="更正时间")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="households.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["old_digest"], name="correction_former_number")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "id_number"), ("old_digest__isnull", False)),
                            models.Q(models.Q(("kind", "id_number"), _negated=True), ("old_digest", None)),
                            _connector="OR",
                        ),
                        name="correction_of_a_number_keeps_its_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                        ),
                        name="correction_has_a_reason_and_evidence",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="certification",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certifications",
                to="households.person",
                verbose_name="人员",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="households.person",
                verbose_name="持证人",
            ),
        ),
        migrations.CreateModel(
            name="PersonFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("validity", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="有效期间")),
                ("reasons", models.JSONField(verbose_name="理由")),
                ("closing", models.JSONField(default=list, verbose_name="终止理由")),
                (
                    "origin",
                    models.CharField(
                        choices=[("act", "登记变更"), ("refresh", "每月更新")], max_length=10, verbose_name="来源"
                    ),
                ),
                (
                    "closing_origin",
                    models.CharField(
                        blank=True,
                        choices=[("act", "登记变更"), ("refresh", "每月更新")],
                        max_length=10,
                        verbose_name="终止来源",
                    ),
                ),
                (
                    "category",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "“4050”失业人员"),
                            (2, "零就业家庭失业人员"),
                            (3, "残疾失业人员"),
                            (4, "低保失业人员"),
                            (5, "连续失业1年以上就业转失业人员"),
                            (6, "因失地等原因难以实现就业人员"),
                            (7, "单亲抚养未成年人失业人员"),
                            (8, "县以上劳动模范失业人员"),
                            (9, "烈属失业人员"),
                            (10, "军人配偶失业人员"),
                        ],
                        verbose_name="类别",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person_findings",
                        to="households.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="households.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="personfinding_lasts_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", []), _negated=True), name="personfinding_gives_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing", []), ("closing_origin", ""), ("validity__upper_inf", True)),
                            models.Q(
                                ("validity__upper_inf", False),
                                models.Q(("closing", []), _negated=True),
                                models.Q(("closing_origin", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="personfinding_says_why_it_ended",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("person"),
                                    models.F("person"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("category"),
                                    models.F("category"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="person_finding_one_per_category_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="合并理由")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待决定"),
                            ("merged", "已合并"),
                            ("refused", "不予合并"),
                            ("undone", "已撤销合并"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("comment", models.CharField(blank=True, max_length=500, verbose_name="决定说明")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                ("undo_reason", models.CharField(blank=True, max_length=500, verbose_name="撤销理由")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                ("withdraw_reason", models.CharField(blank=True, max_length=500, verbose_name="撤回理由")),
                ("changes", models.JSONField(default=list, verbose_name="所作变更")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="决定单位",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="提出社区",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "decided_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁决定",
                    ),
                ),
                (
                    "duplicate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_as",
                        to="households.person",
                        verbose_name="重复的登记",
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
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="households.person",
                        verbose_name="保留的登记",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "undone_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁撤销",
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
            ],
            options={
                "indexes": [models.Index(fields=["area", "status"], name="merge_in_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("survivor", models.F("duplicate")), _negated=True),
                        name="merge_is_of_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="merge_gives_a_reason"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "merged"])),
                        fields=("duplicate",),
                        name="merge_one_live_per_duplicate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("status__in", ["proposed", "withdrawn"])
                            ),
                            models.Q(
                                models.Q(("status__in", ["proposed", "withdrawn"]), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="merge_is_decided_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_for", None),
                            models.Q(("decided_for", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="merge_is_decided_for_somebody_else_than_proposed_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "undone"),
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                                models.Q(("undo_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "undone"), _negated=True),
                                ("undo_reason", ""),
                                ("undone_at", None),
                                ("undone_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="merge_is_undone_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "withdrawn"),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdraw_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdraw_reason", ""),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="merge_is_withdrawn_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefreshRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="评估日期")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                ("households_total", models.PositiveIntegerField(default=0, verbose_name="应评估户数")),
                ("households_done", models.PositiveIntegerField(default=0, verbose_name="已评估户数")),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.area")),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.job",
                        verbose_name="后台任务",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="发起人"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-on", "-id"], name="refresh_latest")],
            },
        ),
        migrations.CreateModel(
            name="RefreshPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "households",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="家庭"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="households.refreshrun"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("households__len__gt", 0)), name="refresh_part_has_households"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "失业登记"), (2, "单位就业"), (3, "公益性岗位"), (4, "灵活就业"), (5, "自主创业")],
                        verbose_name="登记类别",
                    ),
                ),
                (
                    "validity",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="含首日，不含末日", verbose_name="登记期间"
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=100, verbose_name="用人单位")),
                ("employer_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                ("position", models.CharField(blank=True, max_length=50, verbose_name="岗位")),
                ("end_reason", models.CharField(blank=True, max_length=100, verbose_name="终止原因")),
                (
                    "recorded_on",
                    models.DateField(
                        help_text="起始日期登记入库的日期；空的视为当时即登记", null=True, verbose_name="登记日期"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="households.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("kind"), django.db.models.functions.text.Lower("validity"), name="registration_begun"
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("person"),
                                    models.F("person"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            (
                                models.Case(
                                    models.When(
                                        kind=1,
                                        then=models.Func(models.Value(None), models.Value(None), function="int8range"),
                                    ),
                                    default=models.Func(
                                        models.F("id"), models.F("id"), models.Value("[]"), function="int8range"
                                    ),
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            ("validity", "&&"),
                        ],
                        name="registration_unemployment_excludes_employment",
                        violation_error_message="失业登记期间不能与就业登记或另一次失业登记重叠。",
                    ),
                    models.UniqueConstraint(
                        models.F("person"),
                        models.F("kind"),
                        django.db.models.functions.text.Lower("validity"),
                        name="registration_one_of_a_kind_begins_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False), ("validity__lower_inf", False)),
                        name="registration_begins_and_lasts_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reissue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("copy", models.PositiveSmallIntegerField(verbose_name="第几本")),
                ("issued_on", models.DateField(verbose_name="补发日期")),
                ("reason", models.CharField(max_length=200, verbose_name="补发原因")),
                ("submission", models.UUIDField(null=True, unique=True, verbose_name="提交编号")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reissues",
                        to="households.certificate",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("certificate", "copy"), name="reissue_one_per_copy"),
                    models.CheckConstraint(
                        condition=models.Q(("copy__gte", 2), models.Q(("reason", ""), _negated=True)),
                        name="reissue_is_a_later_copy_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Residence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=200, verbose_name="住址")),
                ("validity", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="居住期间")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="变更原因")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="居住地社区",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residences",
                        to="households.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("household"),
                                    models.F("household"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="residence_one_address_per_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="residence_lasts_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("validity", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="有效期间")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="社区"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="households.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("household"),
                                    models.F("household"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            ("validity", "&&"),
                        ],
                        name="responsibility_one_community_per_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("validity__isempty", False)), name="responsibility_lasts_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain_code", models.CharField(max_length=40, verbose_name="审批流程")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("pending", "办理中"),
                            ("objected", "异议核查中"),
                            ("returned", "已退回"),
                            ("refused", "不予认定"),
                            ("in_review", "复核中"),
                            ("approved", "已通过"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("step", models.PositiveSmallIntegerField(null=True, verbose_name="环节")),
                ("opens_on", models.DateField(help_text="公示期满次日起", null=True, verbose_name="可办日期")),
                ("due_on", models.DateField(null=True, verbose_name="办理期限")),
                ("due_is_provisional", models.BooleanField(default=False, verbose_name="期限待日历公布后确定")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="申报轮次")),
                ("drafted_at", models.DateTimeField(verbose_name="登记时间")),
                ("falsehood", models.TextField(verbose_name="不实的事实")),
                ("evidence", models.TextField(verbose_name="证据")),
                ("article", models.CharField(max_length=200, verbose_name="依据")),
                ("revoked_on", models.DateField(null=True, verbose_name="撤销日期")),
                ("decision_text", models.TextField(blank=True, verbose_name="撤销决定")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="社区"
                    ),
                ),
                (
                    "certification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="households.certification",
                        verbose_name="被撤销的认定",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请登记人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="households.household",
                        verbose_name="家庭",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["pending", "objected", "returned", "in_review"]),
                                ("step__gte", 1),
                                ("step__isnull", False),
                            ),
                            models.Q(("status__in", ["draft", "refused", "approved", "withdrawn"]), ("step", None)),
                            _connector="OR",
                        ),
                        name="revocation_has_a_step_while_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["pending", "objected", "in_review"]), _negated=True),
                            models.Q(
                                ("due_on__gte", models.F("opens_on")),
                                ("due_on__isnull", False),
                                ("opens_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="revocation_opens_and_is_due_while_in_office",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "pending", "objected", "returned", "in_review", "approved"])
                        ),
                        fields=("certification",),
                        name="revocation_one_live_per_certification",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("falsehood", ""), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            models.Q(("article", ""), _negated=True),
                        ),
                        name="revocation_says_what_is_false_by_what_evidence_and_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["approved", "in_review"]),
                                ("revoked_on__isnull", False),
                                models.Q(("decision_text", ""), _negated=True),
                            ),
                            models.Q(
                                ("status", "refused"),
                                models.Q(
                                    models.Q(
                                        ("revoked_on__isnull", False), models.Q(("decision_text", ""), _negated=True)
                                    ),
                                    models.Q(("decision_text", ""), ("revoked_on", None)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("status__in", ["approved", "in_review", "refused"]), _negated=True),
                                ("decision_text", ""),
                                ("revoked_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="revocation_is_dated_and_worded_when_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationAttachment",
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
                            ("appraisal", "劳动能力鉴定结论"),
                            ("statement", "本人签字的声明"),
                            ("contract", "劳动合同或就业登记"),
                            ("insurance_record", "社会保险缴费记录"),
                            ("business_record", "市场主体登记信息"),
                            ("employer_note", "用人单位证明"),
                            ("retirement_record", "退休审批或待遇核定"),
                            ("death_certificate", "死亡证明"),
                            ("move_record", "户口迁移证明"),
                            ("visit_record", "入户走访记录"),
                            ("photo", "照片"),
                            ("other", "其他材料"),
                        ],
                        max_length=30,
                        verbose_name="材料类别",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="households.revocation",
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
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("application", "kind", "sha256"),
                        name="revocationattachment_same_file_once",
                    ),
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
                        name="revocationattachment_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="revocationattachment_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="revocationattachment_holds_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                ("posted_on", models.DateField(verbose_name="公示日期")),
                ("ends_on", models.DateField(verbose_name="公示截止日期")),
                ("end_is_provisional", models.BooleanField(default=False, verbose_name="截止日期待日历公布后确定")),
                ("source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("objection", models.TextField(blank=True, verbose_name="异议内容")),
                ("objected_on", models.DateField(null=True, verbose_name="异议日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "异议成立"), ("dismissed", "异议不成立")],
                        max_length=10,
                        verbose_name="核查结论",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="households.revocation"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="异议登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "round"), name="revocationnotice_one_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("posted_on"))),
                        name="revocationnotice_ends_after_posting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_on", None), ("objection", ""), ("outcome", ""), ("recorded_by", None)),
                            models.Q(
                                models.Q(("objection", ""), _negated=True),
                                ("objected_on__isnull", False),
                                ("recorded_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="revocationnotice_objection_is_dated_and_recorded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="原决定环节")),
                ("reason", models.TextField(verbose_name="申请理由")),
                ("requested_on", models.DateField(verbose_name="申请日期")),
                ("requestable_until", models.DateField(verbose_name="申请截止日期")),
                ("source", models.CharField(max_length=200, verbose_name="申请期限依据")),
                ("due_source", models.CharField(max_length=200, verbose_name="办理时限依据")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                            ("withdrawn", "申请人撤回"),
                        ],
                        max_length=10,
                        verbose_name="复核结论",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="households.revocation"
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
                "constraints": [
                    models.UniqueConstraint(fields=("application",), name="revocationreview_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="revocationreview_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("requested_on__lte", models.F("requestable_until"))),
                        name="revocationreview_requested_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="审批人"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="households.revocation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "actor"), name="revocationseat_one_step_per_person"),
                    models.UniqueConstraint(
                        fields=("id", "application", "step"), name="revocationseat_known_by_its_step"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("returned", "退回补正"),
                            ("refused", "不予认定"),
                            ("upheld", "异议成立"),
                            ("dismissed", "异议不成立"),
                            ("sustained", "维持原决定"),
                            ("overturned", "撤销原决定"),
                        ],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="说明")),
                (
                    "article",
                    models.CharField(
                        blank=True, default="", help_text="文件和条款", max_length=300, verbose_name="依据"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="到达日期")),
                ("due_on", models.DateField(verbose_name="办理期限")),
                ("days_late", models.PositiveSmallIntegerField(default=0, verbose_name="逾期工作日")),
                ("decided_at", models.DateTimeField(verbose_name="审批时间")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_records",
                        to="households.revocation",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁办理",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="households.revocationseat",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "round", "step"), name="revocationrecord_one_per_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "approved"), models.Q(("comment", ""), _negated=True), _connector="OR"
                        ),
                        name="revocationrecord_refusal_has_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["approved", "returned", "dismissed"]),
                            models.Q(("article", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="revocationrecord_against_somebody_cites_an_article",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="rosters", verbose_name="名册")),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "track",
                    models.CharField(
                        blank=True,
                        choices=[("M60", "男职工（60周岁）"), ("F50", "女工人（50周岁）"), ("F55", "女干部（55周岁）")],
                        max_length=3,
                        verbose_name="未写退休类别的女性",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "正在检查"),
                            ("refused", "不能读取"),
                            ("checked", "待确认导入"),
                            ("entering", "正在导入"),
                            ("entered", "已导入"),
                            ("withdrawn", "已放弃"),
                        ],
                        default="checking",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("line_count", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("notes", models.TextField(blank=True, default="", verbose_name="未读内容")),
                (
                    "returned",
                    models.FileField(
                        blank=True, default="", max_length=200, upload_to="rosters", verbose_name="有误的行"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成时间")),
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
                        related_name="+",
                        to="accounts.area",
                        verbose_name="导入区划",
                    ),
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
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.job",
                        verbose_name="后台任务",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="roster_holds_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("sentence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="roster_refused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at", None),
                                ("confirmed_by", None),
                                models.Q(("state__in", ["entering", "entered"]), _negated=True),
                            ),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="roster_enters_once_somebody_confirmed_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", False), ("state", "entered")),
                            models.Q(models.Q(("state", "entered"), _negated=True), ("finished_at", None)),
                            _connector="OR",
                        ),
                        name="roster_is_finished_when_entered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "可以导入"),
                            ("entered", "已导入"),
                            ("known", "早已登记，未改动"),
                            ("repeated", "表内重复"),
                            ("faulty", "有误，已退回"),
                            ("held", "可能重复，待判断"),
                            ("dropped", "判断为不导入"),
                        ],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("plan", models.TextField(blank=True, default="", verbose_name="内容")),
                ("line_count", models.PositiveSmallIntegerField(verbose_name="行数")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enter", "不是同一人，照名册登记"),
                            ("rest", "只登记其余成员"),
                            ("drop", "不导入这一户"),
                        ],
                        max_length=10,
                        verbose_name="判断",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="判断说明")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="判断时间")),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="社区",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="判断人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_entries",
                        to="households.household",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="households.roster"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["roster", "outcome", "place"], name="rosterentry_by_outcome"),
                    models.Index(condition=models.Q(("outcome", "held")), fields=["area"], name="rosterentry_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("roster", "place"), name="rosterentry_one_for_each_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("household__isnull", False), ("outcome__in", ["entered", "known"])),
                            models.Q(
                                models.Q(("outcome__in", ["entered", "known"]), _negated=True), ("household", None)
                            ),
                            _connector="OR",
                        ),
                        name="rosterentry_leads_to_a_household_once_entered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__in", ("planned", "held", "faulty", "repeated")),
                                models.Q(("plan", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("outcome__in", ("planned", "held", "faulty", "repeated")), _negated=True),
                                ("plan", ""),
                            ),
                            _connector="OR",
                        ),
                        name="rosterentry_keeps_its_plan_while_it_is_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["planned", "held"]), _negated=True),
                            ("area__isnull", False),
                            _connector="OR",
                        ),
                        name="rosterentry_is_meant_for_a_community",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rosterentry_is_decided_by_somebody_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "dropped"), _negated=True),
                            models.Q(("decision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rosterentry_dropped_was_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SerialCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.TextField(verbose_name="原证号")),
                ("reason", models.CharField(max_length=200, verbose_name="更正原因")),
                ("corrected_at", models.DateTimeField(verbose_name="更正时间")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serial_corrections",
                        to="households.certificate",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("old", ""), _negated=True)
                        ),
                        name="serial_correction_gives_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission", models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="提交编号")),
                ("visited_on", models.DateField(verbose_name="走访日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("answers", models.JSONField(verbose_name="调查内容")),
                ("member_count", models.PositiveSmallIntegerField(verbose_name="成员人数")),
                ("clear_members", models.PositiveSmallIntegerField(verbose_name="五清齐全人数")),
                ("notice_version", models.CharField(blank=True, max_length=20, verbose_name="告知书版本")),
                ("notice_given_on", models.DateField(null=True, verbose_name="告知日期")),
                (
                    "notice_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("read_out", "当面宣读"),
                            ("handed_over", "交付书面告知书"),
                            ("both", "宣读并交付"),
                            ("by_phone", "电话告知"),
                        ],
                        max_length=15,
                        verbose_name="告知方式",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.area", verbose_name="社区"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="surveys", to="households.household"
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name="调查人"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["household", "-visited_on", "-id"], name="survey_latest_of_household")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("clear_members__lte", models.F("member_count"))),
                        name="survey_clears_at_most_its_members",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notice_given_on", None), ("notice_version", ""), ("notice_way", "")),
                            models.Q(
                                models.Q(("notice_version", ""), _negated=True),
                                ("notice_given_on__isnull", False),
                                models.Q(("notice_way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="survey_notice_has_a_version_a_day_and_a_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=100, verbose_name="调查名称")),
                (
                    "scope",
                    models.CharField(
                        choices=[("all", "全部家庭"), ("unemployed", "有登记失业人员的家庭")],
                        default="all",
                        max_length=15,
                        verbose_name="调查范围",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(help_text="含当日", verbose_name="截止日期")),
                ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                ("set_at", models.DateTimeField(verbose_name="制定时间")),
                ("cancelled_on", models.DateField(null=True, verbose_name="取消日期")),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.area",
                        verbose_name="制定区划",
                    ),
                ),
                ("areas", models.ManyToManyField(related_name="+", to="accounts.area", verbose_name="调查区划")),
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
                "indexes": [models.Index(fields=["ends_on", "starts_on"], name="survey_round_days")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="survey_round_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="survey_round_names_its_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_on", None)),
                            models.Q(("cancelled_on__isnull", False), models.Q(("cancel_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="survey_round_is_called_off_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="暂停日期")),
                ("reason", models.CharField(max_length=200, verbose_name="暂停原因")),
                ("resumed_on", models.DateField(null=True, verbose_name="恢复日期")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="households.certificate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("certificate"),
                                    models.F("certificate"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("since"),
                                    models.F("resumed_on"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="suspension_one_per_certificate_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resumed_on", None), ("resumed_on__gte", models.F("since")), _connector="OR"),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="suspension_has_a_reason_and_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ZeroFamilyCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("certified_on", models.DateField(verbose_name="认定日期")),
                ("due_on", models.DateField(null=True, verbose_name="应安置日期")),
                ("due_source", models.CharField(blank=True, max_length=200, verbose_name="期限依据")),
                ("ended_on", models.DateField(null=True, verbose_name="结案日期")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stable", "稳定就业"),
                            ("unable", "丧失劳动能力"),
                            ("no_desire", "无就业愿望"),
                            ("lost_contact", "失去联系"),
                            ("moved_out", "迁出"),
                            ("no_member", "无应计成员"),
                            ("relapsed", "再次失业另立新案"),
                            ("revoked", "认定撤销"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                        verbose_name="结案原因",
                    ),
                ),
                (
                    "certification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_case",
                        to="households.certification",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zero_cases",
                        to="households.household",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="households.zerofamilycase",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_on"], name="zero_case_due")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("household"),
                                    models.F("household"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("certified_on"),
                                    models.F("ended_on"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="zero_case_one_per_family_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on", None), ("due_source", "")),
                            models.Q(
                                ("due_on__gt", models.F("certified_on")),
                                ("due_on__isnull", False),
                                models.Q(("due_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="zero_case_is_due_after_certification_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__gte", models.F("certified_on")),
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="zero_case_ends_with_a_day_and_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacementCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_on", models.DateField(verbose_name="就业日期")),
                ("evidence", models.CharField(max_length=500, verbose_name="核实情况和证据")),
                ("checked_at", models.DateTimeField(verbose_name="核实时间")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                ("withdrawal", models.CharField(blank=True, max_length=500, verbose_name="撤回原因")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="households.person"
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement_checks",
                        to="households.zerofamilycase",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("case", "person", "begun_on"),
                        name="placement_is_looked_into_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="placement_check_names_its_evidence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawal", ""), ("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="placement_check_is_taken_back_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="exit",
            name="family_case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exits",
                to="households.zerofamilycase",
                verbose_name="在册家庭",
            ),
        ),
        migrations.CreateModel(
            name="CertificateAttachment",
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
                            ("id_card", "居民身份证"),
                            ("household_book", "户口簿"),
                            ("unemployment", "失业登记凭证"),
                            ("disability", "残疾人证"),
                            ("allowance", "低保证或低保金发放凭证"),
                            ("employment_before", "原单位就业及解除劳动关系证明"),
                            ("land_loss", "失地证明"),
                            ("single_parent", "单亲抚养证明"),
                            ("honour", "劳动模范证书"),
                            ("martyr", "烈士证明书及亲属关系证明"),
                            ("military_spouse", "军人身份证明及结婚证"),
                            ("application_form", "申请表"),
                            ("signature", "签名"),
                            ("visit_record", "入户走访记录"),
                            ("notice_photo", "公示照片"),
                            ("photo", "照片"),
                            ("other", "其他材料"),
                        ],
                        max_length=30,
                        verbose_name="材料类别",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="households.certificate",
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
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("application", "kind", "sha256"),
                        name="certificateattachment_same_file_once",
                    ),
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
                        name="certificateattachment_is_struck_off_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="certificateattachment_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="certificateattachment_holds_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="申报轮次")),
                ("step", models.PositiveSmallIntegerField(verbose_name="环节")),
                ("posted_on", models.DateField(verbose_name="公示日期")),
                ("ends_on", models.DateField(verbose_name="公示截止日期")),
                ("end_is_provisional", models.BooleanField(default=False, verbose_name="截止日期待日历公布后确定")),
                ("source", models.CharField(max_length=200, verbose_name="期限依据")),
                ("objection", models.TextField(blank=True, verbose_name="异议内容")),
                ("objected_on", models.DateField(null=True, verbose_name="异议日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "异议成立"), ("dismissed", "异议不成立")],
                        max_length=10,
                        verbose_name="核查结论",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="households.certificate"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="异议登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("application", "round"), name="certificatenotice_one_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("posted_on"))),
                        name="certificatenotice_ends_after_posting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_on", None), ("objection", ""), ("outcome", ""), ("recorded_by", None)),
                            models.Q(
                                models.Q(("objection", ""), _negated=True),
                                ("objected_on__isnull", False),
                                ("recorded_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificatenotice_objection_is_dated_and_recorded",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="hardtoemployspell",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("person"),
                            models.F("person"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("certified_on"),
                            models.F("exited_on"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="spell_one_per_person_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="hardtoemployspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registered_as", None),
                    models.Q(("registered_as", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="spell_was_registered_as_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="certification",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("person", None), ("status__in", ["draft", "pending", "objected", "returned", "in_review"])
                ),
                fields=("household",),
                name="certification_one_live_per_family",
            ),
        ),
        migrations.AddConstraint(
            model_name="certification",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("person__isnull", False), ("status__in", ["draft", "pending", "objected", "returned", "in_review"])
                ),
                fields=("person",),
                name="certification_one_live_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "pending", "objected", "returned", "in_review", "approved"]),
                    ("surrendered_on", None),
                ),
                fields=("person", "kind"),
                name="certificate_one_live_per_person_and_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="exit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("family_case", None), ("spell__isnull", False)),
                    models.Q(("family_case__isnull", False), ("spell", None)),
                    _connector="OR",
                ),
                name="exit_ends_a_persons_status_or_a_familys_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="exit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("spell__isnull", False),
                    ("status__in", ["draft", "pending", "objected", "returned", "in_review", "approved"]),
                ),
                fields=("spell",),
                name="exit_one_live_per_spell",
            ),
        ),
        migrations.AddConstraint(
            model_name="exit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("family_case__isnull", False),
                    ("status__in", ["draft", "pending", "objected", "returned", "in_review", "approved"]),
                ),
                fields=("family_case",),
                name="exit_one_live_per_family_case",
            ),
        ),
    ]
