"""How the audit calls what happens in campaigns and registers."""

EVENTS = {
    "complaint.sent_in": "收到网上举报投诉",
    "complaint.received": "登记举报投诉",
    "complaint.accepted": "受理举报投诉",
    "complaint.closed": "办结举报投诉",
}
