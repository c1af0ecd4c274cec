"""How the audit calls what happens in campaigns and registers."""

EVENTS = {
    "matter.entered": "登记事项",
    "matter.closed": "办结登记事项",
    "enquiry.referred": "转办咨询",
    "workforce_plan.discussed": "登记职代会讨论",
    "unemployment_check.made": "登记失业证明核实情况",
    "public_promise.reported_on": "登记实事进展",
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
