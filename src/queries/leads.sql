-- Paired differences on P100: the leads of the central claim, and what kernels do to each model
SELECT a.name, c.a_condition AS condition, b.name AS against, c.b_condition AS against_condition,
  c.n, c.mean_difference, c.low, c.high, c.cluster_low, c.cluster_high,
  c.p, c.p_holm, c.supported, c.effect_size, c.effect_name, c.wins, c.ties, c.losses,
  c.family AS test_family, c.kind AS comparison, a.model_id, a.family, a.kind, a.params_b, b.model_id AS against_id
FROM comparisons c
JOIN runs ra ON ra.run_id = c.a_run_id
JOIN models a ON a.model_id = ra.model_id
JOIN runs rb ON rb.run_id = c.b_run_id
JOIN models b ON b.model_id = rb.model_id
WHERE c.family IN ('lek-1b-vs-untrained', 'kernels-lek-p100', 'kernels-untrained-p100')
ORDER BY c.kind DESC, a.kind DESC, a.family, a.params_b, b.params_b, a.model_id, b.model_id, c.a_condition
