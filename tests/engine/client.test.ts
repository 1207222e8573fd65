import { afterEach, describe, expect, test } from 'vitest';
import { RequestError } from '../../pipeline/engine/chat.ts';
import { complete } from '../../pipeline/engine/client.ts';
import { assembler, errorText, eventSplitter } from '../../pipeline/engine/events.ts';
import { endpointBase, openRemote } from '../../pipeline/engine/index.ts';
import { waitBefore } from '../../pipeline/engine/retry.ts';
import { answer, broken, dropped, event, scripted, silent, status, type Turn } from './scripted.ts';

const QUESTION = { messages: [{ role: 'user' as const, content: 'Why?' }], max_tokens: 9, temperature: 0, top_p: null, seed: null };
const FAST = { tries: 3, first: 1, longest: 20 };

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function server(...turns: Turn[]) {
  const made = await scripted(...turns);
  open.push(made);
  return { ...made, address: { url: `${made.url}/v1`, model: 'm', own: false } };
}

/** An engine over a scripted server, which is asked for its models first. */
async function engine(turns: Turn[], options: { stall?: number; model?: string } = {}) {
  const models: Turn = status(200, { data: [{ id: 'm', owned_by: 'scripted' }] });
  const made = await server(models, ...turns);
  const opened = await openRemote({ endpoint: made.url, retries: FAST, ...options });
  open.push({ close: () => void opened.close() });
  return { ...opened, seen: made.seen };
}

describe('server-sent events', () => {
  test('however the text is cut, the same data come', () => {
    const text = ': note\n\ndata: {"a":1}\n\nevent: x\r\ndata:{"b":2}\r\n\r\ndata: [DONE]\n\n';
    for (let size = 1; size <= text.length; size++) {
      const split = eventSplitter();
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
      expect(pieces.flatMap(split)).toEqual(['{"a":1}', '{"b":2}', '[DONE]']);
    }
  });

  test('text, thoughts, ends and counts are put together', () => {
    const made = assembler();
    made.add(JSON.stringify({ choices: [{ delta: { role: 'assistant', content: null, reasoning: 'hm' } }] }));
    made.add(JSON.stringify({ choices: [{ delta: { reasoning_content: 'm' } }] }));
    made.add(JSON.stringify({ choices: [{ delta: { content: 'Yes' }, finish_reason: 'length' }] }));
    made.add(
      JSON.stringify({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } } }),
    );
    expect(made.end()).toEqual({
      text: 'Yes',
      reasoning: 'hmm',
      finish_reason: 'length',
      prompt_tokens: 5,
      completion_tokens: 2,
      cached_tokens: 4,
    });
  });

  test('an answer that breaks off is none', () => {
    const made = assembler();
    made.add(JSON.stringify({ choices: [{ delta: { content: 'Ye' }, finish_reason: null }] }));
    expect(() => made.end()).toThrow(/broke off/);
    expect(() => made.add('{"choices"')).toThrow(/no JSON object/);
    expect(() => made.add('{"error":{"message":"out of memory"}}')).toThrow(/out of memory/);
  });

  test('what servers say went wrong, in the shapes they use', () => {
    expect(errorText('plain')).toBe('plain');
    expect(errorText({ error: { message: 'OpenAI' } })).toBe('OpenAI');
    expect(errorText({ detail: 'FastAPI' })).toBe('FastAPI');
    expect(errorText({ other: 1 })).toBe('{"other":1}');
  });
});

