import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, InputError, readJsonLines, TruncatedLineError, toLine } from '../../pipeline/records/index.ts';
import * as z from '../../pipeline/records/zod.ts';
import { all } from './examples.ts';

const encoder = new TextEncoder();
const read = (...chunks: (string | Uint8Array)[]) => all(readJsonLines(chunks, 'f.jsonl'));
const fault = async (...chunks: (string | Uint8Array)[]) => {
  const error = await read(...chunks).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};

describe('what is read', () => {
  test('each object, with its line, its offset in bytes and its text', async () => {
    expect(await read('{"a":"é"}\n{ "b": 2 }\n')).toEqual([
      { line: 1, offset: 0, value: { a: 'é' }, raw: '{"a":"é"}' },
      { line: 2, offset: 11, value: { b: 2 }, raw: '{ "b": 2 }' },
    ]);
  });
  test('nothing of an empty file', async () => expect(await read('')).toEqual([]));
  test('a last line without its line feed', async () =>
    expect((await read('{"a":1}\n{"a":2}')).map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }]));
  test('lines ended by CRLF', async () =>
    expect((await read('{"a":1}\r\n{"a":2}\r\n')).map(({ raw, offset }) => [raw, offset])).toEqual([
      ['{"a":1}', 0],
      ['{"a":2}', 9],
    ]));
  test('a byte order mark at the start, and there alone', async () => {
    expect(await read('\ufeff{"a":1}\n')).toEqual([{ line: 1, offset: 0, value: { a: 1 }, raw: '{"a":1}' }]);
    expect((await fault('{"a":1}\n\ufeff{"a":1}\n')).line).toBe(2);
  });
  test('U+2028, U+2029, U+0085 and CR inside a text end no line', async () => {
    const text = 'a\u2028b\u2029c\u0085d';
    expect((await read(`{"a":"${text}\\r"}\n`))[0]?.value).toEqual({ a: `${text}\r` });
  });
  test('fields keep their order, and a field called __proto__ its place', async () => {
    const [line] = await read('{"z":1,"__proto__":{"x":2},"a":3}\n');
    expect(Object.keys(line?.value ?? {})).toEqual(['z', '__proto__', 'a']);
    expect(JSON.stringify(line?.value)).toBe('{"z":1,"__proto__":{"x":2},"a":3}');
  });
});

