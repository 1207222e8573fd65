-- The manifest of one run, as it stands beside its file; empty for published runs
SELECT run_id, manifest
FROM runs
WHERE run_id = $run_id
ORDER BY run_id
