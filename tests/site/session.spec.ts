import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { openDatabase } from '../../pipeline/compile/open.ts';
import type { Answer } from '../../pipeline/notebooks/answer.ts';
import { nativeAnswer } from '../../pipeline/notebooks/native.ts';
import { dist } from './pages.ts';
import { offer, openHarness, type Ran, runIn, site, startIn } from './session/page.ts';
import { makeTexts } from './session/texts.ts';

// What the session of a page promises, asked of DuckDB itself in a browser, over the files that the site ships.

test.describe.configure({ timeout: 120_000 });

const WORKER = '**/duckdb-browser-eh.worker*.js';
const packed = (file: string) => readFileSync(join(dist, 'duckdb', file));

/** A column with its type as DuckDB writes it but for the quotes around names of fields, which the library for Node always sets. */
const plainType = ({ name, type }: { name: string; type: string }) => ({ name, type: type.replaceAll('"', '') });

test.describe('one session', () => {
  test.describe.configure({ mode: 'serial' });
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    await openHarness(page);
  });
  test.afterAll(() => page.close());

  const run = (sql: string, options?: Parameters<typeof runIn>[2]) => runIn(page, sql, options);
  const rowsOf = async (sql: string) => {
    const { rows, message } = await run(sql);
    expect(message, sql).toBeUndefined();
    return rows;
  };

  test('starts from the packed files and says how many bytes there are', async () => {
    const { steps, message } = await startIn(page);
    expect(message).toBeUndefined();
    const of = offer.wasm.bytes + offer.database.bytes;
    expect(new Set(steps.map((each) => each.of))).toEqual(new Set([of]));
    expect(steps[0]).toEqual({ step: 'fetch', bytes: 0, of });
    expect(steps.slice(-3).map(({ step, bytes }) => [step, bytes])).toEqual([
      ['fetch', of],
      ['start', of],
      ['open', of],
    ]);
    const bytes = steps.map((each) => each.bytes);
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
    expect(await rowsOf('SELECT count(*) FROM leaderboard')).toEqual([[expect.any(Number)]]);
    // The page's own code, the worker, the WebAssembly and the database, as they come from a server that compresses nothing.
    const weights = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((each) => [each.name, (each as PerformanceResourceTiming).encodedBodySize] as const),
    );
    const weight = weights.filter(([name]) => name.startsWith('http')).reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(weight).toBeGreaterThan(of);
    expect(weight).toBeLessThan(9e6);
    await page.evaluate(async () => {
      if ((await window.startSession('../duckdb/session.json')) !== window.session) throw new Error('a page has one session');
    });
  });

  test('answers what DuckDB natively answers', async () => {
    const native = await openDatabase(join(dist, 'data/lem.duckdb'));
    const values = [
      `SELECT 1::TINYINT a, 200::UTINYINT b, 3000000000::UINTEGER c, 9007199254740992::BIGINT d, -9007199254740991::BIGINT e,
        18446744073709551615::UBIGINT f, -170141183460469231731687303715884105727::HUGEINT g, 340282366920938463463374607431768211455::UHUGEINT h,
        -123456789012345678901234567890::BIGNUM i`,
      `SELECT 15.2 a, -0.005 b, 123456789012345678901234567890.12345678::DECIMAL(38, 8) c, 7::DECIMAL(18, 0) d, sum(x) e
       FROM (VALUES (1.5), (NULL), (2.25)) t(x)`,
      "SELECT 0.1::FLOAT a, 0.1 + 0.2::DOUBLE b, 'NaN'::DOUBLE c, 'Infinity'::FLOAT d, '-Infinity'::DOUBLE e, -0.0::DOUBLE f, 1e300::DOUBLE g",
      "SELECT DATE '2024-02-29' a, DATE '0044-03-15 (BC)' b, 'infinity'::DATE c, '-infinity'::DATE d, DATE '10000-01-01' e, DATE '1969-12-31' f",
      `SELECT TIMESTAMP '2020-01-01 01:02:03.456789' a, TIMESTAMP '1969-12-31 23:59:59.999999' b, TIMESTAMPTZ '2020-01-01 00:00:00+02' c,
        TIMESTAMP_S '2020-01-01 00:00:01' d, TIMESTAMP_MS '2020-01-01 00:00:00.5' e, TIMESTAMP_NS '2020-01-01 00:00:00.123456789' f,
        'infinity'::TIMESTAMP g`,
      "SELECT TIME '01:02:03.5' a, TIMETZ '01:02:03+02' b, TIMETZ '23:00:00-05:30' c",
      `SELECT INTERVAL '14 months 3 days 01:02:03.5' a, INTERVAL '-1 month -1 microseconds' b, INTERVAL 0 DAY c, INTERVAL 100 HOUR d,
        TIMESTAMP '2020-03-01' - TIMESTAMP '2020-02-01' e`,
      `SELECT [1, NULL, 3] a, []::VARCHAR[] b, [[1.5], NULL, []] c, [1, 2]::INTEGER[2] d, [DATE '2020-01-01'] e, [DATE '2020-01-01', NULL]::DATE[2] f,
        list(x ORDER BY x) g FROM (VALUES (2::HUGEINT), (1)) t(x)`,
      `SELECT {'a b': 1, 'c': [{'d': 'x'}], '__proto__': NULL} a, MAP {1: 'x', 2: NULL} b, MAP {'k': {'n': 1.5}} c, MAP {}::MAP(VARCHAR, INTEGER) d,
        NULL::STRUCT(a INTEGER) e`,
      `SELECT x::ENUM('low', 'high', 'it''s') a, [x::ENUM('low', 'high', 'it''s')] b, {'e': x::ENUM('low', 'high', 'it''s')} c
       FROM (VALUES ('high'), (NULL), ('it''s')) t(x)`,
      `SELECT uuid '00000000-0000-0000-0000-0000000000ff' a, '\\x00\\xFFa'::BLOB b, ''::BLOB c, '10101'::BIT d, true e, false f, NULL g,
        NULL::BOOLEAN h, union_value(k := 1) i, 'äöü😀 \t\n' j, '' k`,
      'SELECT i, i % 3 = 0 AS third, CASE WHEN i % 7 = 0 THEN NULL ELSE i::VARCHAR END AS text FROM range(5000) t(i) ORDER BY i',
      'SELECT 1 AS a, 2 AS a, 3 AS "a b"',
      'FROM models ORDER BY model_id',
      'PIVOT models ON kind USING count(*) GROUP BY family ORDER BY family',
      'VALUES (1, NULL), (2, 3)',
      'WITH x AS (SELECT 1 AS n) SELECT * FROM x -- a note at the end',
    ];
    const queries = globSync('src/queries/**/*.sql')
      .sort()
      .map((file) => readFileSync(file, 'utf8'))
      // Without those that wait for a parameter, and those about the database that is current, which here is the reader's own.
      .filter((sql) => !/\$\w|current_database/.test(sql));
    expect(queries.length).toBeGreaterThan(30);
    for (const sql of [...values, ...queries]) {
      const { columns, rows, message } = await run(sql);
      expect(message, sql).toBeUndefined();
      const there = await nativeAnswer(native, sql);
      expect({ columns: columns?.map(plainType), rows }, sql).toEqual({ columns: there.columns.map(plainType), rows: there.rows });
    }
    native.closeSync();
  });

  test('hands over 10,000 rows, then the rest', async () => {
    const sql = 'SELECT i, i * 2 AS twice FROM range(25000) t(i) ORDER BY i';
    const first = await run(sql);
    expect([first.rows?.length, first.rows?.at(-1), first.more]).toEqual([10_000, [9_999, 19_998], true]);
    const whole = await page.evaluate(async (sql) => {
      const { more } = await window.session.run(sql, { rows: 3 });
      const whole = await more?.();
      return { length: whole?.answer.rows.length, last: whole?.answer.rows.at(-1), left: whole?.more !== undefined };
    }, sql);
    expect(whole).toEqual({ length: 25_000, last: [24_999, 49_998], left: false });
    expect((await run('SELECT * FROM range(10000)')).more).toBe(false);
    const gone = await page.evaluate(async (sql) => {
      const { more } = await window.session.run(sql);
      await window.session.schema();
      const whole = await more?.();
      const { more: again } = await window.session.run(sql);
      await window.session.run('SELECT 1');
      return [whole?.answer.rows.length, await again?.().catch((error: Error) => error.message)];
    }, sql);
    expect(gone).toEqual([25_000, expect.stringContaining('Run the query again')]);
  });

  test('marks where a query goes wrong, in letters and not in bytes', async () => {
    const typed = "SELECT 'äöü😀', nme FROM models";
    expect(await run(typed)).toMatchObject({ kind: 'name', offset: typed.indexOf('nme'), candidates: expect.arrayContaining(['name']) });
    const second = "SELECT 'ä;ö' -- ; ü\n; SELECT '😀' FROM models WHERE;";
    expect(await run(second)).toMatchObject({ kind: 'syntax', offset: second.lastIndexOf(';') });
    const third = "SELECT 'äöü😀' FROM models WHER kind = 'base'";
    expect(await run(third)).toMatchObject({ kind: 'syntax', offset: third.indexOf('kind') });
    expect(await run('SELEC 1')).toMatchObject({ kind: 'syntax', offset: 0, message: 'Syntax error at or near "SELEC".' });
    expect(await run("SELECT 'abc")).toMatchObject({ kind: 'syntax', offset: 7 });
    expect(await run('SELECT * FROM modelz')).toMatchObject({ kind: 'name', offset: 14, candidates: ['models'] });
    expect(await run('SELECT lower(1, 2)')).toMatchObject({ kind: 'name', candidates: ['lower(VARCHAR) -> VARCHAR'] });
    expect(await run("SELECT 'x'::ENUM('x') AS e, CAST('a' || i AS INTEGER) FROM range(3) t(i)")).toMatchObject({
      kind: 'other',
      offset: 28,
    });
    expect(await run(' -- nothing')).toMatchObject({ kind: 'syntax', message: 'There is nothing to run.' });
  });

  test('refuses what needs an extension, plainly, and goes on', async () => {
    for (const sql of [
      "SELECT '{}'::JSON",
      "SELECT json_extract('{}', 'a')",
      "FROM read_parquet('x.parquet')",
      'LOAD icu',
      'INSTALL icu',
      'FORCE INSTALL icu FROM core',
    ])
      expect(await run(sql), sql).toMatchObject({ kind: 'extension', message: expect.stringContaining('another host') });
    expect(await rowsOf('SELECT 42')).toEqual([[42]]);
  });

  test('reads no other file, writes none, and cannot be unlocked', async () => {
    const forbidden = [
      "FROM 'other.csv'",
      "FROM read_csv('https://example.org/x.csv')",
      "FROM read_text('/etc/passwd')",
      "FROM read_blob('texts/other.duckdb')",
      "FROM glob('*')",
      "ATTACH 'other.duckdb'",
      "ATTACH 'lem.duckdb' AS again",
      'DETACH lem',
      "COPY models TO 'x.csv'",
      "COPY (SELECT 1) TO 'lem.duckdb' (FORMAT csv, USE_TMP_FILE false)",
      "EXPLAIN ANALYZE COPY (SELECT 1) TO 'lem.duckdb' (FORMAT csv, USE_TMP_FILE false)",
      "PREPARE p AS COPY (SELECT 1) TO 'lem.duckdb' (FORMAT csv, USE_TMP_FILE false)",
      "EXPORT DATABASE 'x'",
      "IMPORT DATABASE 'x'",
      'SET enable_external_access = true',
      'RESET enable_external_access',
      'SET lock_configuration = false',
      "PRAGMA memory_limit = '8GB'",
      "SET allowed_paths = ['x']",
      'INSERT INTO models SELECT * FROM models',
      'DROP TABLE lem.main.models',
      'CREATE VIEW lem.main.x AS SELECT 1',
    ];
    for (const sql of forbidden) expect(await run(sql), sql).toMatchObject({ kind: 'forbidden', message: expect.stringMatching(/\.$/) });
    // Another search path is a reader's to set, and holds for what is asked with it.
    expect(await run('USE lem; SELECT current_database()')).toMatchObject({ rows: [['lem']] });
    expect(
      await run("CREATE TABLE landed AS SELECT 1 AS x; SELECT database_name FROM duckdb_tables() WHERE table_name = 'landed'"),
    ).toMatchObject({
      rows: [['memory']],
    });
    expect(await rowsOf('SELECT count(*) > 10 FROM models')).toEqual([[true]]);
    await run('DROP TABLE landed');
  });

  test('the own tables of a reader stand beside those of the site', async () => {
    const name = 'a "table"; DROP TABLE models; --';
    const type = (name: string, type: string) => ({ name, type });
    const answer: Answer = {
      columns: [
        type('text', 'VARCHAR'),
        type('whole "number"', 'BIGINT'),
        type('real', 'DOUBLE'),
        type('truth', 'BOOLEAN'),
        type('day', 'DATE'),
        type('moment', 'TIMESTAMP'),
        type('exact', 'DECIMAL(9,2)'),
        type('bytes', 'BLOB'),
        type('list', 'VARCHAR[]'),
        type('large', 'HUGEINT'),
      ],
      rows: [
        [
          'it\'s "a" text; 😀',
          9_007_199_254_740_991,
          0.1,
          true,
          '2024-02-29',
          '2024-01-02T03:04:05.678',
          1.25,
          '00ff',
          ['a', 'b c'],
          '170141183460469231731687303715884105727',
        ],
        [null, null, null, null, null, null, null, null, null, null],
        ['', -1, 'NaN', false, '1969-12-31', '1970-01-01T00:00:00', -0.5, '', [], '7'],
      ],
    };
    await page.evaluate(([name, answer]) => window.session.addTable(name, JSON.parse(answer), "it's mine"), [
      name,
      JSON.stringify(answer),
    ] as const);
    const read = `SELECT * FROM "${name.replaceAll('"', '""')}"`;
    expect(await run(read)).toMatchObject({
      columns: answer.columns,
      rows: answer.rows.map((row) => row.with(9, row[9] === '7' ? 7 : (row[9] ?? null))),
    });
    const schema = await page.evaluate(() => window.session.schema());
    expect(schema.at(-1)).toMatchObject({
      name,
      kind: 'own',
      comment: "it's mine",
      rows: 3,
      columns: answer.columns.map((each) => ({ ...each, comment: '' })),
    });
    expect(schema.find((table) => table.name === 'results')).toMatchObject({
      kind: 'table',
      rows: expect.any(Number),
      comment: expect.stringMatching(/^One row/),
    });
    expect(schema.find((table) => table.name === 'leaderboard')).toMatchObject({
      kind: 'view',
      columns: expect.arrayContaining([expect.objectContaining({ name: 'mean' })]),
    });
    expect(await page.evaluate(() => window.session.functions())).toEqual(
      expect.arrayContaining(['quantile_cont', 'regexp_matches', 'sum']),
    );

    const taken = await page.evaluate(
      (answer) => window.session.addTable('Results', JSON.parse(answer)).catch((error: Error) => error.message),
      JSON.stringify(answer),
    );
    expect(taken).toContain('another name');
    // A table of the reader's hides one of the site under its plain name; views of the site go on reading the site's.
    await run('CREATE TABLE summaries AS SELECT 1 AS x');
    expect(await rowsOf('SELECT * FROM summaries')).toEqual([[1]]);
    expect(await rowsOf('SELECT count(*) > 10 FROM leaderboard')).toEqual([[true]]);
    await page.evaluate((names) => Promise.all(names.map((each) => window.session.dropTable(each))), [name, 'summaries', 'never there']);
    expect((await page.evaluate(() => window.session.schema())).filter(({ kind }) => kind === 'own')).toEqual([]);
  });

  test('a failure in a transaction ends it', async () => {
    expect(await run('BEGIN; CREATE TABLE half AS SELECT 1 AS x; SELECT nothing FROM half')).toMatchObject({ kind: 'name' });
    expect(await run('FROM half')).toMatchObject({ kind: 'name' });
    expect(await rowsOf('SELECT 1')).toEqual([[1]]);
  });

  const MINE = `CREATE TYPE side AS ENUM ('a', 'b');
    CREATE TABLE mine (id INTEGER PRIMARY KEY, large HUGEINT, span INTERVAL, side side, list INTEGER[]);
    INSERT INTO mine SELECT i, i::HUGEINT * 1e20::HUGEINT, INTERVAL (i) DAY, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END, [i, NULL] FROM range(30000) t(i);
    COMMENT ON TABLE mine IS 'it''s mine';
    CREATE TEMP TABLE brief AS SELECT 'x' AS x;
    CREATE MACRO twice(a) AS a * 2;
    CREATE TEMP VIEW later AS SELECT id, side FROM mine WHERE id < 3;
    CREATE VIEW last AS SELECT count(*) AS n FROM later`;
  const LOOK = 'SELECT m.*, x, twice(n) AS t FROM mine m, brief, last WHERE id IN (0, 7, 29999) ORDER BY id';
  const SEEN: Ran['rows'] = [
    [0, 0, 'PT0S', 'a', [0, null], 'x', 6],
    [7, '700000000000000000000', 'P7D', 'b', [7, null], 'x', 6],
    [29_999, '2999900000000000000000000', 'P29999D', 'b', [29_999, null], 'x', 6],
  ];

  test('a query that hears it is stopped; the session goes on', async () => {
    expect((await run(MINE)).message).toBeUndefined();
    expect(await rowsOf(LOOK)).toEqual(SEEN);
    expect(await run('SELECT sum(length(md5(i::VARCHAR))) FROM range(100000000000) t(i)', { stopAfter: 300 })).toMatchObject({
      kind: 'stopped',
    });
    expect(await rowsOf(LOOK)).toEqual(SEEN);
  });

  test('one that does not hear loses its worker; the next has all that the reader had made', async () => {
    const [workers] = [page.workers()];
    expect(
      await run('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7', { stopAfter: 300 }),
    ).toMatchObject({ kind: 'stopped' });
    expect(await rowsOf(LOOK)).toEqual(SEEN);
    expect(page.workers()).not.toEqual(workers);
    expect(await run('INSERT INTO mine (id) VALUES (7)')).toMatchObject({
      kind: 'other',
      message: expect.stringMatching(/duplicate key/i),
    });
    const own = (await page.evaluate(() => window.session.schema())).filter(({ kind }) => kind === 'own');
    expect(own.map(({ name, comment, rows }) => [name, comment, rows])).toEqual([
      ['mine', "it's mine", 30_000],
      ['brief', '', 1],
      ['later', '', null],
      ['last', '', null],
    ]);
    expect(await run('SET enable_external_access = true')).toMatchObject({ kind: 'forbidden' });
  });

  test('a stop before DuckDB has heard of a query: it never does', async () => {
    const deaf = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7';
    const said = await page.evaluate(async (deaf) => {
      const kinds: string[] = [];
      for (const ticks of [0, 1, 2, 3, 5, 8, 13]) {
        const stop = new AbortController();
        const asked = window.session.run(deaf, { signal: stop.signal }).catch((error: { kind: string }) => kinds.push(error.kind));
        for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
        stop.abort();
        await asked;
      }
      return kinds;
    }, deaf);
    expect(said).toEqual(Array.from({ length: 7 }, () => 'stopped'));
    for (const stopAfter of [0, 3]) expect(await run(deaf, { stopAfter })).toMatchObject({ kind: 'stopped' });
    expect(await rowsOf(LOOK)).toEqual(SEEN);
  });

  test('a stop while a query waits for its turn, and one while the rest of an answer comes', async () => {
    const said = await page.evaluate(async () => {
      const stop = new AbortController();
      const first = window.session.run('SELECT count(*) FROM range(3000000)');
      const waiting = window.session.run('SELECT 1', { signal: stop.signal }).catch((error: { kind: string }) => error.kind);
      stop.abort();
      await first;
      const long = await window.session.run('SELECT i FROM range(100000000) t(i)');
      const other = new AbortController();
      setTimeout(() => other.abort(), 100);
      const rest = await long.more?.({ signal: other.signal }).catch((error: { kind: string }) => error.kind);
      return [await waiting, rest];
    });
    expect(said).toEqual(['stopped', 'stopped']);
    expect(await rowsOf(LOOK)).toEqual(SEEN);
  });

  test('a query without bounds runs out of memory, is told so, and takes nothing with it', async () => {
    expect(await run("SELECT length(string_agg(repeat('a', 1000), ',')) FROM range(5000000)")).toMatchObject({
      kind: 'memory',
      message: expect.stringContaining('memory'),
    });
    expect(await rowsOf(LOOK)).toEqual(SEEN);
    // What DuckDB does not survive.
    expect(await run("SELECT length(repeat(repeat('a', 1000000), 4000))")).toMatchObject({ kind: 'memory' });
    expect(await rowsOf(LOOK)).toEqual(SEEN);
  });
});

