"""援助承诺 of certified families."""

from django.urls import URLPattern, path

from assistance.views import pledges, preparations, sheets

urlpatterns: list[URLPattern] = [
    path("promises/", pledges.PromiseList.as_view(), name="promises"),
    path("promises/unsigned/", pledges.UnsignedPromises.as_view(), name="unsigned"),
    path("families/unprepared/", preparations.Unprepared.as_view(), name="unprepared"),
    path("families/<int:pk>/preparation/", preparations.Prepare.as_view(), name="prepare"),
    path("families/<int:pk>/", pledges.FamilyView.as_view(), name="family"),
    path("families/<int:pk>/sheet/", sheets.PledgeSheet.as_view(), name="pledge_sheet"),
    path("families/<int:pk>/pledge/", pledges.NewPledge.as_view(), name="pledge_new"),
    path("pledges/<int:pk>/office/", pledges.SignPledge.as_view(), {"side": "office"}, name="sign_for_office"),
    path("pledges/<int:pk>/family/", pledges.SignPledge.as_view(), {"side": "family"}, name="sign_for_family"),
    path("pledges/<int:pk>/withdraw/", pledges.WithdrawPledge.as_view(), name="pledge_withdraw"),
    path("signatures/<int:pk>/", pledges.OpenSignature.as_view(), name="pledge_signature"),
]
