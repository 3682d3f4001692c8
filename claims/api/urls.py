"""The addresses of the API of the upper floor."""

from django.urls import path

from claims.api.assessments import Approvals, Assessments, OneAssessment
from claims.api.claims import Claims, OneClaim
from claims.api.copies import Copies
from claims.api.exports import Export
from claims.api.imports import Cancellations, Imports, OneImport, Problems
from claims.api.policies import Policies
from claims.api.publishing import Assignment, Corrections, CorrectionsOfClaim, Embargo, Moves, Publications
from claims.api.questions import OneQuestion, Questions
from claims.api.reach import ClaimsOfDocument, ClaimsOfSource
from claims.api.readings import Graph, Provenance, Timeline
from claims.api.records import Record
from claims.api.relations import Exclusions, OneExclusion, OnePart, OneStake, Parts, Stakes
from claims.api.reports import OneReport, Reports, ReportsOfClaim, Supersessions
from claims.api.withdrawals import OneWithdrawal, Withdrawals

urlpatterns = [
    path("claims/", Claims.as_view(), name="api-claims"),
    path("claims/<str:id>/", OneClaim.as_view(), name="api-claim"),
    path("claims/<str:id>/reports/", ReportsOfClaim.as_view(), name="api-claim-reports"),
    path("claims/<str:id>/timeline/", Timeline.as_view(), name="api-timeline"),
    path("claims/<str:id>/graph/", Graph.as_view(), name="api-graph"),
    path("claims/<str:id>/provenance/", Provenance.as_view(), name="api-provenance"),
    path("sources/<str:id>/claims/", ClaimsOfSource.as_view(), name="api-claims-of-source"),
    path("documents/<str:id>/claims/", ClaimsOfDocument.as_view(), name="api-claims-of-document"),
    path("claims/<str:id>/stakes/", Stakes.as_view(), name="api-stakes"),
    path("claims/<str:id>/stakes/<str:source>/", OneStake.as_view(), name="api-stake"),
    path("claims/<str:id>/exclusions/", Exclusions.as_view(), name="api-exclusions"),
    path("claims/<str:id>/exclusions/<str:other>/", OneExclusion.as_view(), name="api-exclusion"),
    path("claims/<str:id>/parts/", Parts.as_view(), name="api-parts"),
    path("claims/<str:id>/parts/<str:part>/", OnePart.as_view(), name="api-part"),
    path("claims/<str:id>/copies/", Copies.as_view(), name="api-copies"),
    path("sources/<str:id>/record/", Record.as_view(), name="api-record"),
    path("policies/", Policies.as_view(), name="api-policies"),
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
    path("imports/", Imports.as_view(), name="api-imports"),
    path("imports/<str:id>/", OneImport.as_view(), name="api-import"),
    path("imports/<str:id>/problems/", Problems.as_view(), name="api-import-problems"),
    path("imports/<str:id>/cancellations/", Cancellations.as_view(), name="api-import-cancellations"),
    path("export/", Export.as_view(), name="api-export"),
    path("assessments/", Assessments.as_view(), name="api-assessments"),
    path("assessments/<str:id>/", OneAssessment.as_view(), name="api-assessment"),
    path("assessments/<str:id>/approvals/", Approvals.as_view(), name="api-approvals"),
]
