"""Households, people and surveys."""

from django.urls import path

from households.views import ledger, merged, person, registry, responsibility_links, survey

urlpatterns = [
    path("", registry.HouseholdList.as_view(), name="list"),
    path("survey/", survey.SurveyPage.as_view(), name="survey_new"),
    path("surveys/<int:pk>/", survey.SurveyDone.as_view(), name="survey_done"),
    path("people/", person.PeopleList.as_view(), name="people"),
    path("people/merged/", merged.MergedList.as_view(), name="merged"),
    path("people/<int:pk>/", person.PersonPage.as_view(), name="person"),
    path("people/<int:pk>/register/", person.Register.as_view(), name="register"),
    path("people/<int:pk>/unmask/", person.Unmask.as_view(), name="unmask"),
    path("registrations/<int:pk>/end/", person.EndRegistration.as_view(), name="end_registration"),
    path("confirmations/", registry.Confirmations.as_view(), name="confirmations"),
    path("confirm/", registry.ConfirmMonth.as_view(), name="confirm"),
    path("ledger/", ledger.LedgerList.as_view(), name="ledger"),
    path("ledger/certified/", ledger.CertifiedLedger.as_view(), name="certified_ledger"),
    path("<int:pk>/ledger/", ledger.LedgerSheet.as_view(), name="ledger_sheet"),
    path("links/", responsibility_links.LinkList.as_view(), name="links"),
    path("<int:pk>/links/", responsibility_links.EditLinks.as_view(), name="edit_links"),
    path("<int:pk>/", registry.HouseholdPage.as_view(), name="household"),
    path("<int:pk>/survey/", survey.SurveyPage.as_view(), name="survey"),
]
