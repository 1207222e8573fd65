import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAb, scoreOf } from '../../pipeline/ab/index.ts';
import { AB_DEFAULTS } from '../../pipeline/ab/options.ts';
import { inProject } from '../../pipeline/project.ts';
import type { Speed } from '../../pipeline/records/speed.ts';
import { english, generator } from '../texts.ts';

const CHARS = 4500;

/** What of a response's time is this project's: a whole run against a server that answers at once with 4.5 KB. */
export async function overhead(): Promise<Speed['overhead']> {
  const random = generator(1);
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    if (request.url?.endsWith('/models')) return void response.end(JSON.stringify({ data: [{ id: 'bench-7b' }] }));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunks = (english(CHARS, random).match(/.{1,5}/gs) ?? []).map(
      (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`,
    );
    const usage = { prompt_tokens: 100, completion_tokens: chunks.length };
    response.end(
      `${chunks.join('')}data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }], usage })}\n\ndata: [DONE]\n\n`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'lem-bench-'));
  try {
    const began: number[] = [];
    await runAb(
      {
        ...AB_DEFAULTS,
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        prompts: inProject('seeds/P01-P100-rephrased.json'),
        output: join(folder, 'run.jsonl'),
        maxFailures: 1,
      },
      {
        response: (response) => {
          // As the progress line does.
          if (response.state === 'done') scoreOf(response);
          began.push(performance.now());
        },
      },
      { signal: new AbortController().signal },
    );
    const gaps = began.slice(1).map((at, i) => at - (began[i] as number));
    return { responses: gaps.length, chars: CHARS, milliseconds: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length };
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
