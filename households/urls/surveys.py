"""Survey plans, rosters, printed forms, findings without a case, and requests about one's data."""

from django.urls import URLPattern, path

from households.views import data_requests, rosters, rounds, survey_sheet, unfiled

urlpatterns: list[URLPattern] = [
    path("survey/sheet/", survey_sheet.BlankSheet.as_view(), name="survey_blank"),
    path("<int:pk>/survey/sheet/", survey_sheet.HouseholdSheet.as_view(), name="survey_sheet"),
    path("rounds/", rounds.CoveragePage.as_view(), name="coverage"),
    path("rounds/new/", rounds.NewRound.as_view(), name="round_new"),
    path("rounds/<int:pk>/call-off/", rounds.CallOffRound.as_view(), name="round_call_off"),
    path("rounds/unvisited/", rounds.UnvisitedList.as_view(), name="unvisited"),
    path("rosters/", rosters.RosterList.as_view(), name="rosters"),
    path("rosters/new/", rosters.RosterNew.as_view(), name="roster_new"),
    path("rosters/empty/", rosters.EmptyRoster.as_view(), name="roster_empty"),
    path("rosters/held/", rosters.HeldList.as_view(), name="rosters_held"),
    path("rosters/held/<int:pk>/", rosters.HeldEntry.as_view(), name="roster_entry"),
    path("rosters/<int:pk>/", rosters.RosterPage.as_view(), name="roster"),
    path("rosters/<int:pk>/confirm/", rosters.RosterConfirm.as_view(), name="roster_confirm"),
    path("rosters/<int:pk>/withdraw/", rosters.RosterWithdraw.as_view(), name="roster_withdraw"),
    path("rosters/<int:pk>/returned/", rosters.RosterReturned.as_view(), name="roster_returned"),
    path("unfiled/", unfiled.UnfiledPage.as_view(), name="unfiled"),
    path("unfiled/families/", unfiled.UnfiledFamilies.as_view(), name="unfiled_families"),
    path("unfiled/people/", unfiled.UnfiledPeople.as_view(), name="unfiled_people"),
    path("unfiled/families/<int:pk>/", unfiled.ExplainFamily.as_view(), name="explain_family"),
    path("unfiled/people/<int:pk>/", unfiled.ExplainPerson.as_view(), name="explain_person"),
    path("privacy/<str:version>/", data_requests.PrivacyNoticePage.as_view(), name="privacy_notice"),
    path("requests/", data_requests.DataRequestList.as_view(), name="data_requests"),
    path("requests/<int:pk>/", data_requests.DataRequestPage.as_view(), name="data_request"),
    path("requests/<int:pk>/close/", data_requests.CloseDataRequest.as_view(), name="data_request_close"),
    path("requests/<int:pk>/copy/", data_requests.PersonalCopy.as_view(), name="data_request_copy"),
    path("people/<int:pk>/requests/", data_requests.NewDataRequest.as_view(), name="data_request_new"),
]
