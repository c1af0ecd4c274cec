"""补贴发放, 追回 and 发放进展."""

from django.urls import URLPattern, path

from subsidies.views import batches, funds, progress, recoveries

urlpatterns: list[URLPattern] = [
    path("batches/", batches.BatchList.as_view(), name="batches"),
    path("batches/new/", batches.ToPay.as_view(), name="to_pay"),
    path("batches/new/<slug:scheme>/<int:year>/<int:month>/", batches.NewBatch.as_view(), name="batch_new"),
    path("batches/<int:pk>/", batches.BatchPage.as_view(), name="batch"),
    path("batches/<int:pk>/sheet/", batches.BatchSheet.as_view(), name="batch_sheet"),
    path("batches/<int:pk>/sign/", batches.SignBatch.as_view(), name="batch_sign"),
    path("batches/<int:pk>/confirm/", batches.ConfirmBatch.as_view(), name="batch_confirm"),
    path("batches/<int:pk>/send/", batches.SendBatch.as_view(), name="batch_send"),
    path("batches/<int:pk>/file/", batches.DownloadFile.as_view(), name="batch_file"),
    path("batches/<int:pk>/return/", batches.EnterReturn.as_view(), name="batch_return"),
    path("batches/<int:pk>/dissolve/", batches.DissolveBatch.as_view(), name="batch_dissolve"),
    path("payments/", batches.PaymentList.as_view(), name="payments"),
    path("payments/<int:pk>/", batches.PaymentPage.as_view(), name="payment"),
    path("payments/<int:pk>/account/", batches.CorrectAccount.as_view(), name="payment_correct"),
    path("payments/<int:pk>/recover/", recoveries.NewRecovery.as_view(), name="recovery_new"),
    path("funds/", funds.FundList.as_view(), name="funds"),
    path("funds/allocations/", funds.AllocationList.as_view(), name="allocations"),
    path("funds/allocations/new/", funds.Allocate.as_view(), name="allocate"),
    path("funds/bank-formats/", funds.FormatList.as_view(), name="bank_formats"),
    path("funds/bank-formats/new/", funds.NewFormat.as_view(), name="bank_format_new"),
    path("recoveries/", recoveries.RecoveryList.as_view(), name="recoveries"),
    path("recoveries/<int:pk>/", recoveries.RecoveryPage.as_view(), name="recovery"),
    path("recoveries/<int:pk>/receive/", recoveries.Receive.as_view(), name="recovery_receive"),
    path("recoveries/<int:pk>/propose-closing/", recoveries.ProposeClosing.as_view(), name="recovery_propose"),
    path("recoveries/<int:pk>/decide-closing/", recoveries.DecideClosing.as_view(), name="recovery_decide"),
    path("recoveries/<int:pk>/strike-off/", recoveries.StrikeRecovery.as_view(), name="recovery_strike_off"),
    path("receipts/<int:pk>/strike-off/", recoveries.StrikeReceipt.as_view(), name="receipt_strike_off"),
    path("progress/", progress.ProgressList.as_view(), name="progress"),
    path("progress/days/", progress.StepDaysPage.as_view(), name="step_days"),
]
