-- The scores of one run, condition by condition and probe by probe: what a comparison of two sides reads
WITH domains AS (
  SELECT probe_id, any_value(domain ORDER BY edition) AS domain FROM probes GROUP BY probe_id
)
-- A probe that was answered more than once counts by the mean of its scores, summed in tenths so that it is exact.
SELECT x.condition, x.probe_id, d.domain, count(*) AS samples,
  CAST(sum(CAST(round(x.lek_score * 10) AS INTEGER)) AS DOUBLE) / (10 * count(*)) AS score
FROM results x
JOIN domains d USING (probe_id)
JOIN run_conditions c ON c.run_id = x.run_id AND c.condition = x.condition
WHERE x.run_id = $run_id
GROUP BY x.condition, c.position, x.probe_id, d.domain
ORDER BY c.position, x.condition, x.probe_id
