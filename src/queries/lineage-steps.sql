-- Steps from one version to the next on P20 without a kernel, each between the two models nearest in size
WITH base AS (
  SELECT m.model_id, m.name, m.family, m.params_b, m.position, a.mean, dense_rank() OVER (PARTITION BY m.family ORDER BY v.place) AS version_place
  FROM models m
  JOIN averages a ON a.model_id = m.model_id AND a.probe_set = 'P20' AND a.condition = 'baseline'
  JOIN (SELECT family, version, min(position) AS place FROM models WHERE kind = 'base' AND source = 'published' GROUP BY family, version) v
    ON v.family = m.family AND v.version = m.version
  WHERE m.kind = 'base' AND m.source = 'published'
), near AS (
  SELECT a.model_id AS from_id, a.name AS from_name, b.model_id AS to_id, b.name AS to_name, b.family, a.position AS from_position, b.position AS to_position,
    a.mean AS from_mean, b.mean AS to_mean, greatest(a.params_b, b.params_b) / least(a.params_b, b.params_b) AS ratio
  FROM base a
  JOIN base b ON b.family = a.family AND b.version_place = a.version_place + 1
), steps AS (
  -- The two are nearest to each other, and neither is more than half as large again.
  FROM near
  WHERE ratio <= 1.5
  QUALIFY row_number() OVER (PARTITION BY from_id ORDER BY ratio, to_position) = 1 AND row_number() OVER (PARTITION BY to_id ORDER BY ratio, from_position) = 1
), tested AS (
  SELECT ra.model_id AS to_id, rb.model_id AS from_id, c.n, c.mean_difference, c.low, c.high, c.p, c.p_holm, c.supported
  FROM comparisons c
  JOIN runs ra ON ra.run_id = c.a_run_id
  JOIN runs rb ON rb.run_id = c.b_run_id
  WHERE c.family = 'versions-p20'
)
SELECT s.family, s.to_id AS model_id, s.to_name AS name, s.from_id AS against_id, s.from_name AS against,
  s.to_mean AS stated, s.from_mean AS against_stated, (round(s.to_mean * 100) - round(s.from_mean * 100)) / 100 AS stated_difference,
  t.n, t.mean_difference, t.low, t.high, t.p, t.p_holm, t.supported,
  (SELECT count(*) FROM comparisons WHERE family = 'versions-p20') AS tests
FROM steps s
LEFT JOIN tested t USING (from_id, to_id)
ORDER BY s.from_position, s.to_position
