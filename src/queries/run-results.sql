-- Every answer of one run: its fourteen counts, its score, characters and seconds
SELECT x.run_id, x.probe_id, p.domain, x.condition, x.sample, x.lek_score,
  x.first_person, x.creative_form, x.engagement_depth, x.emotional_register,
  x.nuance, x.specificity, x.axiom_resonance, x.perspective_taking, x.metaphor, x.questioning,
  x.compliance_markers, x.formulaic_preamble, x.degeneration, x.empty_broken,
  x.chars, x.time_s, x.finish_reason, x.text_sha256, x.text_run_id
FROM results x
JOIN probes p ON p.probe_id = x.probe_id AND p.edition = 'original'
JOIN run_conditions c ON c.run_id = x.run_id AND c.condition = x.condition
WHERE x.run_id = $run_id
ORDER BY p.position, c.position, x.condition, x.sample
