from django.urls import path

from . import views
from .views import officers, oneself, second_factor

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
    path("audit/", views.Audit.as_view(), name="audit"),
]
