import { InputError } from '../../../pipeline/records/index.ts';
import { messageOf } from '../../message.ts';
import { toIpc } from '../session/insert.ts';
import { at } from './columns.ts';
import { keep, keptRows } from './keep.ts';
import type { Ask, Given, Told } from './messages.ts';
import { against, provedTexts, recognise } from './published.ts';
import { readOwn } from './read.ts';
import { ownScores, probeSetOf } from './scores.ts';
import type { ReadFile, Source } from './types.ts';

// A reader's file is read, scored and held here, beside the page, which never waits.

let held: ReadFile | undefined;

const tell = (told: Told, transfer: Transferable[] = []): void => postMessage(told, { transfer });

const sourceOf = (file: File): Source => ({
  name: file.name,
  size: file.size,
  slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
});

function rowsHeld(): ReadFile {
  if (!held) throw new Error('no file was read before');
  return held;
}

async function given(ask: Ask): Promise<Given[Ask['do']]> {
  switch (ask.do) {
    case 'read':
      held = await readOwn(sourceOf(ask.file), { run_id: ask.run_id, onProgress: (progress) => tell({ is: 'progress', ...progress }) });
      return held.found;
    case 'open': {
      const rows = await keptRows(ask.kept.table);
      held = rows && { found: ask.kept.found, rows };
      return held !== undefined;
    }
    case 'pack':
      return toIpc({ columns: rowsHeld().found.columns, rows: rowsHeld().rows });
    case 'recognise': {
      const { found, rows } = rowsHeld();
      if (found.conditions.length === 0) return null;
      return ask.run_id === undefined ? (recognise(rows, ask.published) ?? null) : against(rows, ask.run_id, ask.published);
    }
    case 'set': {
      const { found, rows } = rowsHeld();
      return found.conditions.length === 0 ? null : probeSetOf(new Set(rows.map((row) => row[at('probe_id')] as string)), ask.probes);
    }
    case 'texts':
      return provedTexts(rowsHeld().rows, ask.recognised, ask.published);
    case 'keep': {
      const { found, rows } = rowsHeld();
      const { table, recognised, compared } = ask.kept;
      const scores = compared ? { ...ownScores(table, found, rows, ask.probes), ...ask.of } : null;
      await keep({ ...ask.kept, rows, scores, texts: recognised && provedTexts(rows, recognised, ask.published) });
      return null;
    }
  }
}

async function answer(ask: Ask): Promise<void> {
  try {
    const value = await given(ask);
    tell({ is: 'given', given: value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    if (error instanceof InputError) return tell({ is: 'fault', fault: { line: error.line ?? null, what: error.what, todo: error.todo } });
    // A file that was moved or changed after it was chosen, one too large for this browser, or a store without room.
    const what = messageOf(error);
    tell({
      is: 'fault',
      fault: { line: null, what: `this browser could not do it: ${what}`, todo: 'Try it again, or with a smaller file.' },
    });
  }
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => void answer(data));
