from django.urls import URLPattern, path

from households.views import attachments, case_lists, certifications, exits, notices, papers

urlpatterns: list[URLPattern] = [
    path("<int:pk>/apply/", certifications.Apply.as_view(), name="apply"),
    path("families/", case_lists.FamilyList.as_view(), name="families"),
    path("certifications/", case_lists.CertificationList.as_view(), name="certifications"),
    path("certifications/<int:pk>/", certifications.CertificationView.as_view(), name="certification"),
    path("certifications/<int:pk>/decide/", certifications.Decide.as_view(), name="decide"),
    path("certifications/<int:pk>/resubmit/", certifications.Resubmit.as_view(), name="resubmit"),
    path("certifications/<int:pk>/withdraw/", certifications.Withdraw.as_view(), name="withdraw"),
    path("certifications/<int:pk>/object/", certifications.ObjectTo.as_view(), name="object"),
    path("certifications/<int:pk>/visit/", papers.RecordVisit.as_view(), name="visit"),
    path("certifications/<int:pk>/material/", papers.ShowMaterial.as_view(), name="material"),
    path("certifications/<int:pk>/form/", papers.ApplicationSheet.as_view(), name="application_sheet"),
    path("certifications/<int:pk>/decision/", papers.DecisionSheet.as_view(), name="decision_sheet"),
    path("certifications/<int:pk>/dossier/", papers.Dossier.as_view(), name="dossier"),
    path("certifications/<int:pk>/attach/", attachments.Attach.as_view(), name="attach"),
    path("certifications/<int:pk>/sign/", attachments.Sign.as_view(), name="sign"),
    path("attachments/<int:pk>/", attachments.OpenAttachment.as_view(), name="attachment"),
    path("attachments/<int:pk>/strike-off/", attachments.StrikeOff.as_view(), name="strike_off"),
    path("notices/", case_lists.NoticeList.as_view(), name="notices"),
    path("notices/<int:pk>/", notices.NoticeSheet.as_view(), name="notice"),
    path("exits/", case_lists.ExitList.as_view(), name="exits"),
    path("exits/new/", exits.ExitNew.as_view(), name="exit_new"),
    path("exits/<int:pk>/", exits.ExitView.as_view(), name="exit"),
    path("exits/<int:pk>/decide/", exits.ExitDecide.as_view(), name="exit_decide"),
    path("exits/<int:pk>/submit/", exits.ExitSubmit.as_view(), name="exit_submit"),
    path("exits/<int:pk>/withdraw/", exits.ExitWithdraw.as_view(), name="exit_withdraw"),
]
