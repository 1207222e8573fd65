-- Which models can be told apart from LEK-Gemma3 1B?
-- Without a kernel, on P100, LEK-Gemma3 1B minus each. Told apart: the 95 % interval leaves out zero and p, corrected within all pairs, is below 0.05.
WITH pairs AS (
  SELECT b_run_id AS other_run_id, mean_difference AS difference, low, high, p_holm, n, supported
  FROM comparisons
  WHERE family = 'pairs-p100-baseline' AND a_run_id = 'lek-gemma-3-1b.p100'
  UNION ALL
  SELECT a_run_id, -mean_difference, -high, -low, p_holm, n, supported
  FROM comparisons
  WHERE family = 'pairs-p100-baseline' AND b_run_id = 'lek-gemma-3-1b.p100'
)
SELECT m.model_id, m.params_b, round(p.difference, 2) AS difference, round(p.low, 2) AS low, round(p.high, 2) AS high,
  round(p.p_holm, 4) AS p_holm, p.n, p.supported AS told_apart
FROM pairs p
JOIN runs r ON r.run_id = p.other_run_id
JOIN models m USING (model_id)
ORDER BY p.difference DESC, m.model_id