const gz = (file: string) => `**/duckdb/${file}`;

test.describe('a session that does not start', () => {
  test('a damaged database is not opened; the next try is a new one', async ({ page }) => {
    await openHarness(page);
    const damaged = gunzipSync(packed(offer.database.file));
    damaged[damaged.length - 1] = (damaged.at(-1) as number) ^ 1;
    await page.route(gz(offer.database.file), (route) => route.fulfill({ body: gzipSync(damaged) }));
    expect(await startIn(page)).toMatchObject({ kind: 'damaged', message: expect.stringContaining('The database arrived damaged') });
    await page.unroute(gz(offer.database.file));
    // Cut short, and packed so that it cannot be unpacked.
    for (const body of [
      packed(offer.database.file).subarray(0, 50_000),
      Buffer.concat([packed(offer.database.file).subarray(0, 50_000), Buffer.alloc(100_000)]),
    ]) {
      await page.route(gz(offer.database.file), (route) => route.fulfill({ body }));
      expect(await startIn(page)).toMatchObject({ kind: 'damaged' });
      await page.unroute(gz(offer.database.file));
    }
    expect(await startIn(page)).not.toHaveProperty('kind');
    expect(await runIn(page, 'SELECT count(*) > 0 AS some FROM models')).toMatchObject({ rows: [[true]] });
  });

  test('a site that was published anew in between says so', async ({ page }) => {
    await openHarness(page);
    const told = { kind: 'changed', message: expect.stringContaining('Reload the page') };
    const before = { ...offer, database: { ...offer.database, file: 'lem.000000000000.duckdb.gz', sha256: '0'.repeat(64) } };
    // The old names are read, the old file is gone, and the new names are there.
    let asked = 0;
    await page.route(gz('session.json'), (route) => {
      asked += 1;
      return asked === 1 ? route.fulfill({ json: before }) : route.continue();
    });
    expect(await startIn(page)).toMatchObject(told);
    // The old name answers with the new content.
    asked = 0;
    await page.route(gz(before.database.file), (route) => route.fulfill({ body: packed(offer.database.file) }));
    expect(await startIn(page)).toMatchObject(told);
    // The page's own code is of another version than the files.
    await page.route(gz('session.json'), (route) => route.fulfill({ json: { ...offer, version: '1.0.0' } }));
    expect(await startIn(page)).toMatchObject(told);
  });

  test('a file that the server lacks is named', async ({ page }) => {
    await openHarness(page);
    await page.route(gz(offer.database.file), (route) => route.fulfill({ status: 404, body: '' }));
    expect(await startIn(page)).toMatchObject({ kind: 'other', message: expect.stringContaining(offer.database.file) });
    await page.route(gz('session.json'), (route) => route.fulfill({ status: 404, body: '' }));
    expect(await startIn(page)).toMatchObject({ kind: 'other', message: expect.stringContaining('session.json') });
  });

  test('offline before and during the first load, and online again', async ({ page, context }) => {
    await openHarness(page);
    await context.setOffline(true);
    expect(await startIn(page)).toMatchObject({ kind: 'offline', message: expect.stringContaining('offline') });
    await context.setOffline(false);
    await page.route(gz(offer.wasm.file), (route) => route.abort('internetdisconnected'));
    expect(await startIn(page)).toMatchObject({ kind: 'offline' });
    await page.unroute(gz(offer.wasm.file));
    expect(await startIn(page)).not.toHaveProperty('kind');
    // All that is needed is here now.
    await context.setOffline(true);
    expect(await runIn(page, 'SELECT 1 AS one')).toMatchObject({ rows: [[1]] });
    await context.setOffline(false);
  });

  test('a browser without WebAssembly is told so, and nothing is fetched', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await openHarness(page);
    expect(await startIn(page)).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('WebAssembly') });
    expect(fetched.filter((address) => address.includes('/duckdb/'))).toEqual([]);
  });

  test('a worker that never answers is not waited for forever', async ({ page }) => {
    await page.clock.install();
    await openHarness(page);
    await page.route(WORKER, (route) => route.fulfill({ contentType: 'text/javascript', body: '// silent' }));
    const asked = page.waitForRequest(WORKER);
    const started = startIn(page);
    await asked;
    await page.clock.runFor(61_000);
    expect(await started).toMatchObject({ kind: 'stuck', message: expect.stringContaining('within a minute') });
  });

  test('a worker that cannot be loaded, and one without memory', async ({ page }) => {
    await openHarness(page);
    await page.route(WORKER, (route) => route.fulfill({ status: 404, body: '' }));
    expect(await startIn(page)).toMatchObject({ kind: 'other', message: expect.stringContaining('did not start') });
    const body = `onmessage = ({ data }) => postMessage({ messageId: 0, requestId: data.messageId, type: 'ERROR',
      data: { name: 'RangeError', message: 'WebAssembly.Memory(): could not allocate memory', stack: '' } });`;
    await page.route(WORKER, (route) => route.fulfill({ contentType: 'text/javascript', body }));
    expect(await startIn(page)).toMatchObject({ kind: 'memory', message: expect.stringContaining('memory') });
  });
});