describe('what is refused, by name and line', () => {
  test.each([
    ['a blank line', '{"a":1}\n\n{"a":1}\n', 2, /blank line/],
    ['a line of spaces', '{"a":1}\n  \t\n', 2, /blank line/],
    ['a blank last line', '{"a":1}\n\n', 2, /blank line/],
    ['NaN', '{"a":1}\n{"a":NaN}\n', 2, /NaN is no JSON number.*Python/],
    ['Infinity', '{"a":Infinity}\n', 1, /Infinity is no JSON number/],
    ['minus infinity', '{"a":[1,-Infinity]}\n', 1, /-Infinity is no JSON number/],
    ['NaN on a last line without its line feed', '{"a":NaN}', 1, /NaN is no JSON number/],
    ['an overflowing number', '{"a":1e999}\n', 1, /1e999 is too large/],
    ['an overflowing number of digits alone', `{"a":${'9'.repeat(400)}}\n`, 1, /too large to hold/],
    ['an integer that a double rounds', '{"a":9007199254740993}\n', 1, /9007199254740993 is too large to keep exactly/],
    ['a list', '[1]\n', 1, /must hold a JSON object; found \[1\]/],
    ['a bare number', '{"a":1}\n12', 2, /must hold a JSON object; found 12/],
    ['null', 'null\n', 1, /must hold a JSON object/],
    ['two objects on a line', '{"a":1}{"a":2}\n', 1, /unexpected "{" at character 8/],
    ['a broken line', '{"a":1}\n{"a" 1}\n{"a":1}\n', 2, /not JSON: unexpected "1" at character 6/],
    ['a line that breaks off though ended', '{"a":1}\n{"a":"x\n{"a":1}\n', 2, /breaks off before its end/],
    ['a raw control character, shown as an escape', '{"a":"\u001b[31m"}\n', 1, /unexpected "\\\\u001b|unexpected "\\u001b/],
    ['a last line that is broken, not half-written', '{"a":1}\n{"a":}}', 2, /not JSON/],
  ])('%s', async (_name, text, line, message) => {
    const error = await fault(text);
    expect(error).not.toBeInstanceOf(TruncatedLineError);
    expect([error.file, error.line]).toEqual(['f.jsonl', line]);
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(`f.jsonl:${line}: `)).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
    expect(error.message).not.toMatch(/[\u0000-\u001f]/);
  });

  test('integers and decimals that a double does hold pass, and so do digits in texts', async () => {
    const line = '{"a":9007199254740992,"b":0.1000000000000000055,"c":"9007199254740993 1e999","d":1e300,"e":1000000000000000000000}\n';
    expect((await read(line))[0]?.value).toMatchObject({ a: 2 ** 53, c: '9007199254740993 1e999', e: 1e21 });
  });

  test.each([
    ['a stray byte', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a), 3],
    ['an overlong form', Uint8Array.of(0x7b, 0xc0, 0xaf, 0x7d, 0x0a), 2],
    ['a surrogate written as UTF-8', Uint8Array.of(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d, 0x0a), 3],
    ['a character cut by the line feed', Uint8Array.of(0x7b, 0x22, 0xe2, 0x82, 0x0a), 3],
  ])('bytes that are not UTF-8: %s', async (_name, bytes, byte) => {
    const error = await fault('{"a":1}\n', bytes);
    expect(error.line).toBe(2);
    expect(error.message).toContain(`byte ${byte} (0x`);
  });

  test('half a surrogate pair in a text', async () =>
    expect((await fault('{"a":1}\n{"a":"\ud800x"}\n')).message).toMatch(/f\.jsonl:2: .*not UTF-8/));

  test('a line over the limit, without holding it', async () => {
    const long = `{"a":"${'x'.repeat(100)}"}\n`;
    const faults: InputError[] = [];
    const lines = await all(
      readJsonLines(['{"a":1}\n', long, '{"a":2}\n'], 'f', { maxLineBytes: 50, onFault: (error) => faults.push(error) }),
    );
    expect(lines.map(({ line, offset }) => [line, offset])).toEqual([
      [1, 0],
      [3, 8 + long.length],
    ]);
    expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/^f:2: the line is longer than 50 bytes\. /)]);
    expect(await all(readJsonLines([long], 'f', { maxLineBytes: long.length - 1 }))).toHaveLength(1);
  });
});

describe('options', () => {
  test('trailingBlank accepts one blank line at the end, no other', async () => {
    const blankOk = (text: string) => all(readJsonLines([text], 'f', { trailingBlank: true }));
    expect(await blankOk('{"a":1}\n\n')).toHaveLength(1);
    expect(await blankOk('{"a":1}\r\n\r\n')).toHaveLength(1);
    await expect(blankOk('{"a":1}\n\n\n')).rejects.toThrow('f:2: blank line');
    await expect(blankOk('{"a":1}\n\n{"a":1}\n')).rejects.toThrow('f:2: blank line');
  });
  test('onFault reports every fault and reads on', async () => {
    const faults: InputError[] = [];
    const text = '{"a":1}\n\n{"a":NaN}\nnope\n{"a":2}\n{"a":';
    const lines = await all(readJsonLines([text], 'f', { onFault: (error) => faults.push(error) }));
    expect(lines.map(({ line }) => line)).toEqual([1, 5]);
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 4, 6]);
    expect(faults.at(-1)).toBeInstanceOf(TruncatedLineError);
  });
  test('an error of the source itself is not taken for a fault of the file', async () => {
    const broken = (async function* () {
      yield '{"a":1}\n';
      throw new RangeError('the disk');
    })();
    await expect(all(readJsonLines(broken, 'f', { onFault: () => {} }))).rejects.toThrow(RangeError);
  });
});

