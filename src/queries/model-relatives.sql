-- One model and those tuned from it or from the same base: stated P20 averages, and the means of their rows where there are rows
WITH root AS (
  SELECT coalesce(base_model_id, model_id) AS model_id FROM models WHERE model_id = $model_id
)
SELECT m.model_id, m.name, m.family, m.kind, s.condition, s.stated, s.measured, s.agrees, l.low, l.high, coalesce(l.n, 0) AS n, l.expected
FROM models m
JOIN root ON m.model_id = root.model_id OR m.base_model_id = root.model_id
JOIN stated_and_measured s ON s.model_id = m.model_id AND s.probe_set = 'P20'
LEFT JOIN leaderboard l ON l.model_id = s.model_id AND l.probe_set = s.probe_set AND l.condition = s.condition AND l.source = 'published'
ORDER BY m.kind, m.position, m.model_id, s.condition
