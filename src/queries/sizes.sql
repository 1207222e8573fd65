-- Parameters and average of every published model without a kernel: from its rows where there are rows, else as stated
SELECT s.probe_set, m.model_id, m.name, m.family, m.version, m.kind, m.params_b,
  coalesce(l.mean, s.stated) AS mean, l.low, l.high, coalesce(l.n, 0) AS n, l.expected
FROM stated_and_measured s
JOIN models m USING (model_id)
LEFT JOIN leaderboard l ON l.model_id = s.model_id AND l.probe_set = s.probe_set AND l.condition = s.condition AND l.source = 'published'
WHERE s.condition = 'baseline'
ORDER BY s.probe_set, m.params_b, m.position, m.model_id
