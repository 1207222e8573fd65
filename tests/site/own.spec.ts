import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { score } from '../../pipeline/scorer/index.ts';
import { tableName } from '../../src/browser/own/names.ts';
import { plainFragment } from '../../src/browser/query-link.ts';
import { makeRun } from '../compile/run-maker.ts';
import { inspectLog, lmEvalLine } from '../foreign/files.ts';
import { archive } from '../own/archive.ts';
import { shared } from '../shared.ts';

// Files of a reader on the page of queries. DuckDB is started once for all: the tests go on one after another on one page.
test.describe.configure({ mode: 'serial' });

const RUN = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');
const HOSTILE = '<img src=x onerror="document.title=1">\u202e"; DROP TABLE results; --';
const TEXT = 'However, I feel that both sides matter. For example, Paris?';
const at = (path: string) => new URL(path, process.env.SITE_ADDRESS).href;
const SLOW = { timeout: 60_000 };

let page: Page;
const requests: string[] = [];
const faults: string[] = [];

const own = () => page.locator('lem-own-files');
const item = (table: string) => own().locator(`li[data-table="${table}"]`);
const status = () => own().getByRole('status');

/** Lets files go above the page, wherever: here above its heading. */
async function drop(...files: { name: string; content: string | number[] }[]): Promise<void> {
  await page.evaluate((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, content } of dropped)
      transfer.items.add(new File([typeof content === 'string' ? content : Uint8Array.from(content)], name));
    const target = document.querySelector('h1') as Element;
    for (const type of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);
}

/** Asks as a reader does, and gives the rows of the answer, one text each. */
async function query(sql: string): Promise<string> {
  const answered = page.evaluate(
    () =>
      new Promise<string>((done) => {
        const tell = (event: Event) => done(JSON.stringify((event as CustomEvent<{ answer: { rows: unknown[] } }>).detail.answer.rows));
        document.addEventListener('answered', tell, { once: true });
      }),
  );
  // As a link would put it there; nothing runs by itself.
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, plainFragment(sql));
  await expect(page.locator('lem-query [data-part="status"]')).toHaveText(/press run/i);
  await page.locator('lem-query [data-part="run"]').click();
  return answered;
}

const jsonl = (...lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
let folder: string;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'lem-own-'));
  page = await (await browser.newContext()).newPage();
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(at('query/'));
  await page.waitForLoadState('networkidle');
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
});
test.afterAll(async () => {
  await page?.context().close();
  rmSync(folder, { recursive: true, force: true });
});

test('says that nothing leaves the machine, before and while a file is dropped', async () => {
  await expect(own()).toContainText('Nothing leaves this machine.');
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'x.csv'));
    document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await expect(own().getByText('Let go to read it here.')).toBeVisible();
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'x.csv'));
    document.body.dispatchEvent(new DragEvent('dragleave', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await expect(own().getByText('Let go to read it here.')).toBeHidden();
});

test('a run of this project becomes a table, scored', async () => {
  test.setTimeout(120_000);
  const path = makeRun(folder, {
    model_id: 'made-model',
    probes: [
      { id: 'P01_IDENTITY_WHISTLEBLOWER', domain: 'Identity' },
      { id: 'P02_IDENTITY_REFUGEE', domain: 'Identity' },
    ],
    conditions: ['baseline', 'json'],
    text: (id, condition) => `${TEXT} ${id} ${condition}`,
  });
  await drop({ name: 'made-model.p100.jsonl', content: readFileSync(path, 'utf8') });
  const made = item('own_made_model_p100');
  await expect(made).toContainText('An A/B run of made-model: 4 responses to 2 probes in two conditions.');
  await expect(made.locator('tbody th')).toHaveText(['no kernel', 'JSON kernel']);
  await expect(made.getByRole('link', { name: 'Query' })).toBeVisible(SLOW);
  await expect(status()).toHaveText('made-model.p100.jsonl was read: 4 rows, in the table own_made_model_p100.');
});

test('its rows stand beside the published ones', async () => {
  test.setTimeout(120_000);
  const answer = await query(
    `SELECT o.probe_id, o.source, o.lek_score, count(x.lek_score) AS published FROM own_made_model_p100 o JOIN results x USING (probe_id, condition) WHERE o.probe_id LIKE 'P01%' AND condition = 'json' GROUP BY ALL`,
  );
  expect(answer).toContain('P01_IDENTITY_WHISTLEBLOWER');
  expect(answer).toContain('own');
});

