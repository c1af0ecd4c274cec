"""Households over time: hand-overs, splits, departures, corrections and merges."""

from django.urls import path

from households.views import handovers, merges, moving

urlpatterns = [
    path("<int:pk>/handover/", moving.ProposeHandover.as_view(), name="handover_new"),
    path("<int:pk>/address/", moving.ChangeAddress.as_view(), name="change_address"),
    path("<int:pk>/split/", moving.Split.as_view(), name="split"),
    path("<int:pk>/join/", moving.Join.as_view(), name="join"),
    path("<int:pk>/leave/", moving.Leave.as_view(), name="leave"),
    path("<int:pk>/return/", moving.ComeBack.as_view(), name="come_back"),
    path("people/<int:pk>/death/", moving.Death.as_view(), name="death"),
    path("people/<int:pk>/death/annul/", moving.AnnulDeath.as_view(), name="annul_death"),
    path("people/<int:pk>/correct/", moving.Correct.as_view(), name="correct"),
    path("people/<int:pk>/merge/", moving.ProposeMerge.as_view(), name="merge_new"),
    path("handovers/", handovers.HandoverList.as_view(), name="handovers"),
    path("handovers/<int:pk>/", handovers.HandoverView.as_view(), name="handover"),
    path("handovers/<int:pk>/accept/", handovers.HandoverAccept.as_view(), name="handover_accept"),
    path("handovers/<int:pk>/return/", handovers.HandoverReturn.as_view(), name="handover_return"),
    path("handovers/<int:pk>/withdraw/", handovers.HandoverWithdraw.as_view(), name="handover_withdraw"),
    path("handovers/<int:pk>/again/", handovers.HandoverAgain.as_view(), name="handover_again"),
    path("merges/", merges.MergeList.as_view(), name="merges"),
    path("merges/<int:pk>/", merges.MergeView.as_view(), name="merge"),
    path("merges/<int:pk>/decide/", merges.MergeDecide.as_view(), name="merge_decide"),
    path("merges/<int:pk>/withdraw/", merges.MergeWithdraw.as_view(), name="merge_withdraw"),
    path("merges/<int:pk>/undo/", merges.MergeUndo.as_view(), name="merge_undo"),
]
