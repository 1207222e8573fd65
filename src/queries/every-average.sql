-- The average of every published model, by probe set and condition: of its rows where there are rows, else as stated
SELECT s.probe_set, s.condition, s.model_id, s.name, coalesce(l.mean, s.stated) AS mean, l.low, l.high, l.mean IS NOT NULL AS from_rows
FROM stated_and_measured s
JOIN models m USING (model_id)
LEFT JOIN leaderboard l ON l.model_id = s.model_id AND l.probe_set = s.probe_set AND l.condition = s.condition AND l.source = 'published'
ORDER BY s.probe_set, s.condition, m.position, s.model_id
