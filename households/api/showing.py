"""How people, households and their cases look outside. ID numbers and phones are masked, as in the lists."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.fields import AreaRef, CodeField, FirstDay, LastDay
from approvals.workflow import TITLES
from households.enums import Category, FactKind, FamilyKind, RegistrationKind, Relation
from households.models import (
    Certification,
    CertificationRecord,
    Fact,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Membership,
    Person,
    PersonFinding,
    Registration,
    Survey,
    ZeroFamilyCase,
)

PROFILE = ("education", "health", "unemployment_reason", "skills", "job_wish", "training_wish")


class RegistrationSerializer(serializers.ModelSerializer):
    kind = CodeField(RegistrationKind, help_text="登记类别")
    since = FirstDay(source="validity", help_text="首日")
    until = LastDay(source="validity", help_text="末日，含当日；未终止的为空")

    class Meta:
        model = Registration
        fields = ("id", "kind", "since", "until", "employer", "employer_code", "position", "end_reason", "recorded_on")


class FactSerializer(serializers.ModelSerializer):
    """A fact without the number of its certificate."""

    kind = CodeField(FactKind, help_text="事项")
    since = FirstDay(source="validity", help_text="首日")
    until = LastDay(source="validity", help_text="末日，含当日；仍如此的为空")

    class Meta:
        model = Fact
        fields = ("id", "person", "kind", "since", "until", "level", "evidence", "employer", "disability", "grade")


class SpellSerializer(serializers.ModelSerializer):
    categories = serializers.ListField(child=CodeField(Category), help_text="类别")
    primary = CodeField(Category, help_text="主要类别")

    class Meta:
        model = HardToEmploySpell
        fields = ("id", "certification", "categories", "primary", "certified_on", "exited_on", "exit_reason")


class FamilyCaseSerializer(serializers.ModelSerializer):
    class Meta:
        model = ZeroFamilyCase
        fields = ("id", "certification", "certified_on", "due_on", "due_source")


class HomeSerializer(serializers.ModelSerializer):
    """Where somebody lives, or lived last."""

    number = serializers.CharField(source="household.number", help_text="户编号")
    area = AreaRef(source="household.area", help_text="责任社区")
    until = LastDay(source="validity", help_text="离开的前一日；仍在户的为空")

    class Meta:
        model = Membership
        fields = ("household", "number", "area", "relation", "until")


class PersonSerializer(serializers.ModelSerializer):
    """A person as the list shows one."""

    id_number = serializers.CharField(source="masked_id", help_text="身份证号，已掩码")
    home = serializers.SerializerMethodField(help_text="现在或最后所在的家庭")
    registrations = RegistrationSerializer(source="open_now", many=True, help_text="今天有效的就业失业登记")
    certified = SpellSerializer(source="open_spells", many=True, help_text="在册")
    suspected = serializers.SerializerMethodField(help_text="今天疑似的类别")

    class Meta:
        model = Person
        fields = (
            "id", "name", "sex", "born", "id_number", "dead_on", "home", "registrations", "certified", "suspected",
        )  # fmt: skip

    @extend_schema_field(HomeSerializer(allow_null=True))
    def get_home(self, person: Any) -> Any:
        return HomeSerializer(person.homes[0]).data if person.homes else None

    @extend_schema_field(serializers.ListField(child=CodeField(Category)))
    def get_suspected(self, person: Any) -> list[str]:
        return [Category(finding.category).name.lower() for finding in person.found]


class PersonDetailSerializer(PersonSerializer):
    """A person with what was registered of old."""

    phone = serializers.CharField(source="masked_phone", help_text="联系电话，已掩码")
    history = RegistrationSerializer(source="registrations_by_day", many=True, help_text="全部就业失业登记")
    facts = FactSerializer(source="facts_by_day", many=True, help_text="全部情况")

    class Meta:
        model = Person
        fields = (
            *PersonSerializer.Meta.fields,
            *("phone", "retirement_track", "retirement_override", "children_born", "monthly_income", "income_source"),
            "retirement_evidence",
            *PROFILE,
            *("history", "facts"),
        )


class MemberRefSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="person.name", help_text="姓名")
    since = FirstDay(source="validity", help_text="在户首日")

    class Meta:
        model = Membership
        fields = ("person", "name", "relation", "since")


class HouseholdSerializer(serializers.ModelSerializer):
    """A household as the list shows it."""

    number = serializers.CharField(help_text="户编号")
    area = AreaRef(help_text="责任社区")
    in_city = serializers.BooleanField(source="is_answered_for", help_text="在本市；离开本市的为否")
    surveyed_on = serializers.DateField(allow_null=True, help_text="最近调查的走访日期")
    members = MemberRefSerializer(source="present", many=True, help_text="现有成员")
    suspected = serializers.SerializerMethodField(help_text="今天疑似的类别")
    family_case = serializers.SerializerMethodField(help_text="在册零就业家庭，安置期内的")

    class Meta:
        model = Household
        fields = (
            *("id", "number", "area", "address", "hukou", "housing", "monthly_income", "income_source", "in_city"),
            *("surveyed_on", "members", "suspected", "family_case"),
        )

    @extend_schema_field(serializers.ListField(child=CodeField(FamilyKind)))
    def get_suspected(self, household: Any) -> list[str]:
        return [FamilyKind(finding.kind).name.lower() for finding in household.found]

    @extend_schema_field(FamilyCaseSerializer(allow_null=True))
    def get_family_case(self, household: Any) -> Any:
        return FamilyCaseSerializer(household.running_cases[0]).data if household.running_cases else None


class MemberSerializer(serializers.Serializer):
    """A present member with what a survey would ask."""

    person = serializers.IntegerField(source="person.pk", help_text="人员编号")
    name = serializers.CharField(source="person.name", help_text="姓名")
    sex = serializers.CharField(source="person.sex", help_text="性别，M 或 F")
    born = serializers.DateField(source="person.born", help_text="出生日期")
    id_number = serializers.CharField(source="person.masked_id", help_text="身份证号，已掩码")
    relation = serializers.ChoiceField(choices=Relation.choices, help_text="与户主关系")
    spouse = serializers.IntegerField(allow_null=True, help_text="配偶的人员编号")
    registrations = RegistrationSerializer(many=True, help_text="今天有效的就业失业登记")
    facts = serializers.SerializerMethodField(help_text="今天有效的情况")

    @extend_schema_field(FactSerializer(many=True))
    def get_facts(self, member: Any) -> Any:
        return FactSerializer(member.facts.values(), many=True).data


class HouseholdDetailSerializer(HouseholdSerializer):
    members = MemberSerializer(source="known", many=True, help_text="现有成员")  # type: ignore[assignment]

    class Meta(HouseholdSerializer.Meta):
        pass


class ReasonSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="代码")
    text = serializers.CharField(help_text="理由")
    article = serializers.CharField(help_text="依据的文件和条款")


class FindingSerializer(serializers.ModelSerializer):
    """What the rules found, and why it began and ended."""

    since = FirstDay(source="validity", help_text="首日")
    until = LastDay(source="validity", help_text="末日，含当日；仍如此的为空")
    reasons = ReasonSerializer(many=True, help_text="理由")
    closing = ReasonSerializer(many=True, help_text="终止的理由")


class PersonFindingSerializer(FindingSerializer):
    category = CodeField(Category, help_text="类别")

    class Meta:
        model = PersonFinding
        fields = ("id", "person", "household", "category", "since", "until", "reasons", "closing")


class HouseholdFindingSerializer(FindingSerializer):
    kind = CodeField(FamilyKind, help_text="类别")

    class Meta:
        model = HouseholdFinding
        fields = ("id", "household", "kind", "since", "until", "reasons", "closing")


class CertificationSerializer(serializers.ModelSerializer):
    """A certification as the list shows it. Without a person it is the family's."""

    number = serializers.CharField(help_text="编号")
    area = AreaRef(help_text="社区")
    status = serializers.ChoiceField(choices=[(s.value, title) for s, title in TITLES.items()], help_text="状态")
    step_title = serializers.CharField(
        source="current_step.title", allow_null=True, default=None, help_text="现在的环节"
    )
    reasons = ReasonSerializer(many=True, help_text="申请时的理由")

    class Meta:
        model = Certification
        fields = (
            *("id", "number", "household", "person", "area", "status", "step", "step_title", "opens_on", "due_on"),
            *("reasons", "certified_on"),
        )


class RecordSerializer(serializers.ModelSerializer):
    signature = serializers.CharField(help_text="办理人；代人办理的，写明代谁")

    class Meta:
        model = CertificationRecord
        fields = ("round", "step", "decision", "comment", "article", "decided_at", "days_late", "signature")


class CertificationDetailSerializer(CertificationSerializer):
    decided_reasons = ReasonSerializer(many=True, help_text="认定时的理由")
    records = RecordSerializer(source="approval_records", many=True, help_text="各环节的意见")

    class Meta:
        model = Certification
        fields = (*CertificationSerializer.Meta.fields, "decided_reasons", "records")


class SurveySerializer(serializers.ModelSerializer):
    surveyor = serializers.CharField(help_text="调查人")

    class Meta:
        model = Survey
        fields = ("id", "household", "visited_on", "surveyor", "recorded_at", "member_count", "clear_members")
