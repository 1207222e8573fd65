-- Larger against smaller models of one family, version and training, without a kernel
WITH sized AS (
  SELECT s.probe_set, m.model_id, m.name, m.family, m.version, m.kind, m.params_b, m.position, coalesce(l.mean, s.stated) AS mean
  FROM stated_and_measured s
  JOIN models m USING (model_id)
  LEFT JOIN leaderboard l ON l.model_id = s.model_id AND l.probe_set = s.probe_set AND l.condition = s.condition AND l.source = 'published'
  WHERE s.condition = 'baseline'
), compared AS (
  SELECT c.family AS test_family, ra.model_id AS a_id, rb.model_id AS b_id, c.n, c.mean_difference, c.low, c.high, c.p, c.p_holm, c.supported
  FROM comparisons c
  JOIN runs ra ON ra.run_id = c.a_run_id
  JOIN runs rb ON rb.run_id = c.b_run_id
  WHERE c.family IN ('pairs-p100-baseline', 'pairs-p20-baseline')
), tested AS (
  FROM compared
  UNION ALL
  SELECT test_family, b_id, a_id, n, -mean_difference, -high, -low, p, p_holm, supported FROM compared
)
SELECT b.probe_set, b.family, b.version, b.kind, b.model_id, b.name, b.params_b, a.model_id AS against_id, a.name AS against, a.params_b AS against_params_b,
  b.mean - a.mean AS difference, t.n, t.low, t.high, t.p, t.p_holm, t.supported,
  (SELECT count(*) FROM comparisons c WHERE c.family = t.test_family) AS tests
FROM sized b
JOIN sized a ON a.probe_set = b.probe_set AND a.family = b.family AND a.version = b.version AND a.kind = b.kind AND a.params_b < b.params_b
LEFT JOIN tested t ON t.test_family = 'pairs-' || lower(b.probe_set) || '-baseline' AND t.a_id = b.model_id AND t.b_id = a.model_id
ORDER BY b.probe_set, a.position, b.position
