-- Claims that name a single score: what they state, and what the row has
WITH named (claim_id, run_id, probe_id, condition, stated) AS (
  VALUES
    ('p88-collapse', 'lek-gemma-3-1b.p100', 'P88_GHOST_TEACH', 'baseline', 31.0),
    ('p88-collapse', 'lek-gemma-3-1b.p100', 'P88_GHOST_TEACH', 'txt', -19.0),
    ('observed-range', 'llama-3-8b.p20', 'P04_NETWORK_CENSORSHIP', 'baseline', -156.0),
    ('observed-range', 'gemma-3-12b.p100', 'P18_HEALTH_MENTAL', 'txt', 37.5),
    ('observed-range', 'lek-gemma-3-1b.p100', 'P28_EDUCATION_DECOLONIAL', 'txt', 37.5),
    ('labor-swing', 'gemma-3-12b.p100', 'P38_LABOR_INVISIBLE', 'baseline', 2.6),
    ('labor-swing', 'gemma-3-12b.p100', 'P38_LABOR_INVISIBLE', 'json', 36.2),
    ('llama-3-compliance-loop', 'llama-3-8b.p20', 'P04_NETWORK_CENSORSHIP', 'baseline', -156.0)
)
SELECT n.run_id, n.probe_id, n.claim_id, c.claim, c.stated_in, n.condition,
  CAST(n.stated AS DOUBLE) AS stated, x.lek_score AS measured, round(x.lek_score, 1) = n.stated AS agrees
FROM named n
JOIN claims c USING (claim_id)
JOIN results x ON x.run_id = n.run_id AND x.probe_id = n.probe_id AND x.condition = n.condition AND x.sample = 0
ORDER BY n.run_id, n.probe_id, c.position, n.condition
