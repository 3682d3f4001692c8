import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0006_readers_ask_for_corrections'),
        ('newsrooms', '0005_notifications_and_desk'),
        ('sources', '0002_feeds_and_manners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Extraction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('parked_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('extractor', models.CharField(blank=True, default='', max_length=60)),
                ('candidates', models.PositiveIntegerField(default=0, help_text='How many statements were read.')),
                ('suggested', models.PositiveIntegerField(default=0, help_text='How many of them became suggestions.')),
                ('last_detail', models.TextField(blank=True, default='', help_text='For the house only.')),
            ],
            options={
                'ordering': ['due_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name as it is written.', max_length=300)),
                ('form', models.CharField(choices=[('plain', 'Plain'), ('initials', 'Initials')], max_length=8)),
                ('key', models.CharField(max_length=600)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='suggestion',
            name='suggestion_is_made_once',
        ),
        migrations.AddField(
            model_name='suggestion',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='sources.document'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='fingerprint',
            field=models.CharField(null=True, editable=False, help_text='The same words with the same figure.', max_length=64),
        ),
        migrations.RunSQL(
            '''
            UPDATE claims_suggestion SET fingerprint = md5(id::text), document_id =
                (SELECT document_id FROM sources_capture WHERE sources_capture.id = capture_id);
            SET CONSTRAINTS ALL IMMEDIATE;
            ''',
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='sources.document'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='fingerprint',
            field=models.CharField(editable=False, help_text='The same words with the same figure.', max_length=64),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='score',
            field=models.FloatField(default=0, help_text='How well the best known claim or question fits, 0 to 1.'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='withdrawal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='claims.withdrawal'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='amended',
            field=models.JSONField(blank=True, default=dict, help_text='What the editor changed: from what to what.'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='candidate',
            field=models.JSONField(help_text='What the extractor read: stance, quantity, chains, tier, with places.'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='outcome',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('amended', 'Amended'), ('refused', 'Refused')], default='waiting', max_length=8),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('statement', config='english'), name='claim_by_words'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('text', 'counted', config='english'), name='question_by_words'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('document', 'fingerprint'), name='suggestion_is_made_once'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'accepted', 'amended', 'refused'])), name='suggestion_outcome_is_known'),
        ),
        migrations.AddField(
            model_name='extraction',
            name='capture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extractions', to='sources.capture'),
        ),
        migrations.AddField(
            model_name='extraction',
            name='newsroom',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extractions', to='newsrooms.newsroom'),
        ),
        migrations.AddField(
            model_name='extraction',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.capturedtext'),
        ),
        migrations.AddField(
            model_name='namekey',
            name='newsroom',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='newsrooms.newsroom'),
        ),
        migrations.AddField(
            model_name='namekey',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_keys', to='sources.source'),
        ),
        migrations.AddIndex(
            model_name='extraction',
            index=models.Index(condition=models.Q(('done_at', None), ('parked_at', None)), fields=['due_at'], name='extraction_due'),
        ),
        migrations.AddConstraint(
            model_name='extraction',
            constraint=models.UniqueConstraint(fields=('newsroom', 'text'), name='text_is_extracted_once_for_a_newsroom'),
        ),
        migrations.AddIndex(
            model_name='namekey',
            index=models.Index(fields=['newsroom', 'key'], name='name_key_exactly'),
        ),
        migrations.AddIndex(
            model_name='namekey',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('key', name='gin_trgm_ops'), name='name_key_by_likeness'),
        ),
        migrations.AddConstraint(
            model_name='namekey',
            constraint=models.UniqueConstraint(fields=('source', 'name', 'form'), name='name_has_one_key_of_each_form'),
        ),
    ]
