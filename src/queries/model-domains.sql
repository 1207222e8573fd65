-- Mean score of one model by domain; a domain of few probes has no interval
SELECT d.source, d.run_id, d.probe_set, d.condition, m.family, m.kind, d.domain, d.n, d.mean, d.low, d.high, d.median, d.lowest, d.highest
FROM domains d
JOIN models m USING (model_id)
WHERE d.model_id = $model_id
ORDER BY d.source <> 'published', d.probe_set, d.run_id, d.n DESC, d.domain, d.condition
