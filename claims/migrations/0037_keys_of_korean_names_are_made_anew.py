"""Korean names are keyed as they are mostly spelt: their old keys go, and the worker makes new ones as it passes."""

from django.db import migrations

GONE = "DELETE FROM claims_namekey WHERE name ~ '[\uac00-\ud7a3]'"


class Migration(migrations.Migration):
    dependencies = [("claims", "0036_a_withdrawal_entered_by_mistake_is_annulled")]

    operations = [migrations.RunSQL(GONE, GONE)]
