"""Engine 1.3.0 has what a merged claim excludes excluded by the claim it became: all standings are computed again."""

from django.db import migrations

ALL_DUE = """
INSERT INTO claims_dueclaim AS due
    (claim_id, since, causes, batch, marks, attempts, not_before, parked_at, last_error)
SELECT id, now(), '[{"kind": "engine.changed", "id": "1.3.0"}]', 'engine-1.3.0', 1, 0, now(), NULL, ''
FROM claims_claim
ORDER BY id
ON CONFLICT (claim_id) DO UPDATE SET marks = due.marks + 1, attempts = 0, not_before = now(), parked_at = NULL;
DELETE FROM claims_storeddossier;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0039_settings_have_public_ids")]

    operations = [migrations.RunSQL(ALL_DUE, migrations.RunSQL.noop)]
