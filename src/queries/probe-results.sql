-- Every score on one probe: published P100 and P20 runs, and runs made or imported here
SELECT r.source, r.probe_set, r.edition, r.run_id, m.model_id, m.name, m.family, m.kind, m.params_b, x.condition,
  avg(x.lek_score) AS lek_score, count(*) AS samples, avg(x.chars) AS chars, max(x.empty_broken) AS empty,
  first(b.mean) AS run_mean
FROM results x
JOIN runs r USING (run_id)
JOIN models m USING (model_id)
JOIN run_conditions c ON c.run_id = x.run_id AND c.condition = x.condition
LEFT JOIN leaderboard b ON b.run_id = x.run_id AND b.condition = x.condition
WHERE x.probe_id = $probe_id
GROUP BY r.source, r.probe_set, r.edition, r.run_id, m.model_id, m.name, m.family, m.kind, m.params_b, m.position, x.condition, c.position
ORDER BY r.source <> 'published', r.probe_set, m.position, r.run_id, c.position, x.condition
