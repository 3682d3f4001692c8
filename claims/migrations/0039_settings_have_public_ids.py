"""Items of checklists and rows of hedge tables are named by public ids, as all else is; history names them so too."""

import newsrooms.public_ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def name_rows(apps, schema_editor):
    """While no trigger watches: a name for each row, the same in all its history, also where the row is gone."""
    for noun in ("ChecklistItem", "HedgeRow"):
        rows, history = apps.get_model("claims", noun), apps.get_model("claims", f"{noun}History")
        gone = history.objects.exclude(pgh_obj__in=rows.objects.all())
        known = {*rows.objects.values_list("pk", flat=True), *gone.values_list("pgh_obj_id", flat=True)}
        for key in known:
            name = newsrooms.public_ids.new_public_id()
            rows.objects.filter(pk=key).update(public_id=name)
            history.objects.filter(pgh_obj_id=key).update(public_id=name)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0038_corrections_that_lost_a_verdict_are_found'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='checklistitem',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='checklistitem',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='checklistitem',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='checklistitemhistory',
            name='refuse_rewriting',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hedgerow',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hedgerow',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hedgerow',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hedgerowhistory',
            name='refuse_rewriting',
        ),
        migrations.AddField(
            model_name='checklistitem',
            name='public_id',
            field=models.CharField(editable=False, max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='checklistitemhistory',
            name='public_id',
            field=models.CharField(editable=False, max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='hedgerow',
            name='public_id',
            field=models.CharField(editable=False, max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='hedgerowhistory',
            name='public_id',
            field=models.CharField(editable=False, max_length=16, null=True),
        ),
        migrations.RunPython(name_rows, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='checklistitem',
            name='public_id',
            field=models.CharField(default=newsrooms.public_ids.new_public_id, editable=False, max_length=16, unique=True),
        ),
        migrations.AlterField(
            model_name='checklistitemhistory',
            name='public_id',
            field=models.CharField(default=newsrooms.public_ids.new_public_id, editable=False, max_length=16),
        ),
        migrations.AlterField(
            model_name='hedgerow',
            name='public_id',
            field=models.CharField(default=newsrooms.public_ids.new_public_id, editable=False, max_length=16, unique=True),
        ),
        migrations.AlterField(
            model_name='hedgerowhistory',
            name='public_id',
            field=models.CharField(default=newsrooms.public_ids.new_public_id, editable=False, max_length=16),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_checklistitemhistory" ("id", "newsroom_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "required", "retired_at", "text") VALUES (NEW."id", NEW."newsroom_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."public_id", NEW."required", NEW."retired_at", NEW."text"); RETURN NULL;', hash='35bca1ba9196a470ede69fe26d2f7b8d5f1ed9f1', operation='INSERT', pgid='pgtrigger_insert_insert_de30b', table='claims_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_checklistitemhistory" ("id", "newsroom_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "required", "retired_at", "text") VALUES (NEW."id", NEW."newsroom_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."public_id", NEW."required", NEW."retired_at", NEW."text"); RETURN NULL;', hash='d1921efbde679e14bdac0c4b0eb1997967971507', operation='UPDATE', pgid='pgtrigger_update_update_2d78e', table='claims_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_checklistitemhistory" ("id", "newsroom_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "required", "retired_at", "text") VALUES (OLD."id", OLD."newsroom_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."public_id", OLD."required", OLD."retired_at", OLD."text"); RETURN NULL;', hash='deafed44dd74288f795fbf004ebd976d0904d1d8', operation='DELETE', pgid='pgtrigger_delete_delete_f62c1', table='claims_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitemhistory',
            trigger=pgtrigger.compiler.Trigger(name='refuse_rewriting', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (NEW."pgh_id", NEW."pgh_created_at", NEW."pgh_label", NEW."pgh_obj_id", NEW."pgh_context", NEW."pgh_context_id", NEW."id", NEW."newsroom_id", NEW."public_id", NEW."position", NEW."text", NEW."required", NEW."retired_at") IS DISTINCT FROM (OLD."pgh_id", OLD."pgh_created_at", OLD."pgh_label", OLD."pgh_obj_id", OLD."pgh_context", OLD."pgh_context_id", OLD."id", OLD."newsroom_id", OLD."public_id", OLD."position", OLD."text", OLD."required", OLD."retired_at") THEN RAISE EXCEPTION \'A recorded history of checklist item is never changed: record a new one that supersedes it.\' USING ERRCODE = \'restrict_violation\'; END IF; RETURN NEW;', hash='dad595d46ae2a3cfa996256bc0f443556aaaa2b0', operation='UPDATE', pgid='pgtrigger_refuse_rewriting_35e4e', table='claims_checklistitemhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hedgerow',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_hedgerowhistory" ("after", "comparator", "high", "id", "low", "margin", "newsroom_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "words") VALUES (NEW."after", NEW."comparator", NEW."high", NEW."id", NEW."low", NEW."margin", NEW."newsroom_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."public_id", NEW."words"); RETURN NULL;', hash='320be881a957e0377cddb8bd71c742534d69672e', operation='INSERT', pgid='pgtrigger_insert_insert_78522', table='claims_hedgerow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hedgerow',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_hedgerowhistory" ("after", "comparator", "high", "id", "low", "margin", "newsroom_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "words") VALUES (NEW."after", NEW."comparator", NEW."high", NEW."id", NEW."low", NEW."margin", NEW."newsroom_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."public_id", NEW."words"); RETURN NULL;', hash='9b9fcef9e42c1a81a11af9d7bccdee5c1964df9b', operation='UPDATE', pgid='pgtrigger_update_update_3e16f', table='claims_hedgerow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hedgerow',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_hedgerowhistory" ("after", "comparator", "high", "id", "low", "margin", "newsroom_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "words") VALUES (OLD."after", OLD."comparator", OLD."high", OLD."id", OLD."low", OLD."margin", OLD."newsroom_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."public_id", OLD."words"); RETURN NULL;', hash='9da2f9dbd8890a5435ca7c774032ed380f4e264d', operation='DELETE', pgid='pgtrigger_delete_delete_eba17', table='claims_hedgerow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hedgerowhistory',
            trigger=pgtrigger.compiler.Trigger(name='refuse_rewriting', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (NEW."pgh_id", NEW."pgh_created_at", NEW."pgh_label", NEW."pgh_obj_id", NEW."pgh_context", NEW."pgh_context_id", NEW."id", NEW."newsroom_id", NEW."public_id", NEW."position", NEW."words", NEW."comparator", NEW."after", NEW."margin", NEW."low", NEW."high") IS DISTINCT FROM (OLD."pgh_id", OLD."pgh_created_at", OLD."pgh_label", OLD."pgh_obj_id", OLD."pgh_context", OLD."pgh_context_id", OLD."id", OLD."newsroom_id", OLD."public_id", OLD."position", OLD."words", OLD."comparator", OLD."after", OLD."margin", OLD."low", OLD."high") THEN RAISE EXCEPTION \'A recorded history of hedge is never changed: record a new one that supersedes it.\' USING ERRCODE = \'restrict_violation\'; END IF; RETURN NEW;', hash='f75972cc4a744e4e9e45b53836d06c5d52e415c3', operation='UPDATE', pgid='pgtrigger_refuse_rewriting_61d87', table='claims_hedgerowhistory', when='BEFORE')),
        ),
    ]
