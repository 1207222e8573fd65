-- One run as a side of a comparison: whose it is, on which probes, and what is to be known of it
SELECT r.run_id, m.name, m.family, m.kind, r.source, r.probe_set, r.edition, r.note
FROM runs r
JOIN models m USING (model_id)
WHERE r.run_id = $run_id
ORDER BY r.run_id
