import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { line } from '../../src/browser/session/line.ts';

test('one at a time in the order asked, the patient last, a failure and its mending held against nobody', async () => {
  const inLine = line();
  const said: string[] = [];
  const say =
    (word: string, after = 5) =>
    async () => {
      said.push(`${word} begins`);
      await wait(after);
      said.push(word);
      return word;
    };
  const patient = inLine(say('schema'), true);
  const first = inLine(say('first', 120));
  const failing = inLine(async (mend) => {
    mend(async () => {
      await wait(5);
      said.push('mended');
      throw new Error('mending fails too');
    });
    throw new Error('no');
  }).catch((error: Error) => said.push(error.message));
  const last = inLine(say('last'));
  expect(await first).toBe('first');
  await Promise.all([failing, last, patient]);
  expect(said).toEqual(['first begins', 'first', 'no', 'mended', 'last begins', 'last', 'schema begins', 'schema']);
  expect(await inLine(say('again'))).toBe('again');
});
