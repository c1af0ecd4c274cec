"""方案模板: what a plan proposes for whom (哈人社发〔2010〕230号 第四条(二), S2-22). A proposal: people decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistance.enums import Channel, Health, Need, Segment


@dataclass(frozen=True)
class Template:
    """A segment, with the health that matters there; what its people need, and the measures proposed."""

    segment: Segment
    health: Health | None
    needs: tuple[Need, ...]
    measures: tuple[tuple[Channel, str], ...]

    @property
    def title(self) -> str:
        return f"{self.segment.label}（{self.health.label}）" if self.health else str(self.segment.label)


TEMPLATES: Mapping[str, Template] = {
    "young": Template(
        Segment.YOUNG,
        None,
        (Need.POST, Need.TRAINING),
        (
            (Channel.SKILL, "按就业意向推荐职业技能培训，落实培训补贴"),
            (Channel.SKILL, "有创业愿望的，推荐创业培训，介绍小额担保贷款"),
            (Channel.COMMUNITY_HELP, "告知并协助办理可享受的就业扶持政策，推荐岗位"),
        ),
    ),
    "skilled": Template(
        Segment.SKILLED,
        None,
        (Need.POST, Need.INSURANCE),
        (
            (Channel.COMMUNITY_HELP, "按技术特长对接专业岗位，定向推荐用人单位"),
            (Channel.SKILL, "需要提升等级的，推荐技能提升培训和鉴定"),
        ),
    ),
    "older": Template(
        Segment.OLDER,
        Health.FIT,
        (Need.POST, Need.INSURANCE),
        (
            (Channel.COMMUNITY_HELP, "推荐社区就业岗位"),
            (Channel.LABOUR_SERVICE_ENTERPRISE, "推荐到街道劳务型服务企业就业"),
            (Channel.PUBLIC_WELFARE_POST, "其他渠道未能就业的，安排公益性岗位“托底”"),
        ),
    ),
    "older-light": Template(
        Segment.OLDER,
        Health.LIGHT,
        (Need.POST, Need.GUIDANCE),
        (
            (Channel.COMMUNITY_HELP, "按身体状况推荐轻体力的社区就业岗位"),
            (Channel.PUBLIC_WELFARE_POST, "没有适合岗位的，优先安排轻体力的公益性岗位"),
        ),
    ),
}


def template_of(*, has_a_trade: bool, has_worked: bool, is_older: bool, is_frail: bool) -> str:
    """The key of the template of the person: a trade that was worked in comes before age, age before youth."""
    if has_a_trade and has_worked:
        return "skilled"
    if is_older:
        return "older-light" if is_frail else "older"
    return "young"
