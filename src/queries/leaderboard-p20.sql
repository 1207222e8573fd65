-- P20: averages as the report states them, and as the rows give them where there are rows
SELECT m.model_id, m.name, m.family, m.kind, m.params_b, s.condition,
  s.stated, s.measured, s.agrees,
  l.run_id, l.low, l.high, l.lowest, l.highest, coalesce(l.n, 0) AS n, l.expected,
  max(CASE WHEN s.condition = 'baseline' THEN s.stated END) OVER (PARTITION BY m.model_id) AS baseline
FROM stated_and_measured s
JOIN models m USING (model_id)
LEFT JOIN leaderboard l ON l.model_id = s.model_id AND l.probe_set = s.probe_set AND l.condition = s.condition AND l.source = 'published'
WHERE s.probe_set = 'P20'
ORDER BY baseline DESC NULLS LAST, m.position, s.condition
