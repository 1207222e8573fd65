-- The signals of the scorer: what each measures, what one count is worth, and the most it can give
SELECT position, signal, signal_group, points_each, cap, measures
FROM signals
ORDER BY position
