"""Reads a Croissant description with mlcroissant, and every record of every table where asked to.

check.py <croissant.json> [--records]   prints one JSON document: issues, files, record sets with their fields and rows.
"""

import json
import logging
import sys

import mlcroissant as mlc


class Kept(logging.Handler):
    """Keeps what the package warns of, which it otherwise only prints."""

    def __init__(self):
        super().__init__(level=logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


kept = Kept()
logging.getLogger("absl").addHandler(kept)
logging.getLogger().addHandler(kept)

try:
    dataset = mlc.Dataset(jsonld=sys.argv[1])
except mlc.ValidationError as error:
    print(json.dumps({"issues": [str(error)]}))
    sys.exit(1)

metadata = dataset.metadata
record_sets = {}
for record_set in metadata.record_sets:
    rows = sum(1 for _ in dataset.records(record_set.uuid)) if "--records" in sys.argv else None
    record_sets[record_set.uuid] = {"fields": [field.uuid for field in record_set.fields], "rows": rows}

print(
    json.dumps(
        {
            "issues": sorted(set(kept.messages + ([metadata.issues.report()] if metadata.issues.report() else []))),
            "name": metadata.name,
            "version": str(metadata.version),
            "files": {each.uuid: {"url": each.content_url, "sha256": each.sha256} for each in metadata.distribution},
            "record_sets": record_sets,
        }
    )
)
