-- Every kernel text: ours in full, the published ones by their hashes, and those that only a run names
SELECT kernel_id, name, format, condition, edition, chars, bytes, sha256, text
FROM kernels
ORDER BY edition = 'local', list_position(['json', 'txt', 'placebo'], condition) NULLS FIRST, condition, edition DESC, kernel_id
