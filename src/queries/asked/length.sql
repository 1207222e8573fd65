-- Do longer answers score higher?
-- Published runs without a kernel: how length and score go together within each run, and what 1,000 more characters are worth there.
SELECT m.model_id, r.probe_set, count(*) AS answers, median(x.chars) AS median_chars,
  round(corr(x.lek_score, x.chars), 3) AS correlation,
  round(1000 * regr_slope(x.lek_score, x.chars), 2) AS points_per_1000_chars
FROM results x
JOIN runs r USING (run_id)
JOIN models m USING (model_id)
WHERE r.source = 'published' AND x.condition = 'baseline'
GROUP BY m.model_id, r.probe_set
ORDER BY r.probe_set, correlation DESC, m.model_id
