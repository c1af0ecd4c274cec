from django.urls import URLPattern, path

from households.views import case_lists, certifications, exits, notices, revocations

urlpatterns: list[URLPattern] = [
    path("<int:pk>/apply/", certifications.Apply.as_view(), name="apply"),
    path("families/", case_lists.FamilyList.as_view(), name="families"),
    path("certifications/", case_lists.CertificationList.as_view(), name="certifications"),
    path("certifications/<int:pk>/", certifications.CertificationView.as_view(), name="certification"),
    path("certifications/<int:pk>/decide/", certifications.Decide.as_view(), name="decide"),
    path("certifications/<int:pk>/resubmit/", certifications.Resubmit.as_view(), name="resubmit"),
    path("certifications/<int:pk>/withdraw/", certifications.Withdraw.as_view(), name="withdraw"),
    path("certifications/<int:pk>/object/", certifications.ObjectTo.as_view(), name="object"),
    path("certifications/<int:pk>/review/", certifications.RequestReview.as_view(), name="review"),
    path("certifications/<int:pk>/revoke/", revocations.Revoke.as_view(), name="revoke"),
    path("revocations/", case_lists.RevocationList.as_view(), name="revocations"),
    path("revocations/<int:pk>/", revocations.RevocationView.as_view(), name="revocation"),
    path("revocations/<int:pk>/decide/", revocations.RevocationDecide.as_view(), name="revocation_decide"),
    path("revocations/<int:pk>/withdraw/", revocations.RevocationWithdraw.as_view(), name="revocation_withdraw"),
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
