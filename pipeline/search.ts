import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { literal, openWork } from './compile/database.ts';
import { inProject } from './project.ts';

/** What a built search index is made of and weighs. */
export interface SearchReport {
  /** Pages of the site in the index. */
  pages: number;
  /** Scores in the index, each a record of its own. */
  scores: number;
  files: number;
  bytes: number;
  /** Milliseconds. */
  spent: number;
}

export interface SearchInputs {
  /** The built site; the index goes into its folder `pagefind`. */
  dist: string;
  /** The database that the site was built from. */
  database: string;
}

interface Model {
  model_id: string;
  kind: string;
  params_b: number;
}

interface Score extends Model {
  run_id: string;
  probe_id: string;
  condition: string;
  name: string;
  domain: string;
  probe_set: string;
  source: string;
  lek_score: number;
}

// Tables, drawings and code say little to who looks for words, and spoil the excerpts.
const LEFT_OUT = ['table', 'svg', '.key', '.tools', '.code', '.crumbs', '.turn', '.unseen'];
// Of what Pagefind writes, the interfaces it offers are not used: the site has its own.
const USED = /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\.en\.pagefind|.+\.pf_(?:meta|index|filter|fragment))$/;

const LONGEST_NAME = 80;

/** What a reader may call a model beside its name: its id, and `lek-1b` for a tuned model of that size. */
function aliasesOf({ model_id, kind, params_b }: Model): string[] {
  return kind === 'lek' ? [model_id, `lek-${params_b}b`] : [model_id];
}

/** What a page is, for the label beside its title in the list of what was found. */
function kindOf(path: string): string {
  const [folder, ...rest] = path.split('/');
  const single = rest.some((part) => part !== '');
  if (folder === 'models' && single) return 'Model';
  if (folder === 'probes' && single) return 'Probe';
  if (folder === 'runs' && single) return 'Run';
  if (folder === 'figures' && single) return 'Query';
  return 'Page';
}

/**
 * Builds the search index of a built site with Pagefind: every page but those of single results by its words, and every score as a
 * record that leads to its place on the page of its result. Addresses are without the base, so that the index does not depend on
 * it. The same pages and rows give the same files.
 * @throws Error where Pagefind refuses something
 */
export async function buildSearch({ dist, database }: SearchInputs): Promise<SearchReport> {
  const began = performance.now();
  const { createIndex, close } = await import('pagefind');
  try {
    const { index, errors } = await createIndex({ excludeSelectors: LEFT_OUT, forceLanguage: 'en' });
    if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
    const scores = (await readScores(database)).filter(({ run_id, probe_id }) => existsSync(join(dist, pageOf(run_id, probe_id))));
    const aliases = new Map((await readModels(database)).map((model) => [`models/${model.model_id}/`, aliasesOf(model)]));
    const paths = globSync('**/index.html', { cwd: dist })
      .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''))
      .filter((path) => !path.startsWith('results/') && !path.startsWith('pagefind/'))
      .sort();
    for (const path of paths) {
      const content = marked(readFileSync(join(dist, path, 'index.html'), 'utf8'), kindOf(path), aliases.get(path) ?? []);
      mustHold((await index.addHTMLFile({ url: `/${path}`, content })).errors, `/${path}`);
    }
    for (const score of scores) {
      const record = recordOf(score);
      mustHold((await index.addCustomRecord(record)).errors, record.url);
    }
    const { files, errors: unwritten } = await index.getFiles();
    mustHold(unwritten, 'the index');
    const used = files.filter(({ path }) => USED.test(path.replace(/^.*[\\/]/, '')));
    const folder = join(dist, 'pagefind');
    rmSync(folder, { recursive: true, force: true });
    for (const { path, content } of used) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    // What is given away of it goes with its licence.
    cpSync(inProject('node_modules/pagefind/LICENSE/LICENSE'), join(dist, 'licences/pagefind.txt'));
    const bytes = used.reduce((sum, { content }) => sum + content.length, 0);
    return { pages: paths.length, scores: scores.length, files: used.length, bytes, spent: performance.now() - began };
  } finally {
    await close();
  }
}

const pageOf = (run_id: string, probe_id: string): string => `results/${run_id}/${probe_id}/index.html`;

function mustHold(errors: readonly string[], what: string): void {
  if (errors.length > 0) throw new Error(`Search index, ${what}: ${errors.join('; ')}`);
}

const readModels = (database: string): Promise<Model[]> =>
  read(database, 'SELECT model_id, kind, params_b FROM built.models ORDER BY model_id');

const readScores = (database: string): Promise<Score[]> =>
  read(
    database,
    `SELECT x.run_id, x.probe_id, x.condition, m.model_id, m.name, m.kind, m.params_b, p.domain, r.probe_set, r.source, avg(x.lek_score) AS lek_score
    FROM built.results x
    JOIN built.runs r USING (run_id)
    JOIN built.models m USING (model_id)
    JOIN (SELECT probe_id, any_value(domain) AS domain FROM built.probes GROUP BY probe_id) p USING (probe_id)
    GROUP BY ALL
    ORDER BY x.run_id, x.probe_id, x.condition`,
  );

async function read<Row>(database: string, sql: string): Promise<Row[]> {
  const connection = await openWork();
  try {
    await connection.run(`ATTACH ${literal(database)} AS built (READ_ONLY)`);
    return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  } finally {
    connection.closeSync();
  }
}

/** The page as Pagefind reads it: its text alone, what it is, and other names of what it is about. */
function marked(html: string, kind: string, aliases: readonly string[]): string {
  const begin = '<main id="main">';
  if (!html.includes(begin)) throw new Error(`A page without ${begin} cannot be searched: the layout of the site begins every text so.`);
  const main = `<main id="main" data-pagefind-body><span data-pagefind-meta="kind:${kind}"></span>`;
  const names = aliases.length > 0 ? `<p>${aliases.join(' ')}</p>` : '';
  return html.replace(begin, main).replace('</main>', `${names}</main>`);
}

function recordOf(score: Score) {
  const { run_id, probe_id, condition, domain, probe_set, source, lek_score } = score;
  // A name may be of any length, and stands in every record of its run.
  const name = [...score.name].slice(0, LONGEST_NAME).join('');
  // `P88`, since the whole id is one long word.
  const number = probe_id.split('_')[0] ?? '';
  const here = source === 'published' ? '' : source === 'local' ? 'run here' : source;
  return {
    url: `/results/${encodeURIComponent(run_id)}/${encodeURIComponent(probe_id)}/#${encodeURIComponent(condition)}`,
    language: 'en',
    content: [name, ...aliasesOf(score), probe_id, number, domain, condition, probe_set, here].filter(Boolean).join(' '),
    meta: { title: `${probe_id}, ${name}`, kind: 'Score', condition, score: lek_score.toFixed(1), source },
    // The one value of the one filter: Pagefind writes several in no fixed order, and pages are what is not a score.
    filters: { of: ['score'] },
  };
}
