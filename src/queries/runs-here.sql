-- Runs made or imported here, in every condition; they count in no published figure
SELECT r.source, l.probe_set, r.edition, l.condition, l.run_id, l.model_id, l.name, l.family, l.kind, l.params_b,
  l.mean, l.low, l.high, l.cluster_low, l.cluster_high, l.median, l.sd, l.lowest, l.highest, l.n, l.expected, r.engine, r.reproducibility, r.note
FROM leaderboard l
JOIN runs r USING (run_id)
JOIN run_conditions c ON c.run_id = l.run_id AND c.condition = l.condition
WHERE l.source <> 'published'
ORDER BY l.probe_set, r.source, c.position, l.condition, l.mean DESC, l.run_id
