-- Answers of one published run whose texts were imported: those with the very same counts, length and score
SELECT p.probe_id, p.condition, p.sample, i.run_id AS text_run_id, i.probe_id AS text_probe_id, i.condition AS text_condition, i.sample AS text_sample
FROM results p
JOIN runs r ON r.run_id = p.run_id AND r.source = 'published'
JOIN runs ri ON ri.model_id = r.model_id AND ri.probe_set = r.probe_set AND ri.source = 'imported'
JOIN results i ON i.run_id = ri.run_id AND i.probe_id = p.probe_id AND i.condition = p.condition
  AND (i.compliance_markers, i.formulaic_preamble, i.degeneration, i.empty_broken, i.first_person, i.creative_form, i.engagement_depth,
    i.emotional_register, i.nuance, i.specificity, i.axiom_resonance, i.perspective_taking, i.metaphor, i.questioning, i.chars)
  = (p.compliance_markers, p.formulaic_preamble, p.degeneration, p.empty_broken, p.first_person, p.creative_form, p.engagement_depth,
    p.emotional_register, p.nuance, p.specificity, p.axiom_resonance, p.perspective_taking, p.metaphor, p.questioning, p.chars)
WHERE p.run_id = $run_id
ORDER BY p.probe_id, p.condition, p.sample, text_run_id, text_sample
