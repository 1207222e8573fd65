-- Kernel effects on P20 as the report states them and as the rows give them, for every model with rows
WITH both_sides AS (
  SELECT model_id, name, condition, stated, measured, agrees
  FROM stated_and_measured
  WHERE probe_set = 'P20' AND measured IS NOT NULL
)
SELECT k.model_id, k.name, k.condition,
  k.stated - b.stated AS stated_effect,
  k.measured - b.measured AS measured_effect,
  k.agrees,
  b.agrees AS baseline_agrees,
  sign(round(k.stated - b.stated, 2)) <> sign(round(k.measured - b.measured, 2)) AS sign_turns
FROM both_sides k
JOIN both_sides b ON b.model_id = k.model_id AND b.condition = 'baseline'
JOIN models m ON m.model_id = k.model_id
WHERE k.condition <> 'baseline'
ORDER BY m.position, k.condition
