"""公益性岗位: plans, posts, who holds them, and what is due."""

from django.urls import URLPattern, path

from assistance.views import post_filling, post_holdings, post_lists, posts

urlpatterns: list[URLPattern] = [
    path("posts/", posts.PostList.as_view(), name="posts"),
    path("posts/ledger/", posts.PostLedger.as_view(), name="post_ledger"),
    path("posts/plans/", posts.PlanList.as_view(), name="post_plans"),
    path("posts/plans/new/", posts.NewPlan.as_view(), name="post_plan_new"),
    path("posts/plans/<int:pk>/", posts.PlanPage.as_view(), name="post_plan"),
    path("posts/plans/<int:pk>/decide/", posts.DecidePlan.as_view(), name="post_plan_decide"),
    path("posts/plans/lines/<int:pk>/open/", posts.OpenPosts.as_view(), name="posts_open"),
    path("posts/assessments/", post_lists.HolderList.as_view(), name="post_assessments"),
    path("posts/empty/", post_lists.EmptyPostList.as_view(), name="empty_posts"),
    path("posts/exits/", post_lists.ExitList.as_view(), name="post_exits"),
    path("posts/passed-over/", post_lists.PassedOverList.as_view(), name="passed_over"),
    path("posts/<int:pk>/", posts.PostPage.as_view(), name="post"),
    path("posts/<int:pk>/close/", post_holdings.ClosePost.as_view(), name="post_close"),
    path("posts/<int:pk>/candidates/", post_filling.Candidates.as_view(), name="post_candidates"),
    path("posts/<int:pk>/fill/<int:person>/", post_filling.FillPost.as_view(), name="post_fill"),
    path("posts/holdings/<int:pk>/assess/", post_holdings.AssessHolder.as_view(), name="post_assess"),
    path("posts/holdings/<int:pk>/leave/", post_holdings.Leave.as_view(), name="post_leave"),
    path("posts/holdings/<int:pk>/remove/", post_holdings.Remove.as_view(), name="post_remove"),
    path("posts/holdings/<int:pk>/report/", post_holdings.ReportEmptyPost.as_view(), name="post_report"),
    path("posts/holdings/<int:pk>/strike-off/", post_holdings.StrikeOffHolding.as_view(), name="holding_strike_off"),
    path(
        "posts/assessments/<int:pk>/strike-off/",
        post_holdings.StrikeOffAssessment.as_view(),
        name="assessment_strike_off",
    ),
    path("posts/removals/<int:pk>/sign/", post_holdings.Countersign.as_view(), name="removal_sign"),
    path("posts/removals/<int:pk>/withdraw/", post_holdings.WithdrawRemoval.as_view(), name="removal_withdraw"),
    path("posts/removals/<int:pk>/sheet/", post_holdings.RemovalSheet.as_view(), name="removal_sheet"),
]
