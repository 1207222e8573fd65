-- P100: every pair of published runs within a condition, and whether it differs by more than chance
SELECT c.a_condition AS condition, a.name AS higher, b.name AS lower,
  c.n, c.mean_difference, c.low, c.high, c.cluster_low, c.cluster_high, c.p, c.p_holm, c.effect_size, c.effect_name,
  c.wins, c.ties, c.losses, c.detectable, c.supported
FROM comparisons c
JOIN runs ra ON ra.run_id = c.a_run_id
JOIN models a ON a.model_id = ra.model_id
JOIN runs rb ON rb.run_id = c.b_run_id
JOIN models b ON b.model_id = rb.model_id
WHERE c.family IN ('pairs-p100-baseline', 'pairs-p100-json', 'pairs-p100-txt')
ORDER BY c.a_condition, c.p, c.comparison_id
