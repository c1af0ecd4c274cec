from django.urls import path

from . import views
from .views import areas, drawing, officers, oneself, organisations, second_factor

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("password/", views.ChangePassword.as_view(), name="password"),
    path("second-factor/", second_factor.Prove.as_view(), name="second_factor"),
    path("second-factor/enrol/", second_factor.Enrol.as_view(), name="enrol"),
    path("second-factor/codes/", second_factor.RenewCodes.as_view(), name="renew_codes"),
    path("me/", oneself.Me.as_view(), name="me"),
    path("me/stay/", oneself.Stay.as_view(), name="stay"),
    path("me/sign-out-elsewhere/", oneself.SignOutElsewhere.as_view(), name="sign_out_elsewhere"),
    path("users/", officers.Accounts.as_view(), name="users"),
    path("users/open/", officers.OpenAccount.as_view(), name="open_account"),
    path("users/<int:pk>/", officers.Account.as_view(), name="user"),
    path("users/<int:pk>/close/", officers.CloseAccount.as_view(), name="close_account"),
    path("users/<int:pk>/reset/", officers.ResetPassword.as_view(), name="reset_password"),
    path("users/<int:pk>/reopen/", officers.ReopenAccount.as_view(), name="reopen_account"),
    path("users/<int:pk>/move/", officers.MoveAccount.as_view(), name="move_account"),
    path("users/<int:pk>/confirm/", officers.ConfirmAccount.as_view(), name="confirm_account"),
    path("users/<int:pk>/decline/", officers.DeclineAccount.as_view(), name="decline_account"),
    path("users/<int:pk>/reset-factor/", officers.ResetSecondFactor.as_view(), name="reset_second_factor"),
    path("organisations/", organisations.Organisations.as_view(), name="organisations"),
    path("organisations/open/", organisations.OpenOrganisation.as_view(), name="open_organisation"),
    path("organisations/<int:pk>/", organisations.OrganisationPage.as_view(), name="organisation"),
    path("organisations/<int:pk>/rename/", organisations.RenameOrganisation.as_view(), name="rename_organisation"),
    path("organisations/<int:pk>/close/", organisations.CloseOrganisation.as_view(), name="close_organisation"),
    path("areas/", areas.Areas.as_view(), name="areas"),
    path("areas/open/", areas.OpenArea.as_view(), name="open_area"),
    path("areas/<int:pk>/", areas.AreaPage.as_view(), name="area"),
    path("areas/<int:pk>/rename/", areas.RenameArea.as_view(), name="rename_area"),
    path("areas/<int:pk>/charge/", areas.GiveCharge.as_view(), name="give_charge"),
    path("areas/<int:pk>/patches/", drawing.DrawPatch.as_view(), name="draw_patch"),
    path("areas/<int:pk>/courtyards/", drawing.DrawCourtyards.as_view(), name="draw_courtyards"),
    path("patches/<int:pk>/", drawing.RedrawPatch.as_view(), name="redraw_patch"),
    path("patches/<int:pk>/close/", drawing.ClosePatch.as_view(), name="close_patch"),
    path("courtyards/<int:pk>/close/", drawing.CloseCourtyard.as_view(), name="close_courtyard"),
    path("audit/", views.Audit.as_view(), name="audit"),
]
