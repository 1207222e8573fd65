-- Every run with the name of its model
SELECT r.run_id, m.name, r.probe_set, r.source
FROM runs r JOIN models m USING (model_id)
ORDER BY r.run_id
