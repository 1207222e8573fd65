-- Signals at their cap in nine of ten published P100 responses: what they give together, and how often all are at the cap at once
WITH published AS (
  SELECT p.run_id, p.probe_id, p.condition, p.sample, p.signal, p.points, p.at_cap
  FROM signal_points p
  JOIN runs r USING (run_id)
  WHERE r.probe_set = 'P100' AND r.source = 'published'
), saturated AS (
  SELECT signal FROM published GROUP BY signal HAVING avg(CASE WHEN at_cap THEN 1.0 ELSE 0.0 END) >= 0.9
), responses AS (
  SELECT run_id, probe_id, condition, sample,
    sum(points) AS score,
    sum(CASE WHEN signal IN (FROM saturated) THEN points ELSE 0 END) AS saturated_points,
    bool_and(at_cap OR signal NOT IN (FROM saturated)) AS all_at_cap
  FROM published
  GROUP BY ALL
)
SELECT (SELECT count(*) FROM saturated) AS saturated,
  (SELECT count(*) FROM signals WHERE cap IS NOT NULL) AS capped,
  avg(saturated_points) AS mean_saturated,
  avg(score) AS mean_score,
  avg(CASE WHEN all_at_cap THEN 1.0 ELSE 0.0 END) AS share_all,
  count(*) AS n
FROM responses
ORDER BY n
