"""Engine 1.1.0 counts as outlets only those that pass on what others say: all standings are computed again."""

from django.db import migrations

ALL_DUE = """
INSERT INTO claims_dueclaim AS due
    (claim_id, since, causes, batch, marks, attempts, not_before, parked_at, last_error)
SELECT id, now(), '[{"kind": "engine.changed", "id": "1.1.0"}]', 'engine-1.1.0', 1, 0, now(), NULL, ''
FROM claims_claim
ORDER BY id
ON CONFLICT (claim_id) DO UPDATE SET marks = due.marks + 1, attempts = 0, not_before = now(), parked_at = NULL;
DELETE FROM claims_storeddossier;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0030_stored_dossiers_know_their_site")]

    operations = [migrations.RunSQL(ALL_DUE, migrations.RunSQL.noop)]
