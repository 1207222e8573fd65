import type { AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import { columnsOf, reader } from './arrow.ts';
import type { Engine, Stream } from './engine.ts';
import { isSyntaxError } from './errors.ts';
import { quoted } from './lockdown.ts';
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

const DESCRIBE = 'DESCRIBE ';

interface Described {
  column_name: string;
  column_type: string;
}

/**
 * DuckDB's own names of the types; Arrow has one name for several of them. Nothing where a statement cannot be described, which its
 * syntax alone tells.
 */
async function describe(engine: Engine, statement: Statement): Promise<Described[] | undefined> {
  if (!describable(statement)) return undefined;
  try {
    return await engine.rows<Described>(DESCRIBE + statement.sql);
  } catch (error) {
    if (isSyntaxError(error)) return undefined;
    throw error;
  }
}

// Of these the browser gets less than there is: the words of an ENUM do not come with a stream, a zone is dropped, bits arrive as bytes.
const LOSSY = /(?<!")\b(?:ENUM\((?:'(?:[^']|'')*'(?:, )?)*\)|TIME WITH TIME ZONE\b|TIME_NS\b|BIT\b)(?!")/g;

/** The statement with such values as text, wherever they stand in a column. */
function asText({ sql }: Statement, columns: readonly Described[]): { sql: string; before: number } {
  if (!columns.some(({ column_type }) => column_type.search(LOSSY) >= 0)) return { sql, before: 0 };
  const listed = columns.map(({ column_name, column_type }, at) => {
    const type = column_type.replace(LOSSY, 'VARCHAR');
    return `${type === column_type ? `c${at}` : `CAST(c${at} AS ${type})`} AS ${quoted(column_name)}`;
  });
  const head = `SELECT ${listed.join(', ')} FROM (`;
  return {
    sql: `${head}${sql}\n) AS asked(${columns.map((_, at) => `c${at}`).join(', ')})`,
    before: new TextEncoder().encode(head).length,
  };
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
          return field ? reader(data, field) : () => null;
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

/**
 * Starts a statement. Its rows wait until they are taken.
 * @param at hears where in what DuckDB is asked the statement begins, in bytes: its errors count from there.
 */
export async function start(engine: Engine, statement: Statement, at: (before: number) => void): Promise<Rows> {
  at(DESCRIBE.length);
  const described = await describe(engine, statement);
  const { sql, before } = described ? asText(statement, described) : { sql: statement.sql, before: 0 };
  at(before);
  const stream = await engine.stream(sql);
  const told = columnsOf(stream.schema);
  return rowsOf(
    stream,
    described?.length === told.length ? described.map(({ column_name, column_type }) => ({ name: column_name, type: column_type })) : told,
  );
}
