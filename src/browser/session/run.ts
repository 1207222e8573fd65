import type { AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import { columnReader, columnsOf } from './arrow.ts';
import type { Engine, Stream } from './engine.ts';
import { describable, type Statement } from './statements.ts';

/** The rows of a statement on their way, cut where the reader wants them cut and not where batches end. */
export interface Rows {
  columns: readonly AnswerColumn[];
  /** Takes so many rows more, or as many as there are. */
  take(most: number): Promise<(readonly Value[])[]>;
  /** Whether all rows were handed over; asks DuckDB for the next batch where the last one is used up. */
  done(): Promise<boolean>;
  bytes(): number;
}

/** DuckDB's own names of the types; Arrow has one name for several of them. What cannot be described fails here without a word. */
async function describedTypes(engine: Engine, statement: Statement): Promise<string[]> {
  if (!describable(statement)) return [];
  try {
    return (await engine.rows<{ column_type: string }>(`DESCRIBE ${statement.sql}`)).map(({ column_type }) => column_type);
  } catch {
    return [];
  }
}

function rowsOf(stream: Stream, columns: readonly AnswerColumn[]): Rows {
  let batch: readonly (readonly Value[])[] = [];
  let at = 0;
  let ended = false;
  async function fill(): Promise<boolean> {
    while (!ended && at >= batch.length) {
      const next = await stream.next();
      at = 0;
      batch = [];
      if (!next) ended = true;
      else {
        const readers = next.data.children.map((data, index) => {
          const field = next.schema.fields[index];
          return field ? columnReader(data, field, columns[index]?.type ?? '') : () => null;
        });
        batch = Array.from({ length: next.numRows }, (_, row) => readers.map((read) => read(row)));
      }
    }
    return !ended;
  }
  return {
    columns,
    async take(most) {
      const taken: (readonly Value[])[] = [];
      while (taken.length < most && (await fill())) {
        const part = batch.slice(at, at + most - taken.length);
        at += part.length;
        for (const row of part) taken.push(row);
      }
      return taken;
    },
    done: async () => !(await fill()),
    bytes: () => stream.bytes(),
  };
}

/** Starts a statement. Its rows wait until they are taken. */
export async function start(engine: Engine, statement: Statement): Promise<Rows> {
  const types = await describedTypes(engine, statement);
  const stream = await engine.stream(statement.sql);
  const told = columnsOf(stream.schema);
  const columns = types.length === told.length ? told.map(({ name }, at) => ({ name, type: types[at] as string })) : told;
  return rowsOf(stream, columns);
}
