-- Every probe: its domain, its prompt in this project's wording, and the mean of the published P100 baseline scores on it
WITH baselines AS (
  SELECT x.probe_id, count(*) AS n, avg(x.lek_score) AS mean, min(x.lek_score) AS lowest, max(x.lek_score) AS highest
  FROM results x
  JOIN runs r USING (run_id)
  WHERE r.source = 'published' AND r.probe_set = 'P100' AND x.condition = 'baseline'
  GROUP BY x.probe_id
)
SELECT o.probe_id, o.domain, o.p20, o.position, p.prompt, p.prompt_chars, p.prompt_sha256,
  o.prompt AS published_prompt, o.prompt_chars AS published_chars, o.prompt_sha256 AS published_sha256,
  coalesce(b.n, 0) AS n, b.mean, b.lowest, b.highest
FROM probes o
LEFT JOIN probes p ON p.probe_id = o.probe_id AND p.edition = 'restated'
LEFT JOIN baselines b ON b.probe_id = o.probe_id
WHERE o.edition = 'original'
ORDER BY o.position
