-- What each kernel did in one run: kernel minus baseline, paired by probe
SELECT k.condition, k.test_family, k.model_id, k.name, k.family, k.kind, k.n, k.mean_difference, k.low, k.high, k.cluster_low, k.cluster_high,
  k.p, k.p_holm, k.effect_size, k.wins, k.ties, k.losses, k.detectable, k.supported,
  (SELECT count(*) FROM comparisons c WHERE c.family = k.test_family) AS tests
FROM kernel_effect k
JOIN run_conditions c ON c.run_id = k.run_id AND c.condition = k.condition
WHERE k.run_id = $run_id
ORDER BY c.position, k.condition
