-- Every test over all probes that one run is a side of, with p corrected within its family
SELECT c.a_run_id || '/' || c.a_condition AS a, c.b_run_id || '/' || c.b_condition AS b, c.family, c.question,
  (SELECT count(*) FROM comparisons other WHERE other.family = c.family) AS tests, c.p_holm, c.supported
FROM comparisons c
WHERE c.domain = 'all' AND $run_id IN (c.a_run_id, c.b_run_id)
ORDER BY c.family, c.comparison_id
