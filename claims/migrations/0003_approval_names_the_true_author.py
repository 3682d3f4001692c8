"""An approval repeats its assessment's author, so that "never the author's own" is a rule PostgreSQL can keep."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_first_nouns_meet")]

    operations = [
        migrations.RunSQL(
            sql="""
            ALTER TABLE claims_approval ADD CONSTRAINT approval_names_the_true_author
            FOREIGN KEY (assessment_id, author_id) REFERENCES claims_assessment (id, author_id)
            """,
            reverse_sql="ALTER TABLE claims_approval DROP CONSTRAINT approval_names_the_true_author",
        ),
    ]
