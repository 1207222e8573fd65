-- Every comparison of published runs over all their probes, family by family, with p corrected within the family
SELECT c.comparison_id, ra.probe_set, c.family AS test_family, c.question, c.kind AS comparison,
  (SELECT count(*) FROM comparisons other WHERE other.family = c.family) AS tests,
  c.a_run_id, c.a_condition, a.name AS a_name, a.family, a.kind, c.b_run_id, c.b_condition, b.name AS b_name,
  c.n, c.mean_difference, c.low, c.high, c.cluster_low, c.cluster_high, c.p, c.p_holm, c.effect_size, c.wins, c.ties, c.losses, c.detectable, c.supported
FROM comparisons c
JOIN runs ra ON ra.run_id = c.a_run_id
JOIN models a ON a.model_id = ra.model_id
JOIN runs rb ON rb.run_id = c.b_run_id
JOIN models b ON b.model_id = rb.model_id
WHERE c.scope = 'published' AND c.domain = 'all'
ORDER BY ra.probe_set, c.kind DESC, c.family NOT LIKE 'lek-%', c.family, c.a_condition, c.mean_difference DESC, c.comparison_id
