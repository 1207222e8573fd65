-- Does each score of one run follow from its counts, and how many were scored again from their text?
WITH summed AS (
  SELECT probe_id, condition, sample, round(sum(points), 1) AS points
  FROM signal_points
  WHERE run_id = $run_id
  GROUP BY probe_id, condition, sample
)
SELECT count(*) AS scores,
  count(*) FILTER (round(x.lek_score, 1) = s.points) AS follow,
  count(x.text_sha256) AS texts
FROM results x
JOIN summed s USING (probe_id, condition, sample)
WHERE x.run_id = $run_id
ORDER BY scores
