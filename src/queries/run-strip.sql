-- Every score of one run, probe by probe, and its difference from the baseline; the mean of its samples where there are several
WITH scored AS (
  SELECT probe_id, condition, avg(lek_score) AS lek_score, count(*) AS samples
  FROM results
  WHERE run_id = $run_id
  GROUP BY probe_id, condition
)
SELECT s.probe_id, p.domain, p.position, s.condition, s.samples, s.lek_score,
  CASE WHEN s.condition <> 'baseline' THEN round(s.lek_score - b.lek_score, 6) END AS difference
FROM scored s
JOIN probes p ON p.probe_id = s.probe_id AND p.edition = 'original'
JOIN run_conditions c ON c.run_id = $run_id AND c.condition = s.condition
LEFT JOIN scored b ON b.probe_id = s.probe_id AND b.condition = 'baseline'
ORDER BY p.position, c.position, s.condition
