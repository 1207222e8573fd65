-- P20: what a reader must know about a published run, with its lowest score and how it is spread
SELECT r.run_id, m.model_id, m.name, r.note,
  count(*) AS answers, min(x.lek_score) AS lowest,
  arg_min(x.probe_id, x.lek_score ORDER BY x.probe_id, x.condition) AS lowest_probe
FROM runs r
JOIN models m USING (model_id)
JOIN results x USING (run_id)
WHERE r.probe_set = 'P20' AND r.source = 'published' AND r.note IS NOT NULL
GROUP BY r.run_id, m.model_id, m.name, r.note
ORDER BY lowest, r.run_id
