-- Which stated P20 averages have no rows behind them?
-- An average that nobody can compute again from what was published.
SELECT model_id, string_agg(condition || ' ' || stated, ', ' ORDER BY condition) AS stated_averages, any_value(stated_in) AS stated_in
FROM stated_and_measured
WHERE probe_set = 'P20' AND measured IS NULL
GROUP BY model_id
ORDER BY model_id
