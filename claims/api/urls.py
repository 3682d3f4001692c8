"""The addresses of the API of the upper floor."""

from django.urls import path

from claims.api.assessments import Approvals, Assessments, OneAssessment
from claims.api.checklists import Gate, Labels, OneLabel, OneTask, Tasks
from claims.api.claims import Claims, OneClaim
from claims.api.comments import Checklist, Comments
from claims.api.copies import Copies
from claims.api.correction_requests import Answers, CorrectionRequests, OneCorrectionRequest
from claims.api.documents import OneDocument
from claims.api.exports import Export
from claims.api.hedges import Hedges, OneHedge
from claims.api.impacts import AnnulmentImpact, ReportImpact, TieImpact, WithdrawalImpact
from claims.api.imports import Cancellations, Fetches, Imports, OneImport, Problems
from claims.api.judging import (
    Acknowledgements,
    Distinctions,
    OneSecondLook,
    Reviews,
    SecondLooks,
    SimilarClaims,
    Steps,
)
from claims.api.losses import LossAcceptances, Losses, LossRefusals, OneLoss
from claims.api.merging import Merges, Splits, Undos, Unmerges
from claims.api.one_voice import OneVoice
from claims.api.policies import Policies
from claims.api.publishing import Assignment, Corrections, CorrectionsOfClaim, Embargo, Moves, Publications
from claims.api.questions import OneQuestion, Questions
from claims.api.reach import ClaimsOfDocument, ClaimsOfSource
from claims.api.readings import Graph, Provenance, Timeline
from claims.api.records import Record
from claims.api.redactions import Redactions
from claims.api.relations import Exclusions, OneExclusion, OnePart, OneStake, Parts, Stakes
from claims.api.reports import OneReport, Reports, ReportsOfClaim, Supersessions
from claims.api.splitting import SourceSplits
from claims.api.suggestions import Acceptances, OneSuggestion, Reopenings, SuggestionRefusals, Suggestions
from claims.api.translations import OneTranslation, Translations
from claims.api.withdrawals import Annulments, OneWithdrawal, Withdrawals

