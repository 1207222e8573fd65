-- Mean scores by domain on P100 without a kernel, the highest domain first
SELECT d.domain, d.n, d.model_id, d.name, m.family, m.kind, d.mean, d.low, d.high, l.mean AS mean_of_all, l.n AS n_of_all,
  avg(d.mean) OVER (PARTITION BY d.domain) AS mean_of_models
FROM domains d
JOIN models m USING (model_id)
JOIN leaderboard l ON l.run_id = d.run_id AND l.condition = d.condition
WHERE d.probe_set = 'P100' AND d.source = 'published' AND d.condition = 'baseline'
ORDER BY mean_of_models DESC, d.domain, mean_of_all DESC, d.model_id
