-- Empty answers of one run, by kernel: how many there are, what they score, and the kernel's effect without them
WITH paired AS (
  SELECT k.condition, k.probe_id, avg(k.lek_score) AS lek_score, avg(k.lek_score) - avg(b.lek_score) AS difference, max(k.empty_broken) AS empty
  FROM results k
  JOIN results b ON b.run_id = k.run_id AND b.probe_id = k.probe_id AND b.condition = 'baseline'
  WHERE k.run_id = $run_id AND k.condition <> 'baseline'
  GROUP BY k.condition, k.probe_id
)
SELECT condition, count(*) AS n, count(*) FILTER (empty = 1) AS empty,
  min(lek_score) FILTER (empty = 1) AS lowest, max(lek_score) FILTER (empty = 1) AS highest,
  avg(difference) AS effect, avg(difference) FILTER (empty = 0) AS effect_without
FROM paired
GROUP BY condition
HAVING count(*) FILTER (empty = 1) > 0
ORDER BY condition
