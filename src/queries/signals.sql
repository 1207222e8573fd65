-- What each signal gives: points per published P100 response, and how often it is at its cap
SELECT s.position, s.signal, s.signal_group, s.points_each, s.cap, s.measures,
  avg(p.points) AS mean_points,
  quantile_cont(p.points, 0.1) AS low_tenth,
  quantile_cont(p.points, 0.9) AS high_tenth,
  avg(CASE WHEN p.at_cap THEN 1.0 ELSE 0.0 END) AS share_at_cap,
  count(*) AS n
FROM signal_points p
JOIN signals s USING (signal)
JOIN runs r USING (run_id)
WHERE r.probe_set = 'P100' AND r.source = 'published'
GROUP BY s.position, s.signal, s.signal_group, s.points_each, s.cap, s.measures
ORDER BY signal_group = 'penalty', CASE WHEN signal_group = 'penalty' THEN 0 ELSE mean_points END DESC, position
