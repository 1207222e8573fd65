-- On which probes does LEK-Gemma3 1B lose to Gemma 3 27B?
-- Without a kernel, the widest gap first. Put other run ids in place of these two to ask it of another pair.
SELECT a.probe_id, p.domain, a.lek_score AS lek_1b, b.lek_score AS gemma_27b, round(a.lek_score - b.lek_score, 1) AS difference
FROM results a
JOIN results b USING (probe_id, condition, sample)
JOIN probes p ON p.probe_id = a.probe_id AND p.edition = 'original'
WHERE a.run_id = 'lek-gemma-3-1b.p100' AND b.run_id = 'gemma-3-27b.p100'
  AND a.condition = 'baseline' AND a.lek_score < b.lek_score
ORDER BY difference, p.position
