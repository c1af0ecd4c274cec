"""Certificates and their annual inspection."""

from django.urls import URLPattern, path

from households.views import certificates, inspections

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/certificate/", certificates.CertificateApply.as_view(), name="certificate_apply"),
    path("certificates/", certificates.CertificateList.as_view(), name="certificates"),
    path("certificates/<int:pk>/", certificates.CertificateView.as_view(), name="certificate"),
    path("certificates/<int:pk>/sheet/", certificates.CertificateSheet.as_view(), name="certificate_sheet"),
    path("certificates/<int:pk>/decide/", certificates.CertificateDecide.as_view(), name="certificate_decide"),
    path("certificates/<int:pk>/submit/", certificates.CertificateSubmit.as_view(), name="certificate_submit"),
    path("certificates/<int:pk>/withdraw/", certificates.CertificateWithdraw.as_view(), name="certificate_withdraw"),
    path("certificates/<int:pk>/inspect/", certificates.CertificateInspect.as_view(), name="certificate_inspect"),
    path("certificates/<int:pk>/endorse/", certificates.CertificateEndorse.as_view(), name="certificate_endorse"),
    path("certificates/<int:pk>/suspend/", certificates.CertificateSuspend.as_view(), name="certificate_suspend"),
    path("certificates/<int:pk>/resume/", certificates.CertificateResume.as_view(), name="certificate_resume"),
    path("certificates/<int:pk>/reissue/", certificates.CertificateReissue.as_view(), name="certificate_reissue"),
    path("certificates/<int:pk>/serial/", certificates.CertificateSerial.as_view(), name="certificate_serial"),
    path("certificates/<int:pk>/surrender/", certificates.CertificateSurrender.as_view(), name="certificate_surrender"),
    path("endorsements/<int:pk>/cancel/", certificates.EndorsementCancel.as_view(), name="endorsement_cancel"),
    path("inspections/", inspections.DueInspections.as_view(), name="inspections"),
    path("inspections/pass/", inspections.PassInspections.as_view(), name="inspections_pass"),
    path("inspections/rounds/", inspections.RoundList.as_view(), name="inspection_rounds"),
    path(
        "inspections/rounds/<int:pk>/call-off/",
        inspections.RoundCallOff.as_view(),
        name="inspection_round_call_off",
    ),
    path("inspections/rounds/new/", inspections.RoundNew.as_view(), name="inspection_round_new"),
]