urlpatterns = [
    path("claims/", Claims.as_view(), name="api-claims"),
    path("claims/<str:id>/", OneClaim.as_view(), name="api-claim"),
    path("claims/<str:id>/reports/", ReportsOfClaim.as_view(), name="api-claim-reports"),
    path("claims/<str:id>/timeline/", Timeline.as_view(), name="api-timeline"),
    path("claims/<str:id>/graph/", Graph.as_view(), name="api-graph"),
    path("claims/<str:id>/provenance/", Provenance.as_view(), name="api-provenance"),
    path("sources/<str:id>/splits/", SourceSplits.as_view(), name="api-source-splits"),
    path("sources/<str:id>/claims/", ClaimsOfSource.as_view(), name="api-claims-of-source"),
    path("documents/<str:id>/", OneDocument.as_view(), name="api-document"),
    path("documents/<str:id>/claims/", ClaimsOfDocument.as_view(), name="api-claims-of-document"),
    path("claims/<str:id>/stakes/", Stakes.as_view(), name="api-stakes"),
    path("claims/<str:id>/stakes/<str:source>/", OneStake.as_view(), name="api-stake"),
    path("claims/<str:id>/exclusions/", Exclusions.as_view(), name="api-exclusions"),
    path("claims/<str:id>/exclusions/<str:other>/", OneExclusion.as_view(), name="api-exclusion"),
    path("claims/<str:id>/parts/", Parts.as_view(), name="api-parts"),
    path("claims/<str:id>/parts/<str:part>/", OnePart.as_view(), name="api-part"),
    path("claims/<str:id>/copies/", Copies.as_view(), name="api-copies"),
    path("sources/<str:id>/record/", Record.as_view(), name="api-record"),
    path("newsrooms/<str:id>/publish-gate/", Gate.as_view(), name="api-publish-gate"),
    path("newsrooms/<str:id>/checklist-items/", Tasks.as_view(), name="api-checklist-items"),
    path("newsrooms/<str:id>/checklist-items/<str:item>/", OneTask.as_view(), name="api-checklist-item"),
    path("newsrooms/<str:id>/verdict-labels/", Labels.as_view(), name="api-verdict-labels"),
    path("newsrooms/<str:id>/verdict-labels/<str:verdict>/", OneLabel.as_view(), name="api-verdict-label"),
    path("newsrooms/<str:id>/hedges/", Hedges.as_view(), name="api-hedges"),
    path("newsrooms/<str:id>/hedges/<str:hedge>/", OneHedge.as_view(), name="api-hedge"),
    path("policies/", Policies.as_view(), name="api-policies"),
    path("claims/<str:id>/comments/", Comments.as_view(), name="api-comments"),
    path("claims/<str:id>/checklist/", Checklist.as_view(), name="api-checklist"),
    path("claims/<str:id>/reviews/", Reviews.as_view(), name="api-reviews"),
    path("claims/<str:id>/second-looks/", SecondLooks.as_view(), name="api-second-looks"),
    path("claims/<str:id>/second-looks/<str:key>/", OneSecondLook.as_view(), name="api-second-look"),
    path("claims/<str:id>/one-voice-looks/", OneVoice.as_view(), name="api-one-voice-looks"),
    path("claims/<str:id>/redactions/", Redactions.as_view(), name="api-redactions"),
    path("claims/<str:id>/standing-steps/", Steps.as_view(), name="api-standing-steps"),
    path("claims/<str:id>/acknowledgements/", Acknowledgements.as_view(), name="api-acknowledgements"),
    path("claims/<str:id>/distinctions/", Distinctions.as_view(), name="api-distinctions"),
    path("claims/<str:id>/similar-claims/", SimilarClaims.as_view(), name="api-similar-claims"),
    path("claims/<str:id>/merges/", Merges.as_view(), name="api-merges"),
    path("claims/<str:id>/unmerges/", Unmerges.as_view(), name="api-unmerges"),
    path("claims/<str:id>/splits/", Splits.as_view(), name="api-splits"),
    path("claims/<str:id>/undos/", Undos.as_view(), name="api-undos"),
    path("claims/<str:id>/translations/", Translations.as_view(), name="api-translations"),
    path("claims/<str:id>/translations/<str:language>/", OneTranslation.as_view(), name="api-translation"),
    path("claims/<str:id>/publications/", Publications.as_view(), name="api-publications"),
    path("claims/<str:id>/corrections/", CorrectionsOfClaim.as_view(), name="api-claim-corrections"),
    path("claims/<str:id>/moves/", Moves.as_view(), name="api-moves"),
    path("claims/<str:id>/embargo/", Embargo.as_view(), name="api-embargo"),
    path("claims/<str:id>/assignment/", Assignment.as_view(), name="api-assignment"),
    path("corrections/", Corrections.as_view(), name="api-corrections"),
    path("questions/", Questions.as_view(), name="api-questions"),
    path("questions/<str:id>/", OneQuestion.as_view(), name="api-question"),
    path("reports/", Reports.as_view(), name="api-reports"),
    path("reports/<str:id>/", OneReport.as_view(), name="api-report"),
    path("reports/<str:id>/supersessions/", Supersessions.as_view(), name="api-supersessions"),
    path("withdrawals/", Withdrawals.as_view(), name="api-withdrawals"),
    path("withdrawals/<str:id>/", OneWithdrawal.as_view(), name="api-withdrawal"),
    path("withdrawals/<str:id>/annulments/", Annulments.as_view(), name="api-annulments"),
    path("suggestions/", Suggestions.as_view(), name="api-suggestions"),
    path("suggestions/<str:id>/", OneSuggestion.as_view(), name="api-suggestion"),
    path("suggestions/<str:id>/acceptances/", Acceptances.as_view(), name="api-suggestion-acceptances"),
    path("suggestions/<str:id>/refusals/", SuggestionRefusals.as_view(), name="api-suggestion-refusals"),
    path("suggestions/<str:id>/reopenings/", Reopenings.as_view(), name="api-suggestion-reopenings"),
    path("losses/", Losses.as_view(), name="api-losses"),
    path("losses/<str:id>/", OneLoss.as_view(), name="api-loss"),
    path("losses/<str:id>/acceptances/", LossAcceptances.as_view(), name="api-loss-acceptances"),
    path("losses/<str:id>/refusals/", LossRefusals.as_view(), name="api-loss-refusals"),
    path("correction-requests/", CorrectionRequests.as_view(), name="api-correction-requests"),
    path("correction-requests/<str:id>/", OneCorrectionRequest.as_view(), name="api-correction-request"),
    path("correction-requests/<str:id>/answers/", Answers.as_view(), name="api-correction-answers"),
    path("impacts/report/", ReportImpact.as_view(), name="api-report-impact"),
    path("impacts/withdrawal/", WithdrawalImpact.as_view(), name="api-withdrawal-impact"),
    path("impacts/annulment/", AnnulmentImpact.as_view(), name="api-annulment-impact"),
    path("impacts/tie/", TieImpact.as_view(), name="api-tie-impact"),
    path("imports/", Imports.as_view(), name="api-imports"),
    path("imports/fetches/", Fetches.as_view(), name="api-import-fetches"),
    path("imports/<str:id>/", OneImport.as_view(), name="api-import"),
    path("imports/<str:id>/problems/", Problems.as_view(), name="api-import-problems"),
    path("imports/<str:id>/cancellations/", Cancellations.as_view(), name="api-import-cancellations"),
    path("export/", Export.as_view(), name="api-export"),
    path("assessments/", Assessments.as_view(), name="api-assessments"),
    path("assessments/<str:id>/", OneAssessment.as_view(), name="api-assessment"),
    path("assessments/<str:id>/approvals/", Approvals.as_view(), name="api-approvals"),
]
