-- P100: which published runs form a group that the paired tests cannot split
SELECT t.condition, t.tie_group, t.run_id, m.name
FROM tie_groups t
JOIN runs r USING (run_id)
JOIN models m USING (model_id)
WHERE t.probe_set = 'P100' AND r.source = 'published'
ORDER BY t.condition, t.tie_group, t.run_id
