-- Which signals sit at their caps?
-- Over every published answer on P100. A signal that is full in nearly every answer tells no two models apart.
WITH p AS (
  SELECT signal, count(*) AS answers, avg(CASE WHEN at_cap THEN 1 ELSE 0 END) AS at_cap, avg(points) AS points
  FROM signal_points
  WHERE run_id IN (SELECT run_id FROM runs WHERE source = 'published' AND probe_set = 'P100')
  GROUP BY signal
)
SELECT signal, s.signal_group, s.cap, p.answers, round(100 * p.at_cap, 1) AS percent_at_cap, round(p.points, 2) AS mean_points
FROM p
JOIN signals s USING (signal)
WHERE s.cap IS NOT NULL
ORDER BY percent_at_cap DESC, s.position