describe('one request', () => {
  test('what is sent: streamed, with usage; nothing that was not asked for', async () => {
    const { address, seen } = await server(answer('Because.'));
    await complete(address, QUESTION);
    expect(seen[0]?.path).toBe('/v1/chat/completions');
    expect(seen[0]?.body).toEqual({
      model: 'm',
      messages: QUESTION.messages,
      max_tokens: 9,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  test('seed, top_p, arguments of the template and the key where there are any; the kernel is told to a server of ours alone', async () => {
    const { address, seen } = await server(answer('Because.'));
    const asked = { ...QUESTION, temperature: 0.8, top_p: 0.9, seed: 5, template: { enable_thinking: false }, prefix: 3 };
    await complete({ ...address, key: 'secret' }, asked);
    await complete({ ...address, own: true }, asked);
    expect(seen[0]?.body).toMatchObject({
      temperature: 0.8,
      top_p: 0.9,
      seed: 5,
      chat_template_kwargs: { enable_thinking: false },
      messages: QUESTION.messages,
    });
    expect(seen[0]?.headers.authorization).toBe('Bearer secret');
    expect(seen[1]?.body.messages).toEqual([{ ...QUESTION.messages[0], lem_prefix: 3 }]);
  });

  test('the answer, whole, with characters that fall between two pieces', async () => {
    const text = 'Été 🌊 你好';
    const bytes = Buffer.from(`${event({ choices: [{ delta: { content: text }, finish_reason: 'stop' }] })}data: [DONE]\n\n`);
    const { address } = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let at = 0;
      const next = () => (at < bytes.length ? response.write(bytes.subarray(at, ++at), () => setImmediate(next)) : response.end());
      next();
    });
    expect(await complete(address, QUESTION)).toMatchObject({ text, finish_reason: 'stop' });
  });

  test('a server that does not stream is understood too', async () => {
    const whole = {
      choices: [{ message: { content: 'Because.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 2, completion_tokens: 1 },
    };
    const { address } = await server(status(200, whole));
    expect(await complete(address, QUESTION)).toMatchObject({ text: 'Because.', prompt_tokens: 2 });
  });

  test.each([
    [400, 'refused'],
    [404, 'refused'],
    [401, 'refused'],
    [302, 'refused'],
    [408, 'busy'],
    [429, 'busy'],
    [500, 'busy'],
    [503, 'busy'],
  ])('HTTP %d is %s', async (code, kind) => {
    const { address, seen } = await server(status(code, { error: 'no' }, { location: 'http://elsewhere.example/' }));
    await expect(complete(address, QUESTION)).rejects.toMatchObject({ kind, status: code });
    expect(seen.length).toBe(1);
  });

  test('a connection that drops or breaks off is lost; nothing of a half answer is kept', async () => {
    for (const turn of [dropped, broken]) {
      const { address } = await server(turn);
      await expect(complete(address, QUESTION)).rejects.toMatchObject({ kind: 'lost' });
    }
    await expect(complete({ url: 'http://127.0.0.1:9/v1', model: 'm', own: false }, QUESTION)).rejects.toMatchObject({ kind: 'lost' });
  });

  test('given up when the signal says so', async () => {
    const { address } = await server(silent);
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    await expect(complete(address, QUESTION, { signal: stopping.signal })).rejects.toMatchObject({ kind: 'aborted' });
  });

  test('a key that a server sends back is not shown', async () => {
    const { address } = await server((asked, response) => status(400, { error: `bad ${asked.headers.authorization}` })(asked, response));
    const error = await complete({ ...address, key: 'sesame' }, QUESTION).catch((error: unknown) => error as RequestError);
    expect((error as RequestError).message).toContain('***');
    expect((error as RequestError).message).not.toContain('sesame');
  });
});

describe('an endpoint', () => {
  test.each([
    ['http://host:8000', 'http://host:8000/v1'],
    ['http://host:8000/v1/', 'http://host:8000/v1'],
    ['https://host/api/v1/chat/completions', 'https://host/api/v1'],
    ['http://host/openai', 'http://host/openai/v1'],
  ])('%s is asked at %s', (given, base) => expect(endpointBase(given)).toBe(base));

  test('what is no address, or holds a password, is refused', () => {
    expect(() => endpointBase('localhost:8000')).toThrow(/no http address/);
    expect(() => endpointBase('http://me:secret@host/')).toThrow(/LEM_API_KEY/);
  });

  test('lost and busy requests are sent again, others are not', async () => {
    const { ask, seen } = await engine([dropped, status(503), answer('Third.')]);
    expect(await ask(QUESTION)).toMatchObject({ state: 'done', text: 'Third.' });
    expect(seen.length).toBe(4);
    const other = await engine([status(400, { error: 'too long' }), answer('never')]);
    expect(await other.ask(QUESTION)).toEqual({ state: 'refused', why: 'HTTP 400: too long' });
    expect(other.seen.length).toBe(2);
  });

  test('what fails every time is failed, not an empty text', async () => {
    const { ask, seen } = await engine([status(500, { error: 'no memory' })]);
    expect(await ask(QUESTION)).toEqual({ state: 'failed', why: 'HTTP 500: no memory (3 tries)' });
    expect(seen.length).toBe(4);
  });

  test('an empty answer is an answer', async () => {
    const { ask } = await engine([answer('')]);
    expect(await ask(QUESTION)).toMatchObject({ state: 'done', text: '' });
  });

  test('a server without a sign of life is given up, and at the second time ends the run', async () => {
    const { ask } = await engine([silent], { stall: 0.3 });
    await expect(ask(QUESTION)).rejects.toThrow(/no sign of life for 0.3 s, twice/);
  });

  test('which model: the only one, or the one that is named', async () => {
    const two = status(200, { data: [{ id: 'a' }, { id: 'b' }] });
    const { url } = await server(two);
    await expect(openRemote({ endpoint: url })).rejects.toThrow(/2 models: a, b/);
    const named = await openRemote({ endpoint: url, model: 'b' });
    expect(named.served).toBe('b');
    await named.close();
    await expect(openRemote({ endpoint: 'http://127.0.0.1:9' })).rejects.toThrow(/No server answers/);
  });

  test('waits grow, are bounded, and follow what the server asks', () => {
    const policy = { tries: 9, first: 100, longest: 1000 };
    const wait = (attempt: number, error = new RequestError('busy', '')) => waitBefore(attempt, error, policy, () => 0.5);
    expect([2, 3, 4, 5, 6, 7].map((attempt) => wait(attempt))).toEqual([100, 200, 400, 800, 1000, 1000]);
    expect(wait(2, new RequestError('busy', '', { wait: 700 }))).toBe(700);
    expect(wait(2, new RequestError('busy', '', { wait: 9000 }))).toBe(1000);
  });
});
