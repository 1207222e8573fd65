-- Which answers are empty or repeat themselves?
-- Published answers that the scorer takes points from for it, the lowest score first.
SELECT x.run_id, x.probe_id, x.condition, x.lek_score, x.empty_broken, x.degeneration, x.chars
FROM results x
JOIN runs r USING (run_id)
JOIN probes p ON p.probe_id = x.probe_id AND p.edition = 'original'
WHERE r.source = 'published' AND (x.empty_broken > 0 OR x.degeneration > 0)
ORDER BY x.lek_score, x.run_id, p.position, x.condition
