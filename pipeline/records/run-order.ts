import { InputError } from './error.ts';
import { conditionsOf, type ProbeLine, type SummaryLine } from './run-lines.ts';

/**
 * What the lines of a run owe to each other, seen one after another: each call throws an InputError where a line breaks it.
 */
export function runOrder(file: string, noBaseline: boolean) {
  const probes = new Map<string, Set<number>>();
  const scored = new Set<string>();
  let first: { conditions: string[]; line: number } | undefined;
  let summary: number | undefined;

  const fail = (line: number | undefined, what: string, todo: string): never => {
    throw new InputError({ file, line, what, todo });
  };

  function acceptProbe(record: ProbeLine, line: number) {
    const { id, sample = 0 } = record;
    const samples = probes.get(id) ?? new Set();
    if (samples.has(sample))
      fail(line, `probe ${id}${sample ? `, sample ${sample},` : ''} is doubled: an earlier line holds it`, 'Keep one of the two.');

    const conditions = conditionsOf(record);
    const names = new Set(conditions);
    if (names.size < conditions.length) fail(line, 'a condition has both a result and a failure', 'Keep the one that is right.');
    first ??= { conditions, line };
    if (names.size !== first.conditions.length || !first.conditions.every((name) => names.has(name))) {
      const what = `conditions are ${conditions.join(', ')}, but line ${first.line} has ${first.conditions.join(', ')}`;
      fail(line, what, 'Every probe of a run has the same conditions; one that failed stands under "failed".');
    }
    if (!noBaseline && !names.has('baseline'))
      fail(line, 'no baseline among the conditions', 'Add it, or say that the run has none (--no-baseline).');

    probes.set(id, samples.add(sample));
    for (const name of Object.keys(record.conditions)) scored.add(name);
  }

  function acceptSummary(record: SummaryLine, line: number) {
    if (record.total_probes !== probes.size) {
      fail(
        line,
        `the summary counts ${record.total_probes} probes; the lines before it hold ${probes.size}`,
        'Restore the missing lines or summarise again.',
      );
    }
    const named = record.conditions.map(({ name }) => name);
    if (named.length !== scored.size || !named.every((name) => scored.has(name))) {
      fail(line, `the summary names ${named.join(', ')}; the lines before it hold ${[...scored].join(', ')}`, 'Summarise the run again.');
    }
  }

  return {
    /** @param whole whether a summary is to be held against the lines before it: all of them were read */
    accept(record: ProbeLine | SummaryLine, line: number, whole: boolean): void {
      if (summary !== undefined)
        fail(
          line,
          `a line after the summary, which stands on line ${summary}`,
          'A summary ends a run; take out what follows or what is old.',
        );
      if (record.type === 'probe') acceptProbe(record, line);
      else {
        if (whole) acceptSummary(record, line);
        summary = line;
      }
    },
    end(): void {
      if (probes.size === 0) fail(undefined, 'no probe line in the file', 'A run has at least one; run it again, or leave the file out.');
    },
  };
}
