-- Untrained models on P20 without a kernel, family by family and version by version: stated averages, with the interval of the rows where there are any
WITH versions AS (
  SELECT family, version, row_number() OVER (PARTITION BY family ORDER BY min(position)) AS version_place, min(min(position)) OVER (PARTITION BY family) AS family_place
  FROM models
  WHERE kind = 'base' AND source = 'published'
  GROUP BY family, version
)
SELECT l.family, l.version, v.version_place, l.params_b, l.model_id, l.name,
  l.mean AS stated, s.measured, s.agrees, b.low, b.high, coalesce(b.n, 0) AS n, b.expected
FROM lineages l
JOIN versions v ON v.family = l.family AND v.version = l.version
JOIN stated_and_measured s ON s.model_id = l.model_id AND s.probe_set = 'P20' AND s.condition = l.condition
LEFT JOIN leaderboard b ON b.model_id = l.model_id AND b.probe_set = 'P20' AND b.condition = l.condition AND b.source = 'published'
WHERE l.condition = 'baseline'
ORDER BY v.family_place, v.version_place, l.params_b, l.model_id
