import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fragmentOf, LinkError, LONGEST_LINKED, plainFragment, sqlOf } from '../../src/browser/query-link.ts';

const long = Array.from({ length: 400 }, (_, index) => `SELECT ${index} AS "größe", '→ ${index}'`).join('\nUNION ALL ');
const base64url = (text: string) => Buffer.from(text).toString('base64url');

describe('a query in the fragment of an address', () => {
  test('a short one can be read in the address itself', async () => {
    expect(await fragmentOf('SELECT 1')).toBe('#sql=SELECT%201');
    expect(plainFragment("WHERE a = 'b&c#d'")).toBe("#sql=WHERE%20a%20%3D%20'b%26c%23d'");
  });

  test('a long one is deflated, and far shorter so', async () => {
    const fragment = await fragmentOf(long);
    expect(fragment).toMatch(/^#sql=~z[\w-]+$/);
    expect(fragment.length).toBeLessThan(plainFragment(long).length / 5);
    expect(await sqlOf(fragment)).toBe(long);
  });

  test('every text comes back as it was, line ends as line feeds, halves of a character as a sign', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3000 }), async (sql) => {
        expect(await sqlOf(await fragmentOf(sql))).toBe(sql.replace(/\r\n?/g, '\n'));
      }),
      { numRuns: 50 },
    );
    expect(await sqlOf(await fragmentOf('SELECT \ud83d'))).toBe('SELECT \ufffd');
    expect(await sqlOf(await fragmentOf('~zSELECT'))).toBe('~zSELECT');
    expect(await sqlOf('#sql=a%0D%0Ab')).toBe('a\nb');
  });

  test('base64url is read too', async () => {
    expect(await sqlOf(`#sql=~b${base64url('SELECT »ß«')}`)).toBe('SELECT »ß«');
  });

  test('other fragments hold none', async () => {
    for (const fragment of ['', '#', '#worked', '#sql', '#sql=', '#asked-sql=1']) expect(await sqlOf(fragment), fragment).toBeUndefined();
  });

  test('a damaged one says so, and so does one that is too long', async () => {
    const packed = await fragmentOf(long);
    for (const fragment of ['#sql=%E0%A4%A', '#sql=~z!!!', '#sql=~zAAAA', packed.slice(0, -40), `#sql=~b${base64url('\xff').slice(0, 1)}`])
      await expect(sqlOf(fragment), fragment.slice(0, 40)).rejects.toThrow(
        new LinkError('The query of the link is damaged: the address may have been cut.'),
      );
    await expect(sqlOf('#sql=~qabc')).rejects.toThrow(/written in a way/);
    await expect(sqlOf(`#sql=${'x'.repeat(LONGEST_LINKED + 1)}`)).rejects.toThrow(/too long/);
  });

  test('a small link that unpacks into very much is refused before it is unpacked', async () => {
    const bomb = await fragmentOf(`SELECT '${'x'.repeat(20_000_000)}'`);
    expect(bomb.length).toBeLessThan(60_000);
    await expect(sqlOf(bomb)).rejects.toThrow(/too long/);
  });
});
