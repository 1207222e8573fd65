-- The arithmetic of every answer of one run, signal by signal: count times weight, up to the cap
SELECT q.probe_id, q.condition, q.sample, s.signal_group, q.signal, q.count, s.points_each, s.cap,
  round(q.count * s.points_each, 1) AS product, q.points
FROM signal_points q
JOIN signals s USING (signal)
JOIN probes p ON p.probe_id = q.probe_id AND p.edition = 'original'
JOIN run_conditions c ON c.run_id = q.run_id AND c.condition = q.condition
WHERE q.run_id = $run_id
ORDER BY p.position, c.position, q.condition, q.sample, s.signal_group = 'penalty', s.position
