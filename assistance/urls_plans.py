"""一人一策."""

from django.urls import URLPattern, path

from assistance.views import plans, sheets

urlpatterns: list[URLPattern] = [
    path("plans/", plans.PlanList.as_view(), name="plans"),
    path("plans/missing/", plans.WithoutPlanList.as_view(), name="without_plan"),
    path("plans/due/", plans.PlansToReview.as_view(), name="plans_to_review"),
    path("cases/<int:pk>/", plans.CaseView.as_view(), name="case"),
    path("cases/<int:pk>/plan/", plans.WritePlan.as_view(), name="plan"),
    path("cases/<int:pk>/sheet/", sheets.PlanSheet.as_view(), name="plan_sheet"),
    path("cases/<int:pk>/review/", plans.ReviewPlan.as_view(), name="review"),
    path("measures/<int:pk>/done/", plans.FinishMeasure.as_view(), name="measure_done"),
    path("own/measures/<int:pk>/done/", plans.FinishOwnMeasure.as_view(), name="own_measure_done"),
]
