"""Korean names are keyed as they are mostly spelt: their old keys go, and the worker makes new ones as it passes."""

from django.db import migrations

GONE = "DELETE FROM claims_namekey WHERE name ~ '[\uac00-\ud7a3]'"


class Migration(migrations.Migration):
    dependencies = [("claims", "0035_taking_back_is_heard_in_every_form")]

    operations = [migrations.RunSQL(GONE, GONE)]
