from django.urls import path

from desk.views import areas, audit, batch, batch_result, calendar, proposals, rulecases, search, work

app_name = "desk"
urlpatterns = [
    path("", work.MyWork.as_view(), name="my_work"),
    path("work/batch/", batch.CertificationBatch.as_view(), name="batch"),
    path("work/batch/exits/", batch.ExitBatch.as_view(), name="exit_batch"),
    path("work/batch/results/<int:pk>/", batch_result.BatchResult.as_view(), name="batch_result"),
    path("work/<slug:kind>/", work.Worklist.as_view(), name="worklist"),
    path("search/", search.Search.as_view(), name="search"),
    path("search/<str:token>/", search.WhatWasFound.as_view(), name="found"),
    path("refresh/", work.Refresh.as_view(), name="refresh"),
    path("refresh/start/", work.RefreshStart.as_view(), name="refresh_start"),
    path("audit/", audit.AuditDesk.as_view(), name="audit"),
    path("areas/<int:pk>/close/", areas.CloseArea.as_view(), name="close_area"),
    path("calendar/", calendar.EnterCalendar.as_view(), name="calendar"),
    path("proposals/", proposals.Proposals.as_view(), name="proposals"),
    path("proposals/new/<str:key>/", proposals.Propose.as_view(), name="propose"),
    path("proposals/<int:pk>/", proposals.ProposalPage.as_view(), name="proposal"),
    path("proposals/<int:pk>/confirm/", proposals.Confirm.as_view(), name="confirm_proposal"),
    path("proposals/<int:pk>/refuse/", proposals.Refuse.as_view(), name="refuse_proposal"),
    path("proposals/<int:pk>/withdraw/", proposals.Withdraw.as_view(), name="withdraw_proposal"),
    path("rule-cases/", rulecases.RuleCases.as_view(), name="rule_cases"),
    path("rule-cases/new/", rulecases.WriteCase.as_view(), name="write_case"),
    path("rule-cases/run/", rulecases.RunCases.as_view(), name="run_cases"),
    path("rule-cases/shipped/<slug:topic>/", rulecases.ShippedCases.as_view(), name="shipped_cases"),
    path("rule-cases/<int:pk>/", rulecases.RuleCasePage.as_view(), name="rule_case"),
    path("rule-cases/<int:pk>/revise/", rulecases.ReviseCase.as_view(), name="revise_case"),
    path("rule-cases/<int:pk>/retire/", rulecases.RetireCase.as_view(), name="retire_case"),
]