test('its first question puts its averages beside the published ones of its probe set', async () => {
  const address = (await item('own_made_model_p100').getByRole('link', { name: 'Query' }).getAttribute('href')) ?? '';
  const answer = await query(decodeURIComponent(address.replace('#sql=', '')));
  expect(answer).toContain('"own_made_model_p100","json",2,');
  expect(answer).toContain('"mistral-7b-v0.1.p20","baseline",21,3.8');
  expect(answer).not.toContain('.p100"');
});

test('every other kind of file, several at once', async () => {
  test.setTimeout(120_000);
  const parquet = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'n', data: [1, 2, 3], type: 'INT32' },
        { name: 's', data: ['a', 'b', null], type: 'STRING' },
      ] as never,
    }),
  );
  await drop(
    { name: 'samples_gsm8k_2026.jsonl', content: jsonl(lmEvalLine(0, [TEXT]), lmEvalLine(1, ['x'])) },
    { name: 'log.json', content: JSON.stringify(inspectLog(), null, 2) },
    { name: 'packed.eval', content: [...archive([['samples/P01_ONE_epoch_1.json', JSON.stringify(inspectLog().samples[0]), 93]])] },
    { name: 'answers.jsonl', content: jsonl({ question_id: 'q1', completion: TEXT, model: 'm' }) },
    { name: 'order.csv', content: 'model;mean\na;1.5\nb;2\n' },
    { name: 'table.parquet', content: [...parquet] },
  );
  await expect(item('own_samples_gsm8k_2026')).toContainText(
    'Samples of lm-evaluation-harness: 2 responses to 2 documents. Taken: response from “resps”, id from “doc.id”',
  );
  await expect(item('own_log')).toContainText('A log of Inspect of mockllm/model: 4 responses to 3 samples.');
  await expect(item('own_packed')).toContainText('A log of Inspect: 1 response to 1 sample.');
  await expect(item('own_answers')).toContainText(
    'Rows of responses: 1 response to 1 id. Taken: response from “completion” and id from “question_id”.',
  );
  await expect(item('own_order')).toContainText('A table as it stands, without responses to score: 2 rows of 2 columns.');
  await expect(item('own_table')).toContainText('3 rows of 2 columns');
  await expect(item('own_table').getByRole('link', { name: 'Query' })).toBeVisible(SLOW);
  const answer = await query(
    'SELECT (SELECT sum(mean) FROM own_order) AS a, (SELECT sum(n) FROM own_table) AS b, (SELECT max(lek_score) FROM own_answers) AS c',
  );
  for (const value of ['3.5', '6', String(score(TEXT).lek_score)]) expect(answer).toContain(value);
});

test('bad files say file, line, what and what to do', async () => {
  test.setTimeout(120_000);
  await drop(
    { name: 'half.jsonl', content: '{"id":1,"response":"whole"}\n{"id":2,"response":NaN}\n{"id":3,"respo' },
    { name: 'empty.csv', content: '' },
    { name: 'bytes.jsonl', content: [0x7b, 0x22, 0xff, 0x22, 0x0a] },
    { name: 'doubled.csv', content: 'a,a\n1,2\n' },
    { name: 'logs.eval', content: [0x50, 0x4b, 3, 4, 0] },
  );
  const half = item('own_half');
  await expect(half).toContainText('Two lines could not be read');
  await expect(half).toContainText(
    'half.jsonl:2: NaN is no JSON number. Python writes NaN and Infinity so; put null or the right number there.',
  );
  await expect(half).toContainText(/half\.jsonl:3: the last line is half-written: \d+ bytes from byte \d+ on/);
  await expect(item('own_empty').locator('.fault')).toHaveText('empty.csv: the file is empty. Choose a file with at least one row.');
  await expect(item('own_bytes').locator('.fault')).toHaveText(/^bytes\.jsonl:1: byte 3 \(0xff\) is not UTF-8\. /);
  await expect(item('own_doubled').locator('.fault')).toHaveText('doubled.csv:1: column "a" is doubled. Keep one of each name.');
  await expect(item('own_logs').locator('.fault')).toContainText('inspect log convert logs.eval --to json --output-dir json-logs');
  for (const table of ['own_empty', 'own_bytes', 'own_doubled', 'own_logs'])
    await item(table).getByRole('button', { name: 'Remove' }).click();
  await expect(own().locator('li[data-state="refused"]')).toHaveCount(0);
});

