-- The five highest and the five lowest scores of one model, by run and condition; equal scores in the order of the probes
WITH places AS (
  SELECT probe_id, min(domain) AS domain, min(position) AS position FROM probes GROUP BY probe_id
), scored AS (
  SELECT r.source, r.run_id, r.probe_set, x.condition, x.probe_id, p.domain, p.position, avg(x.lek_score) AS lek_score
  FROM results x
  JOIN runs r USING (run_id)
  JOIN places p USING (probe_id)
  WHERE r.model_id = $model_id
  GROUP BY r.source, r.run_id, r.probe_set, x.condition, x.probe_id, p.domain, p.position
), placed AS (
  SELECT *,
    row_number() OVER (PARTITION BY run_id, condition ORDER BY lek_score DESC, position) AS from_top,
    row_number() OVER (PARTITION BY run_id, condition ORDER BY lek_score, position) AS from_bottom
  FROM scored
)
SELECT source, run_id, probe_set, condition, side, place, probe_id, domain, lek_score
FROM (
  SELECT *, 'highest' AS side, from_top AS place FROM placed WHERE from_top <= 5
  UNION ALL
  SELECT *, 'lowest', from_bottom FROM placed WHERE from_bottom <= 5
)
ORDER BY source <> 'published', probe_set, run_id, condition, side, place
