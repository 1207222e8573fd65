-- Which models score highest on P100, with a kernel and without?
-- Published runs alone. Where the intervals of two rows overlap, their order may be chance.
SELECT model_id, condition, round(mean, 2) AS mean,
  round(low, 2) AS low, round(high, 2) AS high,
  round(median, 2) AS median, n
FROM leaderboard
WHERE source = 'published' AND probe_set = 'P100'
ORDER BY leaderboard.mean DESC, run_id, condition
