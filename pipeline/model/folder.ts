import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder } from '../compile/folder.ts';
import { readJson, writeAtomic } from '../records/files.ts';
import { InputError, type Model, model, toJsonFile } from '../records/index.ts';

/** What a model is, in its own folder. Whoever makes a model writes it; `lem ab` copies it into a run's manifest. */
export const MODEL_FILE = 'lem-model.json';

/** What the model in a folder says of itself; undefined where it says nothing. @throws InputError where that cannot be read */
export async function readModelFile(folder: string): Promise<Model | undefined> {
  const file = join(folder, MODEL_FILE);
  return existsSync(file) ? readJson(file, model) : undefined;
}

/**
 * Makes a model's folder whole or not at all, its `lem-model.json` last.
 *
 * @param fill writes the model into the folder it is given, and says what it is
 * @throws InputError where the folder holds something that is no model of ours
 */
export async function makeModelFolder(folder: string, fill: (beside: string) => Promise<Model>): Promise<Model> {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MODEL_FILE))) {
    const what = `the folder is not empty and holds no ${MODEL_FILE}`;
    throw new InputError({ file: folder, what, todo: 'Name another folder, or empty this one.' });
  }
  return replaceFolder(folder, async (beside) => {
    const made = await fill(beside);
    await writeAtomic(join(beside, MODEL_FILE), toJsonFile(made));
    return made;
  });
}
