-- On which probes do the models differ most?
-- P100 without a kernel: the models’ scores on each probe, the widest spread first.
SELECT x.probe_id, p.domain, count(*) AS models, min(x.lek_score) AS lowest, median(x.lek_score) AS median, max(x.lek_score) AS highest,
  round(stddev_samp(x.lek_score), 2) AS sd
FROM results x
JOIN runs r USING (run_id)
JOIN probes p ON p.probe_id = x.probe_id AND p.edition = 'original'
WHERE r.source = 'published' AND r.probe_set = 'P100' AND x.condition = 'baseline'
GROUP BY x.probe_id, p.domain, p.position
ORDER BY sd DESC, p.position
