-- Every published P100 score without a kernel, probe by probe
SELECT p.position, x.probe_id, r.run_id, m.model_id, m.name, m.family, m.kind, x.lek_score
FROM results x
JOIN runs r USING (run_id)
JOIN models m USING (model_id)
JOIN probes p ON p.probe_id = x.probe_id AND p.edition = 'original'
WHERE r.source = 'published' AND r.probe_set = 'P100' AND x.condition = 'baseline'
ORDER BY p.position, m.position, r.run_id
