-- How the scores of one model are spread, by run and condition
SELECT l.source, l.run_id, l.probe_set, l.condition, l.family, l.kind, l.n, l.expected,
  l.mean, l.low, l.high, l.median, l.sd, l.lowest, l.highest
FROM leaderboard l
WHERE l.model_id = $model_id
ORDER BY l.source <> 'published', l.probe_set, l.run_id, l.condition
