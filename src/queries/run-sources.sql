-- Every run and where it comes from
SELECT run_id, source, model_id, probe_set
FROM runs
ORDER BY run_id
