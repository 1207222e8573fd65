-- Which untrained models does the JSON kernel lift on P100, and by how much?
SELECT name, n, mean_difference, low, high, p_holm
FROM kernel_effect
WHERE probe_set = 'P100' AND source = 'published'
  AND kind = 'base' AND condition = 'json'
ORDER BY mean_difference DESC
