-- Every run: its model, what was asked, what answered, how many texts its own file holds, and what nobody recorded
SELECT r.run_id, r.model_id, m.name, m.family, m.kind, r.source, r.probe_set, r.edition, r.probes, r.samples, r.max_tokens, r.temperature, r.top_p, r.seed,
  r.engine, r.engine_version, r.reproducibility, r.scorer_version, r.scorer_sha256, r.started, r.minutes, r.jsonl_sha256, r.note,
  (SELECT string_agg(c.condition, ', ' ORDER BY c.position, c.condition) FROM run_conditions c WHERE c.run_id = r.run_id) AS conditions,
  (SELECT count(*) FROM results x WHERE x.run_id = r.run_id) AS results,
  (SELECT count(x.text_sha256) FROM results x WHERE x.run_id = r.run_id) AS texts,
  (SELECT count(*) FROM results x WHERE x.text_run_id = r.run_id AND x.run_id = r.run_id) AS own_texts
FROM runs r
JOIN models m USING (model_id)
ORDER BY r.source <> 'published', r.probe_set, m.position, r.run_id
