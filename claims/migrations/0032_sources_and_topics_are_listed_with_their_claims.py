"""Sources heard in public claims and the topics of these lie in narrow rows beside the lists, filled here."""

import django.db.models.deletion
from django.db import migrations, models

# As ``claims.actions.listings`` writes them from now on.
VOICES = """
INSERT INTO claims_publicvoice (source_id, claim_id, said_at, taken_back)
SELECT coalesce(source.merged_into_id, source.id), said.claim_id, max(said.said_at),
       bool_or(said.deleted) OR bool_or(EXISTS (
           SELECT FROM claims_withdrawal back
           WHERE back.claim_id = said.claim_id AND back.source_id = said.source_id))
FROM (
    SELECT document.publisher_id AS source_id, report.claim_id,
           coalesce(document.published_at, report.recorded_at) AS said_at,
           EXISTS (SELECT FROM claims_withdrawal gone WHERE gone.document_id = document.id) AS deleted
    FROM claims_publiclisting listed JOIN claims_report report ON report.claim_id = listed.claim_id
    JOIN sources_document document ON document.id = report.document_id
    WHERE NOT EXISTS (SELECT FROM claims_report newer WHERE newer.supersedes_id = report.id)
    UNION ALL
    SELECT link.source_id, link.claim_id, coalesce(document.published_at, report.recorded_at), false
    FROM claims_publiclisting listed JOIN claims_attribution link ON link.claim_id = listed.claim_id
    JOIN claims_report report ON report.id = link.report_id
    JOIN sources_document document ON document.id = report.document_id
    WHERE NOT EXISTS (SELECT FROM claims_report newer WHERE newer.supersedes_id = report.id)
    UNION ALL
    SELECT stake.source_id, stake.claim_id, NULL, false
    FROM claims_publiclisting listed JOIN claims_stake stake ON stake.claim_id = listed.claim_id
) said JOIN sources_source source ON source.id = said.source_id GROUP BY 1, 2
"""
TOPICS = """
INSERT INTO claims_publictopic (claim_id, topic, first_published_at)
SELECT DISTINCT claim.id, unnest(claim.tags), claim.first_published_at
FROM claims_publiclisting listed JOIN claims_claim claim ON claim.id = listed.claim_id
WHERE claim.first_published_at IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0031_outlets_are_those_that_pass_on'),
        ('sources', '0012_guards_plan_bulk_work_anew'),
    ]

    operations = [
        migrations.CreateModel(
            name='SitemapPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=9)),
                ('number', models.PositiveIntegerField()),
                ('first', models.BigIntegerField(help_text='The key of its first row; the part before it ends there.')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='sitemap_part_has_its_number')],
            },
        ),
        migrations.CreateModel(
            name='PublicTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=100)),
                ('first_published_at', models.DateTimeField()),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='public_topics', to='claims.claim')),
            ],
            options={
                'indexes': [models.Index(fields=['topic', '-first_published_at', '-claim'], name='topic_by_newest_claim')],
                'constraints': [models.UniqueConstraint(fields=('claim', 'topic'), name='topic_is_named_once_of_a_claim')],
            },
        ),
        migrations.CreateModel(
            name='PublicVoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(blank=True, help_text='Empty where it only has a stake.', null=True)),
                ('taken_back', models.BooleanField(default=False)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='claims.claim')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='sources.source')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('said_at__isnull', False)), fields=['source', '-said_at', '-claim'], name='voice_by_what_it_said_last')],
                'constraints': [models.UniqueConstraint(fields=('source', 'claim'), name='voice_is_heard_once_in_a_claim')],
            },
        ),
        migrations.RunSQL(VOICES, migrations.RunSQL.noop),
        migrations.RunSQL(TOPICS, migrations.RunSQL.noop),
    ]
