-- What was published, what was imported and what was run here: runs, answers, answers with their text, and models
WITH scopes AS (
  SELECT unnest(['published', 'imported', 'local']) AS source, unnest([1, 2, 3]) AS position
), counted AS (
  SELECT r.source, count(DISTINCT r.run_id) AS runs, count(x.run_id) AS answers, count(*) FILTER (x.text_run_id = r.run_id) AS texts, count(DISTINCT r.model_id) AS models
  FROM runs r
  LEFT JOIN results x USING (run_id)
  GROUP BY r.source
)
SELECT s.source, coalesce(c.runs, 0) AS runs, coalesce(c.models, 0) AS models, coalesce(c.answers, 0) AS answers, coalesce(c.texts, 0) AS texts,
  (SELECT count(*) FROM models m WHERE m.source = s.source) AS declared
FROM scopes s
LEFT JOIN counted c USING (source)
ORDER BY s.position
