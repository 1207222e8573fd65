-- What does the JSON kernel do, domain by domain?
-- Untrained models on P100, the JSON kernel minus no kernel, paired by probe and model. A domain of one probe says nothing of the domain.
SELECT p.domain, count(DISTINCT k.probe_id) AS probes, count(DISTINCT k.run_id) AS models,
  round(avg(k.lek_score - b.lek_score), 2) AS mean_difference,
  count(*) FILTER (WHERE k.lek_score > b.lek_score) AS higher,
  count(*) FILTER (WHERE k.lek_score = b.lek_score) AS the_same,
  count(*) FILTER (WHERE k.lek_score < b.lek_score) AS lower
FROM results k
JOIN results b ON b.run_id = k.run_id AND b.probe_id = k.probe_id AND b.sample = k.sample AND b.condition = 'baseline'
JOIN runs r ON r.run_id = k.run_id
JOIN models m USING (model_id)
JOIN probes p ON p.probe_id = k.probe_id AND p.edition = 'original'
WHERE k.condition = 'json' AND r.source = 'published' AND r.probe_set = 'P100' AND m.kind = 'base'
GROUP BY p.domain
ORDER BY mean_difference DESC, p.domain
