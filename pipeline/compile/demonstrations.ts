import { existsSync } from 'node:fs';
import { readJsonl } from '../records/files.ts';
import { type Demonstration, demonstration } from '../records/index.ts';
import { score } from '../scorer/index.ts';
import type { Row } from './database.ts';
import { byId, fault, mustKnow, type Placed } from './sources.ts';

/**
 * Rows of `demonstrations`: the texts of `data/demonstrations/gaming.jsonl`, scored. No rows where there is no such file.
 * @throws InputError naming the line of one that does not fit, stands twice, or is made from a text that does not stand before it
 */
export async function demonstrationRows(file: string): Promise<Row[]> {
  if (!existsSync(file)) return [];
  const read: Placed<Demonstration>[] = [];
  for await (const { line, value } of readJsonl(file, demonstration)) {
    const placed = { file, line, value };
    if (value.made_from !== undefined)
      mustKnow(placed, 'text', value.made_from, new Set(read.map((before) => before.value.id)), 'the lines before it');
    read.push(placed);
  }
  if (read.length === 0) throw fault({ file }, 'the file is empty', 'Put its texts back, or remove the file.');
  byId(read, ({ id }) => id);
  return read.map(({ value: { id, made_from, ...shown } }, index) => {
    const { counts, lek_score } = score(shown.text);
    const chars = [...shown.text].length;
    return { demonstration_id: id, position: index + 1, made_from: made_from ?? null, ...shown, ...counts, lek_score, chars };
  });
}
