"""A claim published under an embargo was first seen when that lifted; rows from before say when it was sealed.

So do its places in the lists, and notices of what was corrected before anybody had seen it. Kept dossiers of these
claims go, and are made again. Nothing has to be undone: back again the dates stay as they are.
"""

from django.db import migrations

DATES = """
UPDATE claims_claim SET first_published_at = embargo_until
WHERE embargo_until IS NOT NULL AND first_published_at < embargo_until;
UPDATE claims_publictopic topic SET first_published_at = claim.first_published_at
FROM claims_claim claim WHERE claim.id = topic.claim_id AND claim.embargo_until IS NOT NULL
  AND topic.first_published_at <> claim.first_published_at;
UPDATE claims_publiclisting listing SET first_published_at = claim.first_published_at, corrected_at = (
    SELECT max(greatest(notice.corrected_at, claim.embargo_until)) FROM claims_correction notice
    WHERE notice.claim_id = claim.id
      AND (notice.publication_id IS NULL OR notice.corrected_at > claim.embargo_until))
FROM claims_claim claim WHERE claim.id = listing.claim_id AND claim.embargo_until IS NOT NULL;
DELETE FROM claims_storeddossier dossier USING claims_claim claim
WHERE claim.id = dossier.claim_id AND claim.embargo_until IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0040_a_merged_claim_brings_what_it_excludes")]

    operations = [migrations.RunSQL(DATES, migrations.RunSQL.noop)]
