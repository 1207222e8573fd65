-- What tuning did to one model or to those tuned from it: LEK minus base, paired by probe, where both have rows
SELECT c.family AS test_family, t.model_id, t.name, t.family, t.kind, b.model_id AS against_id, b.name AS against, ra.probe_set,
  c.a_condition AS condition, c.n, c.mean_difference, c.low, c.high, c.cluster_low, c.cluster_high, c.p, c.p_holm,
  c.effect_size, c.effect_name, c.wins, c.ties, c.losses, c.detectable, c.supported,
  (SELECT count(*) FROM comparisons x WHERE x.family = c.family) AS tests
FROM comparisons c
JOIN runs ra ON ra.run_id = c.a_run_id
JOIN models t ON t.model_id = ra.model_id
JOIN runs rb ON rb.run_id = c.b_run_id
JOIN models b ON b.model_id = rb.model_id
WHERE c.family = 'training-p100' AND $model_id IN (t.model_id, b.model_id)
ORDER BY t.model_id, b.model_id, c.a_condition
