-- Answers of one published run whose texts were imported: where each text is
SELECT probe_id, condition, sample, text_run_id, probe_id AS text_probe_id, condition AS text_condition, sample AS text_sample
FROM results
WHERE run_id = $run_id AND text_run_id <> run_id
ORDER BY probe_id, condition, sample
