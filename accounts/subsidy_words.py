"""What the audit says of subsidies."""

EVENTS = {
    "claim.drafted": "登记补贴申请",
    "claim.rewritten": "修改补贴申请",
    "claim.submitted": "提交补贴申请",
    "claim.approved": "同意补贴申请",
    "claim.returned": "退回补贴申请补正",
    "claim.refused": "不予补贴",
    "claim.objected": "登记对补贴的异议",
    "claim.upheld": "核查对补贴的异议：成立",
    "claim.dismissed": "核查对补贴的异议：不成立",
    "claim.review_requested": "登记对不予补贴的复核申请",
    "claim.sustained": "复核：维持不予补贴",
    "claim.overturned": "复核：撤销不予补贴",
    "claim.withdrawn": "撤回补贴申请",
    "claim.dated": "按公布的日历重算补贴办理期限",
    "claim.attached": "上传补贴申报材料",
    "claim.attachment_opened": "查看补贴申报材料",
    "claim.attachment_struck_off": "划去补贴申报材料",
    "subsidy.stopped": "停发补贴",
    "subsidy.resumed": "恢复补贴",
}
