-- What is published, and what was run or imported here beside it
SELECT
  (SELECT count(*) FROM results JOIN runs USING (run_id) WHERE source = 'published') AS scores,
  (SELECT count(*) FROM results JOIN runs USING (run_id) WHERE source = 'published' AND probe_set = 'P100') AS p100_scores,
  (SELECT count(*) FROM models WHERE source = 'published') AS models,
  (SELECT count(*) FROM runs WHERE source = 'published' AND probe_set = 'P100') AS p100_runs,
  (SELECT count(*) FROM runs WHERE source = 'published' AND probe_set = 'P20') AS p20_runs,
  (SELECT count(*) FROM runs WHERE source <> 'published') AS runs_here,
  (SELECT count(*) FROM results JOIN runs USING (run_id) WHERE source <> 'published') AS scores_here
ORDER BY scores