describe('where chunks end makes no difference', () => {
  const outcome = async (chunks: (string | Uint8Array)[]) => {
    const faults: string[] = [];
    const lines = await all(readJsonLines(chunks, 'f', { maxLineBytes: 60, onFault: (error) => faults.push(error.message) }));
    return { lines, faults };
  };
  const piece = fc.oneof(
    fc.constantFrom(
      '{"a":1}',
      '{"é":"€ 😀"}',
      '\n',
      '\r\n',
      '\n\n',
      '\ufeff',
      '{"a":',
      '"\\ud83d\\ude00"}',
      'NaN',
      '{"b":"\u2028"}\n',
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const cutAt = (length: number) =>
    fc.array(fc.nat({ max: length }), { maxLength: 12 }).map((cuts) => [0, ...cuts.sort((a, b) => a - b), length]);

  test('bytes, with broken ones among them', async () => {
    const bytes = fc.tuple(text, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 2 })).map(([whole, damage]) => {
      const encoded = encoder.encode(whole);
      for (const [at, byte] of damage) if (encoded.length > 0) encoded[at % encoded.length] = byte;
      return encoded;
    });
    const input = bytes.chain((whole) => cutAt(whole.length).map((cuts) => ({ whole, cuts })));
    await fc.assert(
      fc.asyncProperty(input, async ({ whole, cuts }) => {
        const chunks = cuts.slice(1).map((end, i) => whole.slice(cuts[i], end));
        expect(await outcome(chunks)).toEqual(await outcome([whole]));
      }),
      { numRuns: 400 },
    );
  });
  test('strings, cut inside surrogate pairs too, and the same as their bytes', async () => {
    const input = text.chain((whole) => cutAt(whole.length).map((cuts) => ({ whole, cuts })));
    await fc.assert(
      fc.asyncProperty(input, async ({ whole, cuts }) => {
        const chunks = cuts.slice(1).map((end, i) => whole.slice(cuts[i], end));
        expect(await outcome(chunks)).toEqual(await outcome([encoder.encode(whole)]));
      }),
      { numRuns: 400 },
    );
  });
  test('a producer may fill the same buffer again', async () => {
    const whole = encoder.encode('{"a":"0123456789"}\n{"b":"é"}\n');
    const reused = async function* () {
      const buffer = new Uint8Array(4);
      for (let at = 0; at < whole.length; at += 4) {
        const part = whole.subarray(at, at + 4);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    };
    expect(await all(readJsonLines(reused(), 'f'))).toEqual(await read(whole));
  });
});

test('a file cut at any byte: what was whole is read, what was not is named with the offset where it begins', async () => {
  const lines = [{ a: 'é€😀' }, { b: [1.5, -2e-7, true, null, { c: '\\ " \u2028 \ud800' }] }, {}, { d: {}, e: [], f: false }].map((value) =>
    encoder.encode(toLine(value)),
  );
  const starts = lines.map((_, i) => lines.slice(0, i).reduce((sum, line) => sum + line.length, 0));
  const whole = Uint8Array.from(lines.flatMap((line) => [...line]));
  for (let cut = 0; cut <= whole.length; cut++) {
    const part = whole.subarray(0, cut);
    const begun = starts.findLastIndex((start) => start < cut);
    // An object that lacks nothing but its line feed is whole.
    const complete = begun === -1 || cut >= (starts[begun] as number) + (lines[begun] as Uint8Array).length - 1;
    const seen: number[] = [];
    let error: unknown;
    try {
      for await (const { line } of readJsonLines([part], 'f')) seen.push(line);
    } catch (thrown) {
      error = thrown;
    }
    expect(seen).toHaveLength(complete ? begun + 1 : begun);
    if (complete) expect(error).toBeUndefined();
    else {
      expect(error).toBeInstanceOf(TruncatedLineError);
      expect(error).toMatchObject({ offset: starts[begun], line: begun + 1, file: 'f' });
    }
  }
});

test('a tail of zero bytes, as a power cut leaves it, is a half-written line', async () => {
  const error = await fault('{"a":1}\n{"a":"x', new Uint8Array(4096));
  expect(error).toMatchObject({ name: 'TruncatedLineError', line: 2, offset: 8 });
  expect(await fault('{"a":1}\n', new Uint8Array(7))).toMatchObject({ name: 'TruncatedLineError', line: 2, offset: 8 });
});

describe('small memory', () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  /** Bytes that are held once everything that can go has gone. */
  const used = () => {
    // Buffers are freed beside the first collection and counted after the second.
    gc();
    gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  test('200 MB of lines', async () => {
    const line = encoder.encode(`${JSON.stringify({ type: 'probe', response: 'é word '.repeat(2500) })}\n`);
    const total = 200 * 1024 * 1024;
    const chunk = 64 * 1024;
    const stream = async function* () {
      for (let at = 0; at < total; at += chunk) {
        const bytes = new Uint8Array(chunk);
        for (let i = 0; i < chunk; ) {
          const from = (at + i) % line.length;
          const part = line.subarray(from, from + chunk - i);
          bytes.set(part, i);
          i += part.length;
        }
        yield bytes;
      }
    };
    const before = used();
    let peak = 0;
    let count = 0;
    const faults: InputError[] = [];
    for await (const { line: at } of readJsonLines(stream(), 'f', { onFault: (error) => faults.push(error) })) {
      count++;
      if (at % 1000 === 0) peak = Math.max(peak, used() - before);
    }
    expect(count).toBe(Math.floor(total / line.length));
    expect(faults.length).toBeLessThanOrEqual(1);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(16 * 1024 * 1024);
  });

  test('one line of 200 MB, over the limit', async () => {
    const before = used();
    let peak = 0;
    const stream = async function* () {
      for (let i = 0; i < 3200; i++) {
        if (i % 400 === 399) peak = Math.max(peak, used() - before);
        yield new Uint8Array(64 * 1024).fill(0x78);
      }
      yield '\n{"a":1}\n';
    };
    const faults: InputError[] = [];
    const lines = await all(readJsonLines(stream(), 'f', { maxLineBytes: 1024 * 1024, onFault: (error) => faults.push(error) }));
    expect(lines.map(({ line, offset }) => [line, offset])).toEqual([[2, 3200 * 64 * 1024 + 1]]);
    expect(faults).toHaveLength(1);
    expect(peak).toBeLessThan(16 * 1024 * 1024);
  });
});

test('a message is one line without control characters, whatever the file is called', () => {
  const { message, file } = new InputError({ file: 'a\u001b[31m\n.jsonl', line: 2, what: 'x\u202ey', todo: 'Look.' });
  expect(message).toBe('a\\u001b[31m\\u000a.jsonl:2: x\\u202ey. Look.');
  expect(file).toBe('a\u001b[31m\n.jsonl');
});

test('check returns the value itself, unknown fields and all', () => {
  const value = { z: 1, known: 'x', a: { deep: [1] } };
  const schema = z.looseObject({ known: z.string() });
  expect(check(schema, value, { file: 'f' })).toBe(value);
  expect(() => check(schema, { known: 3, other: 1 }, { file: 'f', line: 7 })).toThrow('f:7: known must be a string; found 3. ');
  expect(() => check(schema, {}, { file: 'f', at: 'top' })).toThrow('f: top.known is missing. ');
  expect(() => check(schema, 3, { file: 'f' })).toThrow('f: it must be an object; found 3. ');
});