test('hostile names and texts are text', async () => {
  await drop({ name: `${HOSTILE}.jsonl`, content: jsonl({ id: HOSTILE, response: HOSTILE, condition: HOSTILE, [HOSTILE]: HOSTILE }) });
  const hostile = item(tableName(`${HOSTILE}.jsonl`));
  await expect(hostile).toContainText('<img src=x onerror=', SLOW);
  await expect(hostile.getByRole('link', { name: 'Query' })).toBeVisible(SLOW);
  await expect(page.locator('main img')).toHaveCount(0);
  await expect(page).not.toHaveTitle('1');
  await hostile.getByRole('button', { name: 'Remove' }).click();
  await expect(hostile).toHaveCount(0);
  expect(await query('SELECT count(*) AS n FROM results')).not.toBe('');
});

test('a published run’s own file is recognised', async () => {
  test.skip(!RUN, 'the published files are not here');
  test.setTimeout(120_000);
  await own()
    .locator('input[type="file"]')
    .setInputFiles(RUN as string);
  const run = item('own_ab_base_mistral_7b_v01_mlxlm');
  await expect(run).toContainText(
    'This is the published run mistral-7b-v0.1.p20: all 63 responses have the counts, length and score of its rows.',
    SLOW,
  );
  await expect(run.locator('tbody td:last-child')).toHaveText(['3.80', '4.63', '2.25']);
});

test('a large file can be stopped, and the page goes on meanwhile', async () => {
  test.setTimeout(120_000);
  const line = JSON.stringify({ id: 'x', response: TEXT.repeat(40) });
  await page.evaluate((text) => {
    const lines = Array.from({ length: 20_000 }, () => `${text}\n`);
    const transfer = new DataTransfer();
    transfer.items.add(new File(lines, 'large.jsonl'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, line);
  const large = item('own_large');
  await expect(large.getByRole('progressbar', { name: 'Reading large.jsonl' })).toBeVisible();
  // The page answers while the file is read beside it.
  expect(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(true))))).toBe(true);
  // While the bar moves, the button under a reader's pointer stays the same button.
  const stop = await large.getByRole('button', { name: 'Stop' }).elementHandle();
  const bar = large.getByRole('progressbar');
  const read = await bar.evaluate((element: HTMLProgressElement) => element.value);
  await expect.poll(() => bar.evaluate((element: HTMLProgressElement) => element.value)).toBeGreaterThan(read);
  expect(await stop?.evaluate((element) => element.isConnected)).toBe(true);
  await large.getByRole('button', { name: 'Stop' }).click();
  await expect(large).toHaveCount(0);
  await expect(status()).toHaveText('large.jsonl was not read to its end, and nothing of it is here.');
});

test('no request has left but those of the session', () => {
  expect(faults).toEqual([]);
  const { origin } = new URL(page.url());
  const other = requests.filter((request) => !request.startsWith(`GET ${origin}/`) && !request.startsWith(`GET blob:${origin}/`));
  expect(other).toEqual([]);
  // The pane of answers asks once for the ids that it links; the browser looks at the page's icon again as its address changes.
  expect(requests.filter((request) => !/\/(?:_astro|duckdb)\/|\/data\/ids\.json$|\/favicon\.svg$|GET blob:/.test(request))).toEqual([]);
});

test('satisfies axe and fits, light and dark', async () => {
  test.setTimeout(120_000);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 820, 1440]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).include('lem-own-files').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    }
  // What measures the page sets styles in it, which the policy of the page refuses and reports.
  faults.length = 0;
});

