"""Services, visits and warnings."""

from django.urls import URLPattern, path

from assistance.views import alerts, cards, caseload, events, services, striking, visits

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/card/", cards.PersonCard.as_view(), name="card"),
    path("households/<int:pk>/card/", cards.CardSheet.as_view(), name="card_sheet"),
    path("services/", services.ServiceList.as_view(), name="services"),
    path("services/<int:pk>/strike-off/", striking.StrikeOffService.as_view(), name="service_strike_off"),
    path("people/<int:pk>/services/new/", services.LogService.as_view(), name="service_new"),
    path("events/", events.EventList.as_view(), name="events"),
    path("events/new/", events.HoldEvent.as_view(), name="event_new"),
    path("events/<int:pk>/", events.EventPage.as_view(), name="event"),
    path("events/<int:pk>/attendance/", events.AddAttendance.as_view(), name="event_attend"),
    path("visits/", visits.VisitList.as_view(), name="visits"),
    path("visits/<int:pk>/strike-off/", striking.StrikeOffVisit.as_view(), name="visit_strike_off"),
    path("visits/photos/<int:pk>/", visits.ShowPhoto.as_view(), name="visit_photo"),
    path("people/<int:pk>/visits/new/", visits.RecordVisit.as_view(), name="visit_new"),
    path("callbacks/", visits.EmployedList.as_view(), name="callbacks"),
    path("unemployed/", caseload.NotEmployedList.as_view(), name="unemployed"),
    path("rechecks/", visits.RecheckList.as_view(), name="rechecks"),
    path("rechecks/<int:pk>/", visits.RecheckPage.as_view(), name="recheck"),
    path("alerts/", alerts.AlertList.as_view(), name="alerts"),
    path("alerts/<int:pk>/", alerts.AlertPage.as_view(), name="alert"),
    path("alerts/<int:pk>/answer/", alerts.AnswerAlert.as_view(), name="alert_answer"),
]
