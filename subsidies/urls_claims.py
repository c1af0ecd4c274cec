"""补贴申请."""

from django.urls import URLPattern, path

from subsidies.views import claims, filing

urlpatterns: list[URLPattern] = [
    path("claims/", claims.ClaimList.as_view(), name="claims"),
    path("people/<int:pk>/claim/", filing.NewPersonClaim.as_view(), name="claim_new"),
    path("claims/<int:pk>/", claims.ClaimView.as_view(), name="claim"),
    path("claims/<int:pk>/sheet/", claims.ClaimSheet.as_view(), name="claim_sheet"),
    path("claims/<int:pk>/edit/", filing.EditClaim.as_view(), name="claim_edit"),
    path("claims/<int:pk>/submit/", claims.ClaimSubmit.as_view(), name="claim_submit"),
    path("claims/<int:pk>/decide/", claims.ClaimDecide.as_view(), name="claim_decide"),
    path("claims/<int:pk>/withdraw/", claims.ClaimWithdraw.as_view(), name="claim_withdraw"),
    path("claims/<int:pk>/review/", claims.ClaimReviewRequest.as_view(), name="claim_review"),
    path("claims/<int:pk>/objection/", claims.ClaimObject.as_view(), name="claim_object"),
    path("claims/<int:pk>/materials/", claims.ClaimAttach.as_view(), name="claim_attach"),
    path("materials/<int:pk>/", claims.ClaimMaterial.as_view(), name="claim_attachment"),
    path("materials/<int:pk>/strike-off/", claims.ClaimMaterialStrikeOff.as_view(), name="claim_strike_off"),
]
