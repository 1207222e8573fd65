-- Every published P100 score without a kernel, run by run
WITH places AS (
  SELECT probe_id, min(domain) AS domain, min(position) AS position FROM probes GROUP BY probe_id
), scored AS (
  SELECT l.run_id, l.name, l.mean, x.condition, x.probe_id, p.domain, p.position, avg(x.lek_score) AS lek_score
  FROM leaderboard l
  JOIN results x ON x.run_id = l.run_id AND x.condition = l.condition
  JOIN places p USING (probe_id)
  WHERE l.probe_set = 'P100' AND l.source = 'published' AND l.condition = 'baseline'
  GROUP BY l.run_id, l.name, l.mean, x.condition, x.probe_id, p.domain, p.position
)
SELECT run_id, name, condition, probe_id, domain, lek_score
FROM scored
ORDER BY mean DESC, run_id, position
