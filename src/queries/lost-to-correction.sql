-- Leads of the central claim that hold among their own tests, but not among all pairs of the leaderboard
SELECT a.name, b.name AS against, q.p, q.p_holm AS p_in_claim, w.p_holm AS p_in_pairs,
  (SELECT count(*) FROM comparisons WHERE family = 'pairs-p100-baseline') AS pairs
FROM comparisons q
JOIN comparisons w ON w.family = 'pairs-p100-baseline'
  AND ((w.a_run_id = q.a_run_id AND w.b_run_id = q.b_run_id) OR (w.a_run_id = q.b_run_id AND w.b_run_id = q.a_run_id))
JOIN runs ra ON ra.run_id = q.a_run_id
JOIN models a ON a.model_id = ra.model_id
JOIN runs rb ON rb.run_id = q.b_run_id
JOIN models b ON b.model_id = rb.model_id
WHERE q.family = 'lek-1b-vs-untrained' AND q.supported AND NOT w.supported
ORDER BY q.comparison_id
