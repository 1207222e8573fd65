-- What can be compared: every run in every condition that it has scores in
SELECT r.run_id, l.condition, r.source, r.probe_set, r.edition, l.model_id, l.name, l.family, l.kind, l.n, l.mean
FROM leaderboard l
JOIN runs r USING (run_id)
JOIN models m ON m.model_id = r.model_id
JOIN run_conditions c ON c.run_id = l.run_id AND c.condition = l.condition
ORDER BY r.source <> 'published', r.probe_set, r.source, m.position, r.run_id, c.position, l.condition
