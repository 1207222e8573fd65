-- Which domains rest on one probe alone?
-- The mean of such a domain is one score a model: no interval, and nothing that the domain would share.
SELECT domain, count(*) AS probes, count(*) FILTER (WHERE p20) AS in_p20, min(probe_id) AS probe_id
FROM probes
WHERE edition = 'original'
GROUP BY domain
HAVING count(*) = 1
ORDER BY domain
