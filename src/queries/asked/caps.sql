-- Which signals sit at their caps?
-- Over every published answer on P100. A signal that is full in nearly every answer tells no two models apart.
SELECT s.signal, s.signal_group, s.cap, count(*) AS answers,
  round(100 * avg(CASE WHEN p.at_cap THEN 1 ELSE 0 END), 1) AS percent_at_cap,
  round(avg(p.points), 2) AS mean_points
FROM signal_points p
JOIN signals s USING (signal)
JOIN runs r USING (run_id)
WHERE r.source = 'published' AND r.probe_set = 'P100' AND s.cap IS NOT NULL
GROUP BY s.signal, s.signal_group, s.cap, s.position
ORDER BY percent_at_cap DESC, s.position
