"""Offers, refusals, campaigns, placements and stages."""

from django.urls import URLPattern, path

from assistance.views import campaigns, offers, placements, sheets, stages, striking

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/", offers.PersonAssistance.as_view(), name="of_person"),
    path("people/<int:pk>/offer/", offers.NewOffer.as_view(), name="offer_new"),
    path("people/<int:pk>/place/", placements.Place.as_view(), name="place"),
    path("people/<int:pk>/lump-sum/", placements.PayLumpSum.as_view(), name="lump_sum"),
    path("offers/", offers.OfferList.as_view(), name="offers"),
    path("offers/<int:pk>/", offers.OfferPage.as_view(), name="offer"),
    path("offers/<int:pk>/sheet/", sheets.OfferSheet.as_view(), name="offer_sheet"),
    path("offers/<int:pk>/strike-off/", striking.StrikeOffOffer.as_view(), name="offer_strike_off"),
    path("offers/<int:pk>/answer/", offers.AnswerOffer.as_view(), name="offer_answer"),
    path("offers/<int:pk>/appeal/", offers.AppealOffer.as_view(), name="offer_appeal"),
    path("offers/<int:pk>/decide/", offers.DecideLook.as_view(), name="look_decide"),
    path("refusals/", offers.LooksToDecide.as_view(), name="looks"),
    path("campaigns/", campaigns.CampaignList.as_view(), name="campaigns"),
    path("campaigns/new/", campaigns.CampaignEdit.as_view(), name="campaign_new"),
    path("campaigns/people/", campaigns.CampaignPeople.as_view(), name="campaign_people"),
    path("campaigns/<int:pk>/", campaigns.CampaignPage.as_view(), name="campaign"),
    path("campaigns/<int:pk>/edit/", campaigns.CampaignEdit.as_view(), name="campaign_edit"),
    path("campaigns/<int:pk>/freeze/", campaigns.FreezeGroup.as_view(), name="campaign_freeze"),
    path("campaigns/<int:pk>/members/", campaigns.CampaignMembers.as_view(), name="campaign_members"),
    path("placements/", placements.PlacementList.as_view(), name="placements"),
    path("employments/<int:pk>/story/", placements.TellStory.as_view(), name="tell_story"),
    path("employments/<int:pk>/tell/", placements.TellOffice.as_view(), name="tell_office"),
    path("employments/notices/", placements.EmploymentNoticeList.as_view(), name="employment_notices"),
    path("placements/<int:pk>/strike-off/", striking.StrikeOffPlacement.as_view(), name="placement_strike_off"),
    path("employments/notices/<int:pk>/strike-off/", striking.StrikeOffNotice.as_view(), name="notice_strike_off"),
    path("employments/lump-sums/<int:pk>/strike-off/", striking.StrikeOffLumpSum.as_view(), name="lump_sum_strike_off"),
    path("refusals/findings/<int:pk>/sheet/", sheets.NoDesireSheet.as_view(), name="no_desire_sheet"),
    path("stages/", stages.Stages.as_view(), name="stages"),
    path("stages/people/", stages.StagePeople.as_view(), name="stage_people"),
    path("stages/families/", stages.StageFamilies.as_view(), name="stage_families"),
    path("stages/couples/", stages.StageCouples.as_view(), name="stage_couples"),
]
