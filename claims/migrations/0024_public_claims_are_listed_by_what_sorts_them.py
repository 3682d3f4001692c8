"""What lists of public claims sort and sift by lies in a narrow row beside each, filled here for those there are."""

import django.db.models.deletion
from django.db import migrations, models

# As ``claims.actions.listings`` writes them from now on.
FILL = """
INSERT INTO claims_publiclisting (claim_id, standing, verdict, state, first_published_at, corrected_at)
SELECT claim.id, coalesce(standing.status, ''), coalesce(shown.verdict, ''), claim.workflow_state,
       claim.first_published_at,
       (SELECT max(correction.corrected_at) FROM claims_correction correction WHERE correction.claim_id = claim.id)
FROM claims_claim claim
LEFT JOIN claims_claimstanding standing ON standing.claim_id = claim.id
LEFT JOIN LATERAL (
    SELECT judged.verdict FROM claims_publication made
    LEFT JOIN claims_assessment judged ON judged.id = made.assessment_id
    WHERE made.claim_id = claim.id ORDER BY made.number DESC LIMIT 1
) shown ON true
WHERE claim.workflow_state IN ('published', 'corrected', 'withdrawn', 'paused')
  AND claim.trashed_at IS NULL AND claim.merged_into_id IS NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0023_what_we_said_is_of_one_claim'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicListing',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='listing', serialize=False, to='claims.claim')),
                ('standing', models.CharField(blank=True, default='', max_length=19)),
                ('verdict', models.CharField(blank=True, default='', help_text='Empty while it is only watched.', max_length=32)),
                ('state', models.CharField(max_length=9)),
                ('first_published_at', models.DateTimeField()),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['standing', '-first_published_at', '-claim'], name='listing_by_standing'), models.Index(fields=['verdict', '-first_published_at', '-claim'], name='listing_by_verdict'), models.Index(condition=models.Q(('state', 'withdrawn')), fields=['-first_published_at', '-claim'], name='listing_of_withdrawn'), models.Index(condition=models.Q(('corrected_at__isnull', False)), fields=['-corrected_at', '-claim'], name='listing_of_corrected')],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
