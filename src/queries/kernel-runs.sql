-- Runs by the kernel of a condition and by where it was put: in the system message or in the user's
SELECT r.source, c.condition, c.kernel_id, c.placement, count(*)::INTEGER AS runs
FROM run_conditions c JOIN runs r USING (run_id)
GROUP BY r.source, c.condition, c.kernel_id, c.placement
ORDER BY if(r.source = 'published', 0, 1), r.source, c.condition, c.kernel_id NULLS FIRST, c.placement NULLS FIRST
