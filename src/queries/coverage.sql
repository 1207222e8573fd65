-- What exists for each published model: stated P20 averages, rows on P100, rows on P20, response texts
SELECT m.model_id, m.name, m.family, m.kind, m.params_b,
  EXISTS (FROM averages a WHERE a.model_id = m.model_id AND a.probe_set = 'P20') AS p20_stated,
  EXISTS (FROM runs r WHERE r.model_id = m.model_id AND r.probe_set = 'P100' AND r.source = 'published') AS p100_rows,
  EXISTS (FROM runs r WHERE r.model_id = m.model_id AND r.probe_set = 'P20' AND r.source = 'published') AS p20_rows,
  EXISTS (
    FROM results x JOIN runs r USING (run_id)
    WHERE r.model_id = m.model_id AND r.source = 'published' AND x.text_sha256 IS NOT NULL
  ) AS texts
FROM models m
WHERE m.source = 'published'
ORDER BY p100_rows DESC, p20_rows DESC, m.kind, m.position
