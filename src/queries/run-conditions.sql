-- The conditions of one run: what came before the probe, what came back, the mean with its interval, and the average as stated
WITH answers AS (
  SELECT condition, sum(empty_broken) AS empty, count(*) FILTER (degeneration > 0) AS repeating,
    count(*) FILTER (finish_reason = 'length') AS at_limit, count(finish_reason) AS reasons, median(chars) AS median_chars
  FROM results
  WHERE run_id = $run_id
  GROUP BY condition
)
SELECT c.condition, c.position, k.kernel_id, k.name AS kernel, k.chars AS kernel_chars, k.sha256 AS kernel_sha256, k.edition AS kernel_edition,
  c.placement, c.rendered_prompt_sha256, c.expected, c.rows, c.failed, c.cut, c.run_on,
  CAST(a.empty AS INTEGER) AS empty, a.repeating, a.reasons, a.at_limit, a.median_chars,
  l.mean, l.low, l.high, l.cluster_low, l.cluster_high, l.median, l.sd, l.lowest, l.highest, l.n, l.expected AS probes,
  CASE WHEN r.source = 'published' THEN t.stated END AS stated,
  CASE WHEN r.source = 'published' THEN t.agrees END AS agrees
FROM run_conditions c
JOIN runs r USING (run_id)
LEFT JOIN answers a USING (condition)
LEFT JOIN kernels k USING (kernel_id)
LEFT JOIN leaderboard l ON l.run_id = c.run_id AND l.condition = c.condition
LEFT JOIN stated_and_measured t ON t.model_id = r.model_id AND t.probe_set = r.probe_set AND t.condition = c.condition
WHERE c.run_id = $run_id
ORDER BY c.position, c.condition
