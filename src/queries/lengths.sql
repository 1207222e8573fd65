-- How long the published P100 responses are, and how many come near the token limit
SELECT count(*) AS n,
  4200 AS long_from,
  avg(CASE WHEN x.chars >= 4200 THEN 1.0 ELSE 0.0 END) AS share_long,
  median(x.chars) AS median_chars,
  min(r.max_tokens) AS max_tokens
FROM results x
JOIN runs r USING (run_id)
WHERE r.probe_set = 'P100' AND r.source = 'published'
ORDER BY n
