-- Where do the report and its own rows disagree?
-- Averages as the report states them, and as the published rows give them.
SELECT model_id, probe_set, condition, stated, measured, difference, n
FROM stated_and_measured
WHERE agrees = false
ORDER BY abs(difference) DESC, model_id, condition
