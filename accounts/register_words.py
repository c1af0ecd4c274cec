"""How the audit calls what happens in campaigns and registers."""

EVENTS = {
    "campaign.frozen": "确定专项活动的对象",
    "activity.logged": "登记活动",
    "activity.struck_off": "划去活动记录",
    "model_case.told": "登记先进典型",
    "model_case.struck_off": "划去先进典型",
    "complaint.sent_in": "收到网上举报投诉",
    "complaint.received": "登记举报投诉",
    "complaint.accepted": "受理举报投诉",
    "complaint.closed": "办结举报投诉",
}
