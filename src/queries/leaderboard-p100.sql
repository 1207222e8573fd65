-- P100: every published run in every condition, by its mean; runs without a condition stand last in it
WITH on_p100 AS (
  SELECT r.run_id, r.probes, m.model_id, m.name, m.family, m.kind, m.params_b
  FROM runs r JOIN models m USING (model_id)
  WHERE r.probe_set = 'P100' AND r.source = 'published'
), conditions AS (
  SELECT c.condition, min(c.position) AS position, any_value(k.chars ORDER BY k.kernel_id) AS kernel_chars
  FROM run_conditions c
  JOIN on_p100 USING (run_id)
  LEFT JOIN kernels k USING (kernel_id)
  GROUP BY c.condition
)
SELECT c.position AS condition_position, c.condition, c.kernel_chars,
  p.model_id, p.name, p.family, p.kind, p.params_b, p.run_id,
  l.mean, l.low, l.high, l.cluster_low, l.cluster_high, l.median, l.sd, l.lowest, l.highest,
  coalesce(l.n, 0) AS n, coalesce(l.expected, p.probes) AS expected
FROM on_p100 p
CROSS JOIN conditions c
LEFT JOIN leaderboard l ON l.run_id = p.run_id AND l.condition = c.condition
ORDER BY c.position, c.condition, l.mean DESC NULLS LAST, p.model_id
