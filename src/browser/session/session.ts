import { ask, plain, run } from './ask.ts';
import { fetchFile } from './fetch.ts';
import { selectOf, toIpc } from './insert.ts';
import { attach, bear, copy, current, type Parts } from './life.ts';
import { line } from './line.ts';
import { literal, quoted } from './lockdown.ts';
import { STAGE } from './own.ts';
import { functionNames, publishedSchema, textsSchema } from './schema.ts';
import type { SchemaTable, Session } from './types.ts';

/** What is asked for once, and again only where it failed. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let given: Promise<T> | undefined;
  return () => {
    given ??= work().catch((error) => {
      given = undefined;
      throw error;
    });
    return given;
  };
}

/**
 * Opens the database in a first worker and gives the session.
 * @param onStarted hears when DuckDB runs and only the database is left to open.
 * @throws SessionError
 */
export async function openSession(parts: Parts, onStarted: () => void): Promise<Session> {
  const { offer, address } = parts;
  const life = await bear(parts, onStarted);
  const inLine = line();
  const published = once(() => inLine(async () => publishedSchema(await current(life)), true));
  const functions = once(() => inLine(async () => functionNames(await current(life)), true));

  async function schema(): Promise<readonly SchemaTable[]> {
    const site = await published();
    await inLine(() => copy(life));
    return [...site, ...[...life.attached.values()].map((texts) => texts.schema), ...life.kept.schema];
  }

  const attachTexts: Session['attachTexts'] = async (run_id, onProgress) => {
    const [file, name] = [offer.texts.find((each) => each.run_id === run_id), life.names.get(run_id)];
    if (!file || name === undefined) {
      const tooLarge = offer.left.some((each) => each.run_id === run_id);
      throw plain(
        `The texts of ${run_id} are ${tooLarge ? 'too large to be read in a browser: take the files at /data' : 'not on this site'}.`,
      );
    }
    if (life.attached.has(run_id)) return name;
    const say = (bytes: number) => onProgress?.({ step: 'fetch', bytes, of: file.bytes });
    say(0);
    const content = await fetchFile({ address, file, name: 'The file of texts', check: true, onBytes: say });
    onProgress?.({ step: 'open', bytes: file.bytes, of: file.bytes });
    return ask(life, inLine, {}, async (engine) => {
      await attach(engine, run_id, content, name);
      life.attached.set(run_id, { content, schema: await textsSchema(engine, name, run_id) });
      return name;
    });
  };

  const addTable: Session['addTable'] = async (name, answer, comment = '') => {
    const ipc = 'ipc' in answer ? answer.ipc : toIpc(answer);
    if ((await schema()).some((table) => table.kind !== 'own' && table.name.toLowerCase() === name.toLowerCase()))
      throw plain(`${name} is a table of this site: a table of your own needs another name.`, 'forbidden');
    return ask(life, inLine, {}, async (engine) => {
      life.changed = true;
      const table = `memory.main.${quoted(name)}`;
      await engine.insert(STAGE, ipc);
      try {
        await engine.rows(`CREATE OR REPLACE TABLE ${table} AS ${selectOf(answer.columns, STAGE)}`);
        if (comment) await engine.rows(`COMMENT ON TABLE ${table} IS ${literal(comment)}`);
      } finally {
        await engine.rows(`DROP TABLE IF EXISTS ${STAGE}`);
      }
    });
  };

  return {
    run: (sql, options) => run(life, inLine, sql, options),
    schema,
    functions,
    texts: () => offer.texts.map(({ run_id, bytes }) => ({ run_id, bytes, attached: life.attached.has(run_id) })),
    attachTexts,
    addTable,
    dropTable: (name) =>
      ask(life, inLine, {}, async (engine) => {
        life.changed = true;
        await engine.rows(`DROP TABLE IF EXISTS memory.main.${quoted(name)}`);
      }),
  };
}
