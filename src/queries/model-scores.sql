-- Every score of one model, probe by probe; the mean of its samples where a probe was asked more than once
WITH places AS (
  SELECT probe_id, min(domain) AS domain, min(position) AS position FROM probes GROUP BY probe_id
)
SELECT r.source, r.run_id, r.probe_set, x.condition, x.probe_id, p.domain, avg(x.lek_score) AS lek_score, count(*) AS samples
FROM results x
JOIN runs r USING (run_id)
JOIN places p USING (probe_id)
WHERE r.model_id = $model_id
GROUP BY r.source, r.run_id, r.probe_set, x.condition, x.probe_id, p.domain, p.position
ORDER BY r.source <> 'published', r.probe_set, r.run_id, x.condition, p.position
