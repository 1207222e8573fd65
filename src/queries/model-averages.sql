-- One model, every probe set and condition that was published: the stated average, the mean of its rows, and what is missing
WITH slots AS (
  SELECT DISTINCT probe_set, condition FROM averages
), sizes AS (
  SELECT 'P100' AS probe_set, count(*) AS probes FROM probes WHERE edition = 'original'
  UNION ALL
  SELECT 'P20', count(*) FROM probes WHERE edition = 'original' AND p20
), published AS (
  SELECT t.probe_set, t.condition, 'published' AS source, r.run_id, r.edition,
    s.stated, l.mean AS measured, s.agrees, s.difference, l.low, l.high, l.cluster_low, l.cluster_high,
    coalesce(l.n, 0) AS n, coalesce(l.expected, r.probes, z.probes) AS expected, s.stated_in, s.disagreement
  FROM slots t
  JOIN sizes z USING (probe_set)
  LEFT JOIN runs r ON r.probe_set = t.probe_set AND r.source = 'published' AND r.model_id = $model_id
  LEFT JOIN stated_and_measured s ON s.probe_set = t.probe_set AND s.condition = t.condition AND s.model_id = $model_id
  LEFT JOIN leaderboard l ON l.run_id = r.run_id AND l.condition = t.condition
), here AS (
  SELECT l.probe_set, l.condition, l.source, l.run_id, r.edition,
    NULL::DOUBLE AS stated, l.mean AS measured, NULL::BOOLEAN AS agrees, NULL::DOUBLE AS difference, l.low, l.high, l.cluster_low, l.cluster_high,
    l.n, l.expected, NULL::VARCHAR AS stated_in, NULL::VARCHAR AS disagreement
  FROM leaderboard l
  JOIN runs r USING (run_id)
  WHERE l.model_id = $model_id AND l.source <> 'published'
)
FROM (FROM published UNION ALL FROM here)
ORDER BY source <> 'published', probe_set, run_id, condition
