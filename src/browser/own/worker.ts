import { InputError } from '../../../pipeline/records/index.ts';
import type { Ask, Told } from './messages.ts';
import { readOwn } from './read.ts';
import type { Source } from './types.ts';

// A reader's file is read and scored here, beside the page, which never waits.

/** Rows handed over at a time: the page takes each stretch in a moment. */
const STRETCH = 2000;

const tell = (told: Told): void => postMessage(told);

const sourceOf = (file: File): Source => ({
  name: file.name,
  size: file.size,
  slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
});

async function answer({ file, run_id }: Ask): Promise<void> {
  try {
    const { found, rows } = await readOwn(sourceOf(file), { run_id, onProgress: (progress) => tell({ is: 'progress', ...progress }) });
    for (let from = 0; from < rows.length; from += STRETCH) tell({ is: 'rows', rows: rows.slice(from, from + STRETCH) });
    tell({ is: 'done', found });
  } catch (error) {
    if (error instanceof InputError) return tell({ is: 'fault', fault: { line: error.line ?? null, what: error.what, todo: error.todo } });
    // A file that was moved or changed after it was chosen, or one too large for this browser.
    const what = error instanceof Error ? error.message : String(error);
    tell({ is: 'fault', fault: { line: null, what: `the browser could not read it: ${what}`, todo: 'Choose it again.' } });
  }
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => void answer(data));
