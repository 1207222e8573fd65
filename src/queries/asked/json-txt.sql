-- Does the form of the kernel matter: JSON or plain text?
-- The same model on the same probes with either kernel, JSON minus TXT, in every published run that has both.
SELECT j.run_id, count(*) AS probes, round(avg(j.lek_score), 2) AS json, round(avg(t.lek_score), 2) AS txt,
  round(avg(j.lek_score - t.lek_score), 2) AS mean_difference, median(round(j.lek_score - t.lek_score, 1)) AS median_difference,
  count(*) FILTER (WHERE j.lek_score > t.lek_score) AS json_higher, count(*) FILTER (WHERE j.lek_score < t.lek_score) AS txt_higher
FROM results j
JOIN results t ON t.run_id = j.run_id AND t.probe_id = j.probe_id AND t.sample = j.sample AND t.condition = 'txt'
JOIN runs r ON r.run_id = j.run_id
WHERE j.condition = 'json' AND r.source = 'published'
GROUP BY j.run_id, r.probe_set
ORDER BY r.probe_set, mean_difference DESC, j.run_id
