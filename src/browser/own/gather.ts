import type { Value } from '../../../pipeline/notebooks/answer.ts';
import {
  type FoundResponse,
  InputError,
  judge,
  meanHundredths,
  type ProbeLine,
  type Proof,
  proofOf,
  type Taken,
} from '../../../pipeline/records/index.ts';
import { SIGNALS } from '../../../pipeline/scorer/index.ts';
import { fitted, SCORED, typeOf } from './columns.ts';
import { columnNames } from './names.ts';
import type { FaultSaid, Found, Kind, ReadFile, Source } from './types.ts';

/** Condition of a response whose file does not say in which it was given. */
export const UNSTATED = 'unstated';

/** Faults that are said one by one. */
const SAID = 100;
export interface ReadOptions {
  /** Name of the run in the rows. */
  run_id: string;
  /** Told as reading goes on; bytes are those read so far. */
  onProgress?: (progress: { bytes: number; of: number; rows: number }) => void;
}

/** What a row says beyond the columns that are known. */
export type Extra = Readonly<Record<string, Value>>;
export type Gathered = ReturnType<typeof gather>;

/** What is found as a file is read: scored responses, or rows as they stand. */
export function gather({ name: file, size }: Source, run_id: string, onProgress: ReadOptions['onProgress']) {
  const faults: FaultSaid[] = [];
  let firstFault: InputError | undefined;
  let faultCount = 0;
  let kind: Kind = 'table';
  let fields: Taken['fields'] = {};
  let model: string | null = null;
  let failed = 0;
  let told = 0;
  const stated = { older: 0, wrong: 0 };
  const scored: { row: Value[]; rest: Extra }[] = [];
  const plainRows: Extra[] = [];
  const prompts = new Map<string, string>();
  const tallies = new Map<string, { tenths: number; n: number }>();
  const ids = new Set<string>();

  const progress = (bytes: number) => {
    if (bytes - told < size / 100 && bytes < size) return;
    told = bytes;
    onProgress?.({ bytes, of: size, rows: scored.length + plainRows.length });
  };
  const onFault = (fault: InputError) => {
    faultCount++;
    firstFault ??= fault;
    if (faults.length < SAID) faults.push({ line: fault.line ?? null, what: fault.what, todo: fault.todo });
  };
  const response = (found: FoundResponse, proof: Proof = proofOf(found.response)) => {
    const { id, sample, prompt } = found;
    const condition = found.condition ?? UNSTATED;
    const counts = SIGNALS.map(({ name }) => proof.counts[name]);
    const { time_s = null, finish_reason = null, domain = null } = found;
    scored.push({
      row: [
        run_id,
        id,
        condition,
        sample,
        ...counts,
        proof.tenths / 10,
        proof.chars,
        time_s,
        finish_reason,
        found.response,
        'own',
        domain,
        prompt ?? null,
        found.line,
      ],
      rest: found.rest,
    });
    ids.add(id);
    if (prompt !== undefined && !prompts.has(id)) prompts.set(id, prompt);
    const tally = tallies.get(condition) ?? { tenths: 0, n: 0 };
    tallies.set(condition, { tenths: tally.tenths + proof.tenths, n: tally.n + 1 });
  };

  return {
    progress,
    onFault,
    response,
    is: (of: Kind, taken: Taken['fields'] = {}) => {
      kind = of;
      fields = taken;
    },
    says: (name: string) => {
      model = name;
    },
    row: (row: Extra) => plainRows.push(row),
    /** A line of an A/B run: what is stored is held against its text. */
    probe: (line: number, value: ProbeLine) => {
      for (const [condition, result] of Object.entries(value.conditions)) {
        const { proof, stored: by, wrong } = judge(result);
        if (by === 'v1') stated.older++;
        else if (wrong.length > 0) stated.wrong++;
        const { response: text, time_s } = result;
        const { id, category: domain, prompt, sample = 0 } = value;
        const finish_reason = result.finish_reason ?? undefined;
        response({ line, id, condition, sample, response: text, prompt, domain, time_s, finish_reason, rest: {} }, proof);
      }
      failed += Object.keys(value.failed ?? {}).length;
    },
    async done(): Promise<ReadFile> {
      const rows = scored.length > 0 ? scoredTable(scored) : plainTable(plainRows);
      if (rows.rows.length === 0)
        throw firstFault ?? new InputError({ file, what: 'no row in it', todo: 'Choose a file with at least one row.' });
      const found: Found = {
        file,
        bytes: size,
        kind,
        fields,
        model,
        columns: rows.columns,
        rows: rows.rows.length,
        ids: ids.size,
        conditions: [...tallies].map(([condition, { tenths, n }]) => ({ condition, n, mean: meanHundredths(tenths, n) / 100 })),
        stated,
        failed,
        prompts: await hashed(prompts),
        faults,
        faultCount,
      };
      return { found, rows: rows.rows };
    },
  };
}

/** Rows of scored responses; what else their file says follows in columns of its own. */
function scoredTable(scored: readonly { row: Value[]; rest: Extra }[]) {
  const names = [...new Set(scored.flatMap(({ rest }) => Object.keys(rest)))];
  const taken = SCORED.map(({ name }) => name);
  const shown = columnNames(names, taken);
  const types = names.map((name) => typeOf(scored.map(({ rest }) => rest[name] ?? null)));
  return {
    columns: [...SCORED, ...shown.map((name, index) => ({ name, type: types[index] as string }))],
    rows: scored.map(({ row, rest }) => [...row, ...names.map((name, index) => fitted(rest[name] ?? null, types[index] as string))]),
  };
}

function plainTable(rows: readonly Extra[]) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = columnNames(names);
  const types = names.map((name) => typeOf(rows.map((row) => row[name] ?? null)));
  return {
    columns: shown.map((name, index) => ({ name, type: types[index] as string })),
    rows: rows.map((row) => names.map((name, index) => fitted(row[name] ?? null, types[index] as string))),
  };
}

/** SHA-256 of each prompt, where the page is one that may hash. */
async function hashed(prompts: ReadonlyMap<string, string>): Promise<Found['prompts']> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle || prompts.size > 5000) return [];
  return Promise.all(
    [...prompts].map(async ([id, prompt]) => {
      const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(prompt)));
      return [id, [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')] as const;
    }),
  );
}
