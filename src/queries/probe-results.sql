-- Every score on one probe: published P100 and P20 runs, and runs made or imported here; the mean where there are several answers
SELECT r.source, r.probe_set, r.edition, r.run_id, m.model_id, m.name, m.family, m.kind, m.params_b, x.condition,
  avg(x.lek_score) AS lek_score, count(*) AS samples, avg(x.chars) AS chars
FROM results x
JOIN runs r USING (run_id)
JOIN models m USING (model_id)
JOIN run_conditions c ON c.run_id = x.run_id AND c.condition = x.condition
WHERE x.probe_id = $probe_id
GROUP BY r.source, r.probe_set, r.edition, r.run_id, m.model_id, m.name, m.family, m.kind, m.params_b, m.position, x.condition, c.position
ORDER BY r.source <> 'published', r.probe_set, m.position, r.run_id, c.position, x.condition
