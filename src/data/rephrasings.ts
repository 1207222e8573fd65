import rephrased from '../../seeds/P01-P100-rephrased.json';

/** One rephrasing of a probe: what stands before its prompt, and of which kind it is. */
export interface Rephrasing {
  id: string;
  type: string;
  /** A sentence or two; the prompt of the probe follows after an empty line. */
  framing: string;
}

interface Line {
  id: string;
  prompt: string;
  source_probe?: string;
  rephrase_type?: string;
}

const lines: readonly Line[] = rephrased;
const prompts = new Map(lines.map(({ id, prompt }) => [id, prompt]));

function framingOf({ id, prompt, source_probe = '' }: Line): string {
  const source = prompts.get(source_probe);
  if (source === undefined || !prompt.endsWith(`\n\n${source}`))
    throw new Error(
      `seeds/P01-P100-rephrased.json: ${id} does not end in the prompt of ${source_probe || 'a probe'}: run \`npm run lem rephrase\`.`,
    );
  return prompt.slice(0, -source.length - 2);
}

/** The rephrasings of a probe in the order of the file; none where it has none. */
export const rephrasingsOf = (probe_id: string): Rephrasing[] =>
  lines
    .filter(({ source_probe }) => source_probe === probe_id)
    .map((line) => ({ id: line.id, type: line.rephrase_type ?? '', framing: framingOf(line) }));
