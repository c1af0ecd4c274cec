from django.urls import URLPattern, path

from accounts.permissions import Act
from approvals.models import Attachment
from households.models import CertificateAttachment, ExitAttachment, RevocationAttachment
from households.views import (
    attachments,
    case_lists,
    certifications,
    exits,
    notices,
    papers,
    placements,
    revocations,
)


def of_material(kind: str, model: type[Attachment], act: Act = Act.SURVEY) -> list[URLPattern]:
    """To look at material of that kind of application and, for those who may do ``act``, to strike it off."""
    shown = attachments.OpenAttachment.as_view(model=model)
    struck = attachments.StrikeOff.as_view(model=model, act=act)
    return [
        path(f"{kind}s/attachments/<int:pk>/", shown, name=f"{kind}_attachment"),
        path(f"{kind}s/attachments/<int:pk>/strike-off/", struck, name=f"{kind}_strike_off"),
    ]


urlpatterns: list[URLPattern] = [
    path("<int:pk>/apply/", certifications.Apply.as_view(), name="apply"),
    path("families/", case_lists.FamilyList.as_view(), name="families"),
    path("families/<int:pk>/placements/", placements.PlacementsView.as_view(), name="placements"),
    path("families/<int:pk>/placements/check/", placements.PlacementCheckView.as_view(), name="placement_check"),
    path(
        "families/<int:pk>/placements/<int:check>/take-back/",
        placements.TakeBackCheck.as_view(),
        name="placement_take_back",
    ),
    path("certifications/", case_lists.CertificationList.as_view(), name="certifications"),
    path("certifications/<int:pk>/", certifications.CertificationView.as_view(), name="certification"),
    path("certifications/<int:pk>/decide/", certifications.Decide.as_view(), name="decide"),
    path("certifications/<int:pk>/resubmit/", certifications.Resubmit.as_view(), name="resubmit"),
    path("certifications/<int:pk>/withdraw/", certifications.Withdraw.as_view(), name="withdraw"),
    path("certifications/<int:pk>/object/", certifications.ObjectTo.as_view(), name="object"),
    path("certifications/<int:pk>/visit/", papers.RecordVisit.as_view(), name="visit"),
    path("certifications/<int:pk>/put-up/", papers.PutUpNotice.as_view(), name="put_up"),
    path("certifications/<int:pk>/material/", papers.ShowMaterial.as_view(), name="material"),
    path("certifications/<int:pk>/form/", papers.ApplicationSheet.as_view(), name="application_sheet"),
    path("certifications/<int:pk>/decision/", papers.DecisionSheet.as_view(), name="decision_sheet"),
    path("certifications/<int:pk>/dossier/", papers.Dossier.as_view(), name="dossier"),
    path("certifications/<int:pk>/attach/", attachments.Attach.as_view(), name="attach"),
    path("certifications/<int:pk>/sign/", attachments.Sign.as_view(), name="sign"),
    path("attachments/<int:pk>/", attachments.OpenAttachment.as_view(), name="attachment"),
    path("attachments/<int:pk>/strike-off/", attachments.StrikeOff.as_view(), name="strike_off"),
    path("exits/<int:pk>/attach/", attachments.ExitAttach.as_view(), name="exit_attach"),
    path("revocations/<int:pk>/attach/", attachments.RevocationAttach.as_view(), name="revocation_attach"),
    path("certificates/<int:pk>/attach/", attachments.CertificateAttach.as_view(), name="certificate_attach"),
    *of_material("exit", ExitAttachment),
    *of_material("revocation", RevocationAttachment, act=Act.DECIDE),
    *of_material("certificate", CertificateAttachment),
    path("certifications/<int:pk>/review/", certifications.RequestReview.as_view(), name="review"),
    path("certifications/<int:pk>/revoke/", revocations.Revoke.as_view(), name="revoke"),
    path("revocations/", case_lists.RevocationList.as_view(), name="revocations"),
    path("revocations/<int:pk>/", revocations.RevocationView.as_view(), name="revocation"),
    path("revocations/<int:pk>/decide/", revocations.RevocationDecide.as_view(), name="revocation_decide"),
    path("revocations/<int:pk>/withdraw/", revocations.RevocationWithdraw.as_view(), name="revocation_withdraw"),
    path("revocations/<int:pk>/review/", revocations.RevocationReviewRequest.as_view(), name="revocation_review"),
    path("revocations/<int:pk>/decision/", revocations.RevocationSheet.as_view(), name="revocation_sheet"),
    path("notices/", case_lists.NoticeList.as_view(), name="notices"),
    path("notices/<int:pk>/", notices.NoticeSheet.as_view(), name="notice"),
    path("exits/", case_lists.ExitList.as_view(), name="exits"),
    path("exits/new/", exits.ExitNew.as_view(), name="exit_new"),
    path("exits/<int:pk>/", exits.ExitView.as_view(), name="exit"),
    path("exits/<int:pk>/decide/", exits.ExitDecide.as_view(), name="exit_decide"),
    path("exits/<int:pk>/review/", exits.ExitReviewRequest.as_view(), name="exit_review"),
    path("exits/<int:pk>/submit/", exits.ExitSubmit.as_view(), name="exit_submit"),
    path("exits/<int:pk>/withdraw/", exits.ExitWithdraw.as_view(), name="exit_withdraw"),
]
