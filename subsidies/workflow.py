"""The chains (审批流程) that claims climb: community, street, district, and the city where it looks, too. Pure."""

from accounts.enums import AreaLevel
from approvals.workflow import Chain, Step
from policy import parameters, subsidy_parameters

_COMMUNITY = Step("社区初审", AreaLevel.COMMUNITY, subsidy_parameters.SB_COMMUNITY_WORKDAYS)
_STREET = Step("街道审核", AreaLevel.STREET, subsidy_parameters.SB_STREET_WORKDAYS)
_DISTRICT = Step("区县审批", AreaLevel.DISTRICT, subsidy_parameters.SB_DISTRICT_WORKDAYS)
_CITY = Step(
    "市级复核",
    AreaLevel.CITY,
    subsidy_parameters.SB_CITY_WORKDAYS,
    applies=lambda claim: bool(claim.city_because),
)
_NOTICED = Step(_STREET.title, _STREET.level, _STREET.workdays, notice=subsidy_parameters.SB_NOTICE_WORKDAYS)
_REVIEWS = (
    Step("街道复核", AreaLevel.STREET, parameters.REVIEW_WORKDAYS),
    Step("区县复核", AreaLevel.DISTRICT, parameters.REVIEW_WORKDAYS),
    Step("市级复核", AreaLevel.CITY, parameters.REVIEW_WORKDAYS),
)

TAKEN_OVER = Chain("claim-opening-1", ())  # 旧系统转入: granted there
PLAIN = Chain("claim-1", (_COMMUNITY, _STREET, _DISTRICT, _CITY), _REVIEWS)
WITH_NOTICE = Chain("claim-notice-1", (_COMMUNITY, _NOTICED, _DISTRICT, _CITY), _REVIEWS)
