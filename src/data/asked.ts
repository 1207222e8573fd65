import { openDatabase } from '../../pipeline/compile/open.ts';
import type { Answer } from '../../pipeline/notebooks/answer.ts';
import { nativeAnswer } from '../../pipeline/notebooks/native.ts';
import { messageOf } from '../message.ts';
import { databaseFile } from './database.ts';

/** A worked question of `/query`: SQL that a reader can run as it stands. Its id is the name of its file in src/queries/asked. */
export interface Asked {
  id: string;
  /** The question: the file's first line, a comment. */
  question: string;
  /** What to know about the answer: the comments that follow. */
  note: string;
  /** The whole file, comments included. */
  sql: string;
}

const files = import.meta.glob<string>('../queries/asked/*.sql', { query: '?raw', import: 'default', eager: true });

/** The order of the shelf. */
const ORDER = [
  'leads',
  'apart',
  'lost',
  'caps',
  'length',
  'kernel-domains',
  'json-txt',
  'spread',
  'lone-domains',
  'degenerate',
  'disagree',
  'no-rows',
];

/** A worked question from its file. It needs a question that ends in a mark, a note, one total order and no parameter. */
export function readAsked(id: string, text: string): Asked {
  const fail = (what: string): never => {
    throw new Error(`src/queries/asked/${id}.sql ${what}`);
  };
  const sql = text.trim();
  const comments = /^(?:--.*\n)*/.exec(sql)?.[0].trim().split('\n') ?? [];
  const [question = '', ...note] = comments.map((line) => line.replace(/^--\s*/, ''));
  if (!question.endsWith('?')) fail('has to begin with a comment that asks a question: `-- …?`');
  if (note.length === 0) fail('has to say below its question what the answer is about: `-- …`');
  const code = sql.replace(/--.*$/gm, '');
  if (!/ORDER BY/i.test(code)) fail('has no ORDER BY: every answer has one total order.');
  if (/\$\w/.test(code)) fail('has a parameter: a reader could not run it as it stands.');
  return { id, question, note: note.join(' '), sql };
}

const read = new Map(Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.sql$/g, ''), text]));

/** Every worked question, in the order of the shelf. */
export const asked: readonly Asked[] = ORDER.map((id) => readAsked(id, read.get(id) ?? `src/queries/asked/${id}.sql is not there`));

if (asked.length !== read.size) throw new Error('A file in src/queries/asked is missing from ORDER in src/data/asked.ts.');

/** Every worked question with its answer, from the database of this build. */
export async function answered(): Promise<(Asked & { answer: Answer })[]> {
  const connection = await openDatabase(databaseFile);
  const all: (Asked & { answer: Answer })[] = [];
  for (const question of asked) {
    try {
      all.push({ ...question, answer: await nativeAnswer(connection, question.sql) });
    } catch (error) {
      throw new Error(`src/queries/asked/${question.id}.sql: ${messageOf(error)}`, { cause: error });
    }
  }
  connection.closeSync();
  return all;
}
