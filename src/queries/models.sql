-- Every model, with the model it was tuned from
SELECT m.model_id, m.name, m.family, m.version, m.params_b, m.kind, m.base_model_id, b.name AS base_name, m.hf_id, m.source, m.position
FROM models m
LEFT JOIN models b ON b.model_id = m.base_model_id
ORDER BY m.position, m.model_id
