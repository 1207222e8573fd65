import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type ProbeLine, type SummaryLine, toLine } from '../../pipeline/records/index.ts';
import { manifestPath } from '../../pipeline/run-file.ts';

/** The lines of a run file. */
export function linesOf(file: string): (ProbeLine | SummaryLine)[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export const probesOf = (file: string): ProbeLine[] => linesOf(file).filter((line): line is ProbeLine => line.type === 'probe');
export const summaryOf = (file: string): SummaryLine | undefined =>
  linesOf(file).find((line): line is SummaryLine => line.type === 'summary');

/** A file as its first scorer would have left it: eight signals, a score by other rules, averages of those. */
export function asV1(lines: readonly (ProbeLine | SummaryLine)[]): object[] {
  return lines.map((line) => {
    if (line.type === 'summary')
      return { ...line, conditions: line.conditions.map((of) => ({ ...of, avg_lek: 8.25, delta_vs_baseline: undefined })) };
    const conditions = Object.entries(line.conditions).map(([name, { heuristic, ...result }]) => {
      const { compliance_markers, formulaic_preamble, first_person, creative_form, engagement_depth, emotional_register } =
        heuristic as Record<string, number>;
      const old = { compliance_markers, formulaic_preamble, first_person, creative_form, engagement_depth, emotional_register };
      return [name, { ...result, lek_score: 8.25, heuristic: { ...old, degeneration: 0, empty_broken: 0, lek_score: 8.25 } }];
    });
    return { ...line, conditions: Object.fromEntries(conditions) };
  });
}

export const write = (file: string, lines: readonly object[]): void => writeFileSync(file, lines.map((line) => toLine(line)).join(''));

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Writes a run file and the checksum in its manifest with it, as a tool would. */
export function rewrite(file: string, lines: readonly object[]): void {
  write(file, lines);
  const manifest = JSON.parse(readFileSync(manifestPath(file), 'utf8'));
  manifest.jsonl.sha256 = sha256(readFileSync(file));
  writeFileSync(manifestPath(file), JSON.stringify(manifest));
}

export const manifestOf = (file: string) => JSON.parse(readFileSync(manifestPath(file), 'utf8'));
