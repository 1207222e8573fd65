-- The four averages of the central claim, as published and from their rows
SELECT s.model_id, s.name, s.stated, s.measured, s.agrees, s.n
FROM stated_and_measured s
WHERE s.probe_set = 'P100' AND s.condition = 'baseline'
  AND s.model_id IN (
    SELECT r.model_id
    FROM comparisons c
    JOIN runs r ON r.run_id IN (c.a_run_id, c.b_run_id)
    WHERE c.family = 'lek-1b-vs-untrained'
  )
ORDER BY s.stated DESC, s.model_id
