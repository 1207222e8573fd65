import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { build } from 'vite';
import type { startSession as start } from '../../../src/browser/session/index.ts';
import { policy } from '../../../src/policy.ts';
import { dist } from '../pages.ts';

// A page of the tests' own on the site under test: the session's code, built as the site builds it, under the policy that pages with
// WebAssembly have. It stands where no page of the site does, and reads the files that the site ships.

const HERE = 'session-under-test/';

/** Address of the site under test, with its final slash. */
export const site = (): string => process.env.SITE_ADDRESS as string;

export interface Offered {
  file: string;
  bytes: number;
  size: number;
  sha256: string;
}

/** `session.json` of the site under test. */
export const offer = JSON.parse(readFileSync(`${dist}/duckdb/session.json`, 'utf8')) as {
  version: string;
  wasm: Offered;
  database: Offered;
  texts: (Offered & { run_id: string })[];
  left: { run_id: string; size: number }[];
};

declare global {
  interface Window {
    startSession: typeof start;
    session: Awaited<ReturnType<typeof start>>;
  }
}

let bundle: Promise<Map<string, string | Uint8Array>> | undefined;

async function bundled(): Promise<Map<string, string | Uint8Array>> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    build: {
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: fileURLToPath(new URL('./harness.ts', import.meta.url)), output: { entryFileNames: 'harness.js' } },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((each) => ('output' in each ? each.output : []));
  return new Map(outputs.map((each) => [each.fileName, each.type === 'chunk' ? each.code : each.source]));
}

const TYPES: Record<string, string> = { js: 'text/javascript', html: 'text/html' };

/** Opens the page, on another server than the site's own where one is given. Whatever it asks of another host fails the test. */
export async function openHarness(page: Page, at = site()): Promise<void> {
  bundle ??= bundled();
  const files = await bundle;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Session</title>
    <meta http-equiv="content-security-policy" content="${policy({ wasm: true })}">
    <script type="module" src="./harness.js"></script></head><body></body></html>`;
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'blob:' && protocol !== 'data:') expect(`${origin}/`).toBe(new URL('/', at).href);
  });
  await page.route(`${at}${HERE}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.split(HERE)[1] || 'index.html';
    const body = name === 'index.html' ? html : files.get(name);
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    await route.fulfill({
      contentType: TYPES[name.split('.').at(-1) as string] ?? 'application/octet-stream',
      body: typeof body === 'string' ? body : Buffer.from(body),
    });
  });
  await page.goto(at + HERE);
  await page.waitForFunction(() => 'startSession' in window);
}

export interface Started {
  steps: { step: string; bytes: number; of: number | null }[];
  kind?: string;
  message?: string;
}

/** Starts the session of the page: what it told of its progress, and what went wrong where something did. */
export function startIn(page: Page): Promise<Started> {
  return page.evaluate(async () => {
    const steps: { step: string; bytes: number; of: number | null }[] = [];
    try {
      window.session = await window.startSession('../duckdb/session.json', (progress) => steps.push({ ...progress }));
      return { steps };
    } catch (error) {
      return { steps, kind: (error as { kind: string }).kind, message: (error as Error).message };
    }
  });
}

export interface Ran {
  columns?: { name: string; type: string }[];
  rows?: unknown[][];
  /** Whether rows are left. */
  more?: boolean;
  kind?: string;
  message?: string;
  offset?: number;
  candidates?: string[];
}

/** What a query gives, or why it gives nothing. `stopAfter` milliseconds it is stopped. */
export function runIn(page: Page, sql: string, options: { rows?: number; stopAfter?: number } = {}): Promise<Ran> {
  return page.evaluate(
    async ([sql, { rows, stopAfter }]) => {
      const stop = new AbortController();
      if (stopAfter !== undefined) setTimeout(() => stop.abort(), stopAfter);
      try {
        const { answer, more } = await window.session.run(sql, { ...(rows === undefined ? {} : { rows }), signal: stop.signal });
        return { ...(answer as Ran), more: more !== undefined };
      } catch (error) {
        const { kind, message, offset, candidates } = error as Required<Ran>;
        return { kind, message, offset, candidates };
      }
    },
    [sql, options] as const,
  );
}
