-- What the base of LEK-Gemma3 1B has: a run on P100 or not, and both stated P20 baselines
SELECT l.name, b.name AS base_name,
  EXISTS (FROM runs r WHERE r.model_id = b.model_id AND r.probe_set = 'P100' AND r.source = 'published') AS base_on_p100,
  lp.mean AS stated, bp.mean AS base_stated
FROM models l
JOIN models b ON b.model_id = l.base_model_id
LEFT JOIN averages lp ON lp.model_id = l.model_id AND lp.probe_set = 'P20' AND lp.condition = 'baseline'
LEFT JOIN averages bp ON bp.model_id = b.model_id AND bp.probe_set = 'P20' AND bp.condition = 'baseline'
WHERE l.model_id = 'lek-gemma-3-1b'
ORDER BY l.model_id
