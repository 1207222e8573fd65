/** The kernel texts of this project: what each file in `kernel/` is called, and the condition it is injected in. */
export const KERNEL_FILES = [
  { kernel_id: 'axioms.restated', file: 'axioms.json', name: 'The five axioms', format: 'json', condition: null },
  { kernel_id: 'compact.restated', file: 'axioms-compact.json', name: 'The compact JSON kernel', format: 'json', condition: 'json' },
  { kernel_id: 'lek-1.restated', file: 'lek-1-kernel.txt', name: 'The long kernel', format: 'txt', condition: 'txt' },
  { kernel_id: 'placebo.restated', file: 'placebo.txt', name: 'The placebo', format: 'txt', condition: 'placebo' },
] as const;
