"""A claim for machines: JSON-LD, CSV, case file, PROV-JSON and web annotations, all made from its dossier."""
