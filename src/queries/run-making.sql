-- What was recorded of how one run was made
SELECT r.run_id, r.engine, r.engine_version, r.started, r.minutes, r.temperature, r.reproducibility,
  (SELECT count(*) FROM results x WHERE x.run_id = r.run_id) AS results,
  (SELECT count(x.finish_reason) FROM results x WHERE x.run_id = r.run_id) AS reasons,
  (SELECT count(*) FROM run_conditions c WHERE c.run_id = r.run_id AND c.kernel_id IS NOT NULL) AS kernels,
  (SELECT count(*) FROM run_conditions c WHERE c.run_id = r.run_id AND c.kernel_id IS NOT NULL AND c.placement IS NOT NULL) AS placed,
  (SELECT count(c.rendered_prompt_sha256) FROM run_conditions c WHERE c.run_id = r.run_id) AS rendered
FROM runs r
WHERE r.run_id = $run_id
ORDER BY r.run_id
