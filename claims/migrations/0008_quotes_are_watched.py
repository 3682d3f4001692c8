import django.db.models.deletion
import newsrooms.public_ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0007_texts_are_extracted_once'),
        ('newsrooms', '0005_notifications_and_desk'),
        ('sources', '0002_feeds_and_manners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposedWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=newsrooms.public_ids.new_public_id, editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('deleted', 'Deleted'), ('edited', 'Edited'), ('corrected', 'Corrected'), ('retracted', 'Retracted')], max_length=9)),
                ('outcome', models.CharField(choices=[('present', 'Present'), ('moved', 'Moved'), ('changed', 'Changed'), ('missing', 'Missing'), ('gone', 'Gone'), ('unreachable', 'Unreachable')], max_length=11)),
                ('start', models.PositiveIntegerField(blank=True, help_text='Where the passage stands now, if it does.', null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('differs', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('lapsed', 'Lapsed')], default='proposed', max_length=8)),
                ('reason', models.TextField(blank=True, default='')),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-proposed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='QuoteLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('present', 'Present'), ('moved', 'Moved'), ('changed', 'Changed'), ('missing', 'Missing'), ('gone', 'Gone'), ('unreachable', 'Unreachable')], max_length=11)),
                ('start', models.PositiveIntegerField(blank=True, help_text='Where the quote or its like stands now.', null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('differs', models.JSONField(blank=True, default=dict, help_text='Figures, names and words, before and now.')),
                ('looked_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['report', '-looked_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='WatchedDocument',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='watch', serialize=False, to='sources.document')),
                ('since', models.DateTimeField(help_text='From when the schedule counts.')),
                ('step', models.PositiveSmallIntegerField(default=0, help_text='How many looks of the schedule were made.')),
                ('next_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(blank=True, help_text='A look was asked for and is not judged yet.', null=True)),
                ('outcome', models.CharField(blank=True, choices=[('present', 'Present'), ('moved', 'Moved'), ('changed', 'Changed'), ('missing', 'Missing'), ('gone', 'Gone'), ('unreachable', 'Unreachable')], default='', max_length=11)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('failing_since', models.DateTimeField(blank=True, help_text='Since when nothing was answered.', null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='Looks in a row without the page.')),
            ],
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='after',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.capture'),
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='before',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.capture'),
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_withdrawals', to='sources.document'),
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='newsroom',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_withdrawals', to='newsrooms.newsroom'),
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='report',
            field=models.ForeignKey(blank=True, help_text='Whose quote was lost; empty when the whole page was.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_withdrawals', to='claims.report'),
        ),
        migrations.AddField(
            model_name='proposedwithdrawal',
            name='withdrawal',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_as', to='claims.withdrawal'),
        ),
        migrations.AddField(
            model_name='quotelook',
            name='capture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quote_looks', to='sources.capture'),
        ),
        migrations.AddField(
            model_name='quotelook',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='claims.report'),
        ),
        migrations.AddField(
            model_name='watcheddocument',
            name='judged_up_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.capture'),
        ),
        migrations.AddIndex(
            model_name='proposedwithdrawal',
            index=models.Index(condition=models.Q(('state', 'proposed')), fields=['newsroom', '-proposed_at'], name='loss_proposed'),
        ),
        migrations.AddConstraint(
            model_name='proposedwithdrawal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('document', 'report'), name='loss_is_proposed_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='proposedwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['deleted', 'edited', 'corrected', 'retracted'])), name='loss_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proposedwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'refused', 'lapsed'])), name='loss_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proposedwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='loss_decided_has_its_date'),
        ),
        migrations.AddConstraint(
            model_name='proposedwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('withdrawal__isnull', False), _connector='OR'), name='loss_accepted_is_a_withdrawal'),
        ),
        migrations.AddConstraint(
            model_name='quotelook',
            constraint=models.UniqueConstraint(fields=('report', 'capture'), name='quote_is_looked_for_once_in_a_capture'),
        ),
        migrations.AddConstraint(
            model_name='quotelook',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['present', 'moved', 'changed', 'missing', 'gone', 'unreachable'])), name='quote_look_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='quotelook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', None), ('start', None)), models.Q(('end__gt', models.F('start')), ('start__isnull', False)), _connector='OR'), name='quote_look_has_a_whole_place'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotelook',
            trigger=pgtrigger.compiler.Trigger(name='refuse_rewriting', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (NEW."id", NEW."report_id", NEW."capture_id", NEW."outcome", NEW."start", NEW."end", NEW."differs", NEW."looked_at", NEW."recorded_at") IS DISTINCT FROM (OLD."id", OLD."report_id", OLD."capture_id", OLD."outcome", OLD."start", OLD."end", OLD."differs", OLD."looked_at", OLD."recorded_at") THEN RAISE EXCEPTION \'A recorded quote look is never changed: record a new one that supersedes it.\' USING ERRCODE = \'restrict_violation\'; END IF; RETURN NEW;', hash='cc2be166fab7edd945449465a4bd317248174756', operation='UPDATE', pgid='pgtrigger_refuse_rewriting_663c3', table='claims_quotelook', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotelook',
            trigger=pgtrigger.compiler.Trigger(name='refuse_removing', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'A recorded quote look is never deleted.' USING ERRCODE = 'restrict_violation';", hash='59d001446eb97899f1e9c44a45dbac0c6c381fbd', operation='DELETE', pgid='pgtrigger_refuse_removing_4c7cb', table='claims_quotelook', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotelook',
            trigger=pgtrigger.compiler.Trigger(name='refuse_emptying', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'The table of quote looks is never emptied.' USING ERRCODE = 'restrict_violation';", hash='a8564d4d170ac41083629fecf2e815ba7bf920b5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_refuse_emptying_b35a0', table='claims_quotelook', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='watcheddocument',
            index=models.Index(condition=models.Q(('asked_at', None)), fields=['next_at'], name='watched_document_due'),
        ),
        migrations.AddIndex(
            model_name='watcheddocument',
            index=models.Index(condition=models.Q(('asked_at__isnull', False)), fields=['asked_at'], name='watched_document_asked'),
        ),
    ]