test('a server that unpacks by itself serves as well as one that does not', async ({ page }) => {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').split('/duckdb/')[1] ?? '';
    response.writeHead(200, name.endsWith('.gz') ? { 'content-encoding': 'gzip' } : {});
    response.end(packed(name));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  await openHarness(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const { steps, kind } = await startIn(page);
  expect(kind).toBeUndefined();
  const last = steps.filter(({ step }) => step === 'fetch').at(-1);
  expect(last?.bytes).toBeCloseTo(last?.of as number, 3);
  expect(await runIn(page, 'SELECT count(*) > 0 AS some FROM models')).toMatchObject({ rows: [[true]] });
  server.close();
});

test('texts of a run are fetched when they are asked for', async ({ page }) => {
  const run_id = "made'here.p100.local";
  const { file, content } = await makeTexts(run_id);
  await openHarness(page);
  const left = [{ run_id: 'huge.p100.local', size: 9e9 }];
  await page.route(gz('session.json'), (route) => route.fulfill({ json: { ...offer, texts: [{ run_id, ...file }], left } }));
  let fetched = 0;
  await page.route(gz(file.file), (route) => {
    fetched += 1;
    return route.fulfill({ body: content });
  });
  expect(await startIn(page)).not.toHaveProperty('kind');
  expect(await page.evaluate(() => window.session.texts())).toEqual([{ run_id, bytes: file.bytes, attached: false }]);
  expect(fetched).toBe(0);
  const attach = () => page.evaluate((run_id) => window.session.attachTexts(run_id), run_id);
  expect([await attach(), await attach()]).toEqual(['responses_made_here_p100_local', 'responses_made_here_p100_local']);
  expect(fetched).toBe(1);
  expect(await page.evaluate(() => window.session.texts())).toMatchObject([{ attached: true }]);
  const look = 'SELECT count(*) AS n, any_value(response ORDER BY probe_id) AS text FROM responses_made_here_p100_local';
  expect(await runIn(page, look)).toMatchObject({ rows: [[2, '<b>one</b>']] });
  const schema = await page.evaluate(() => window.session.schema());
  expect(schema.at(-1)).toMatchObject({ name: 'responses_made_here_p100_local', kind: 'texts', rows: 2 });
  // They are there in the next worker too.
  await runIn(page, 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7', { stopAfter: 100 });
  expect(await runIn(page, look)).toMatchObject({ rows: [[2, '<b>one</b>']] });
  const refused = (run_id: string) =>
    page.evaluate((run_id) => window.session.attachTexts(run_id).catch((error: Error) => error.message), run_id);
  expect(await refused('huge.p100.local')).toContain('too large');
  expect(await refused('nobody')).toContain('not on this site');
});

test('what the site ships is what it says', () => {
  for (const { file, bytes, size } of [offer.wasm, offer.database, ...offer.texts]) {
    expect(packed(file).length).toBe(bytes);
    expect(bytes).toBeLessThan(25e6);
    expect(gunzipSync(packed(file)).length).toBe(size);
  }
  expect(gunzipSync(packed(offer.database.file)).equals(readFileSync(join(dist, 'data/lem.duckdb')))).toBe(true);
  expect(site()).toMatch(/\/$/);
});
