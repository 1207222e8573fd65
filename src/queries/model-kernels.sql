-- What a kernel did to one model: kernel minus baseline, paired by probe
SELECT k.source, k.run_id, k.probe_set, k.condition, k.test_family, k.model_id, k.name, k.family, k.kind,
  k.n, k.mean_difference, k.low, k.high, k.cluster_low, k.cluster_high, k.p, k.p_holm, k.effect_size, k.wins, k.ties, k.losses,
  k.detectable, k.supported,
  (SELECT count(*) FROM comparisons c WHERE c.family = k.test_family) AS tests
FROM kernel_effect k
WHERE k.model_id = $model_id
ORDER BY k.source <> 'published', k.probe_set, k.run_id, k.condition
