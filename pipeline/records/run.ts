import { attempt, type Chunks, type JsonLine, type JsonlOptions, readJsonLines } from './jsonl.ts';
import { checkRunLine, type ProbeLine, type SummaryLine } from './run-lines.ts';
import { runOrder } from './run-order.ts';

export type RunOptions = JsonlOptions & {
  /** Accept a run without the condition `baseline`. Default false. */
  noBaseline?: boolean;
  /** Accept a summary that counts other probes or names other conditions than the lines hold, as one that is to be made anew. Default false. */
  staleSummary?: boolean;
};

export type RunLine = JsonLine<ProbeLine | SummaryLine>;

/**
 * Read an A/B run: its probe lines in their order, then its summary. A run that was interrupted ends without one.
 * Memory is one line, and the ids.
 *
 * @throws InputError as `readJsonLines`, and for: a line that does not fit its format, an unknown `type`, a probe (and
 *   sample) that stands twice, conditions that differ from those of the first line, a missing baseline, a line after the
 *   summary, a summary that counts other probes or names other conditions than the lines hold (unless `staleSummary`), a
 *   file without a probe
 * @throws TruncatedLineError where the last line is half-written
 */
export async function* readRun(chunks: Chunks, file: string, options: RunOptions = {}): AsyncGenerator<RunLine> {
  let faults = 0;
  const watched: RunOptions = { ...options };
  if (options.onFault) {
    watched.onFault = (fault) => {
      faults++;
      options.onFault?.(fault);
    };
  }
  const order = runOrder(file, options.noBaseline ?? false);
  for await (const read of readJsonLines(chunks, file, watched)) {
    const value = attempt(() => {
      const record = checkRunLine(read.value, { file, line: read.line });
      order.accept(record, read.line, faults === 0 && !options.staleSummary);
      return record;
    }, watched);
    if (value) yield { ...read, value };
  }
  if (faults === 0) attempt(() => order.end(), watched);
}
