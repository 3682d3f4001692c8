"""Engine 1.2.0 hears each withdrawal for what it strikes, and totals by their dates: all standings anew."""

from django.db import migrations

ALL_DUE = """
INSERT INTO claims_dueclaim AS due
    (claim_id, since, causes, batch, marks, attempts, not_before, parked_at, last_error)
SELECT id, now(), '[{"kind": "engine.changed", "id": "1.2.0"}]', 'engine-1.2.0', 1, 0, now(), NULL, ''
FROM claims_claim
ORDER BY id
ON CONFLICT (claim_id) DO UPDATE SET marks = due.marks + 1, attempts = 0, not_before = now(), parked_at = NULL;
DELETE FROM claims_storeddossier;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0034_an_assessment_marks_the_words_it_judges")]

    operations = [migrations.RunSQL(ALL_DUE, migrations.RunSQL.noop)]