test('kept, a file is compared with published runs; the sets are held apart', async () => {
  test.setTimeout(120_000);
  const made = item('own_made_model_p100');
  await made.getByRole('button', { name: 'Keep in this browser' }).focus();
  await page.keyboard.press('Enter');
  await expect(made.getByRole('button', { name: 'Forget' })).toBeFocused();
  await item('own_answers').getByRole('button', { name: 'Keep in this browser' }).click();
  await expect(item('own_answers').getByRole('button', { name: 'Forget' })).toBeVisible();
  await made.getByRole('link', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/compare\/\?a=own\.own_made_model_p100\/baseline$/);
  const a = page.getByRole('combobox', { name: 'A', exact: true });
  await expect(a).toHaveValue('own.own_made_model_p100/baseline');
  await expect(a.locator('optgroup[label="In this browser alone"] option')).toHaveText([
    'own_made_model_p100, no kernel',
    'own_made_model_p100, JSON kernel',
    'own_answers, unstated',
  ]);
  const says = page.locator('run-compare [data-part="status"]');
  await page.getByRole('combobox', { name: 'minus B' }).selectOption('mistral-7b-v0.1.p20/baseline');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(says).toHaveText('Compared on 2 probes.');
  await expect(page.locator('run-compare [data-part="notes"]')).toContainText(
    'own_made_model_p100 is not published: nobody but you has checked it. In which words it asked its probes is not known here.',
  );
  await expect(page.locator('run-compare [data-part="notes"]')).toContainText(
    'Only the 2 probes that both sides answered are used; A has 2, B 21.',
  );
  await page.goto(at('compare/?a=own.own_made_model_p100/json&b=gemma-3-12b.p100/json'));
  await expect(says).toHaveText(
    'P20 and P100 are different sets of probes, and scores on different sets are never compared: choose two sides on the same one.',
  );
  await page.goto(at('compare/?a=own.nowhere/json&b=gemma-3-12b.p100/json'));
  await expect(says).toHaveText(
    '“own.nowhere/json” is a file that somebody keeps in a browser of theirs, not in this one: choose another from the list.',
  );
});

test('kept files are there after a reload, as tables too; forgotten, they are gone', async () => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(at('query/'));
  const made = item('own_made_model_p100');
  await expect(made).toContainText('its table comes with the first query');
  expect(await query('SELECT probe_id FROM own_made_model_p100 ORDER BY probe_id, condition')).toContain('P02_IDENTITY_REFUGEE');
  await expect(made.getByRole('link', { name: 'Query' })).toBeVisible(SLOW);
  for (const table of ['own_made_model_p100', 'own_answers']) {
    await item(table).getByRole('button', { name: 'Forget' }).click();
    await expect(item(table).getByRole('button', { name: 'Keep in this browser' })).toBeVisible();
  }
  await page.reload();
  await expect(own().getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(own().locator('li')).toHaveCount(0);
  await page.goto(at('compare/'));
  await expect(page.locator('optgroup[label="In this browser alone"]')).toHaveCount(0);
});

test('hostile names are text in a comparison too, and break nothing', async () => {
  test.setTimeout(120_000);
  const long = 'W'.repeat(3000);
  const rows = (text: string) =>
    jsonl(
      ...[HOSTILE, long, 'c', 'd', 'e', 'f'].map((id, n) => ({
        id,
        condition: HOSTILE,
        domain: `${long}${n % 2}`,
        response: text.repeat(n + 1),
      })),
    );
  await page.goto(at('query/'));
  await drop({ name: 'one.jsonl', content: rows(TEXT) }, { name: 'two.jsonl', content: rows(`${TEXT} What if we both trust it?\n\n`) });
  for (const table of ['own_one', 'own_two']) {
    await item(table).getByRole('button', { name: 'Keep in this browser' }).click(SLOW);
    await expect(item(table).getByRole('button', { name: 'Forget' })).toBeVisible(SLOW);
  }
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(at(`compare/?a=${encodeURIComponent(`own.own_one/${HOSTILE}`)}&b=${encodeURIComponent(`own.own_two/${HOSTILE}`)}`));
    await expect(page.locator('run-compare [data-part="status"]')).toHaveText('Compared on 6 probes.');
    await expect(page.locator('run-compare [data-part="headline"]')).toContainText('<img src=x onerror=');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  }
  await expect(page.locator('main img')).toHaveCount(0);
  await expect(page).not.toHaveTitle('1');
});

test('where DuckDB cannot come, a file is read and scored all the same', async () => {
  const offline = await page.context().newPage();
  await offline.route('**/duckdb/**', (route) => route.abort());
  await offline.goto(at('query/'));
  await offline.locator('lem-own-files input[type="file"]').setInputFiles({
    name: 'alone.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(jsonl({ id: 'a', response: TEXT })),
  });
  const alone = offline.locator('li[data-table="own_alone"]');
  await expect(alone.locator('tbody td:last-child')).toHaveText(score(TEXT).lek_score.toFixed(2));
  await expect(alone.locator('.fault')).toContainText('It was read, but there is no table of it to query: ', SLOW);
  await offline.close();
});

test('nothing complained', () => expect(faults).toEqual([]));
