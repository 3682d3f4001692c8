"""Each storing of a dossier has a name, pages go by it, and what is to be stored is due work. Kept pages are made anew."""

import django.db.models.deletion
from django.db import migrations, models

import newsrooms.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0020_reviews_by_others_are_imported"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM claims_storedpage", migrations.RunSQL.noop),
        migrations.RunSQL("DELETE FROM claims_storeddossier", migrations.RunSQL.noop),
        migrations.RemoveField("storedpage", "dossier_sha256"),
        migrations.RemoveField("storedpage", "marks"),
        migrations.AddField(
            "storedpage",
            "storing",
            models.CharField(
                default="", max_length=16, help_text="Which storing of the dossier it was printed from."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "storedpage", "newsroom_website", models.CharField(blank=True, default="", max_length=500)
        ),
        migrations.AddField(
            "storeddossier",
            "storing",
            models.CharField(
                default=newsrooms.public_ids.new_public_id,
                help_text="Names this storing of it: a page is valid beside no other.",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="DueDossier",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="due_dossier",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["not_before"], name="due_dossier_next")]},
        ),
    ]
