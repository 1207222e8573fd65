import { readCsvTable, textOf } from '../../../pipeline/records/index.ts';
import { spoken } from '../../charts/findings.ts';
import { choicesOf, wordsOf } from '../../charts/words.ts';
import type { RunScores } from '../../compare/scores.ts';
import { count, fixed } from '../../format.ts';
import { messageOf } from '../../message.ts';
import { fileHref } from '../../site.ts';
import { shownName } from '../../words/names.ts';
import { faultText, notOfRun, recognisedSentence, rowDiffers, textsKept } from '../../words/own.ts';
import { answerDetail, conditionTitle } from '../../words/result.ts';
import { foundText } from '../../words/scored.ts';
import { evidenceNodes } from '../evidence-nodes.ts';
import { element } from '../nodes.ts';
import { FileFault } from './fault.ts';
import { setKept } from './flag.ts';
import { FORMAT, forget, type Kept, keptFiles, keptTexts } from './keep.ts';
import { ownId, tableName } from './names.ts';
import { type PublishedRow, type Recognised, textKey } from './published.ts';
import { type FileWorker, fileWorker } from './reader.ts';

/** UTF-16 units of a text that are shown, as where the build has it. */
const MOST = 20_000;

/** What holds the file that was chosen last. */
let holding: FileWorker | undefined;

const runOf = (host: HTMLElement): string => host.dataset.run ?? '';

async function fetched(path: string): Promise<Response> {
  const response = await fetch(fileHref(path));
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response;
}

/** The published rows of the page's run, as the site gives them away. */
async function rowsOf(run_id: string): Promise<PublishedRow[]> {
  const path = `/runs/${run_id}/run-results.csv`;
  const { columns, rows } = readCsvTable(textOf(new Uint8Array(await (await fetched(path)).arrayBuffer()), path), path);
  return rows.map(({ cells }) => Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null])) as unknown as PublishedRow);
}

function says(host: HTMLElement): HTMLElement {
  const there = host.querySelector<HTMLElement>('[role="status"]');
  if (there) return there;
  const made = element('p', { role: 'status', class: 'more' });
  host.append(made);
  return made;
}

/** The words of the page's probe, drawn as those of held texts are. */
function show(host: HTMLElement, rows: readonly PublishedRow[], texts: ReadonlyMap<string, string>, differ: Recognised['differ']): void {
  const own = rows.filter(({ probe_id }) => probe_id === host.dataset.probe);
  const answers = own.flatMap((row) => {
    const text = texts.get(textKey(row.probe_id, row.condition));
    const { condition, lek_score, chars, time_s } = row;
    return text === undefined
      ? []
      : [
          {
            condition,
            sample: 0,
            text,
            lek_score: lek_score as number,
            chars: chars as number,
            time_s: time_s as number | null,
            finish_reason: null,
          },
        ];
  });
  const words = wordsOf(answers, () => false, MOST);
  const pick = (value: number, label: string, checked = false) =>
    element(
      'label',
      { class: 'pick' },
      element('input', { type: 'radio', name: 'only', value: String(value), checked: checked ? '' : undefined }),
      element('span', { class: 'number' }, value === 0 ? 'all' : String(value)),
      ` ${label}`,
    );
  const scored = element(
    'div',
    { class: 'scored' },
    element(
      'fieldset',
      { class: 'choose' },
      element('legend', {}, 'What counts for'),
      pick(0, 'any signal', true),
      ...choicesOf(words).map(({ name, number }) => pick(number, spoken(name))),
    ),
    element(
      'div',
      { class: 'texts' },
      ...words.map((answer) =>
        element(
          'section',
          {},
          element('h3', {}, `${answer.title} `, element('small', {}, `${fixed(answer.lek_score, 1)}; ${answerDetail(answer)}`)),
          answer.blank !== undefined
            ? element('p', { class: 'more' }, answer.blank)
            : element(
                'section',
                { class: 'evidence', dir: 'auto', tabindex: '0', 'aria-label': `${answer.title}: the text, with what counts in it` },
                ...answer.segments.flatMap(evidenceNodes),
              ),
          answer.left > 0 && element('p', { class: 'more' }, `${count(answer.left)} more characters are in the file.`),
          element(
            'dl',
            { class: 'facts earned' },
            ...answer.earned.map(({ number, name, found, tenths }) =>
              element(
                'div',
                {},
                element(
                  'dt',
                  {},
                  element('span', { class: 'number' }, String(number)),
                  spoken(name),
                  ' ',
                  element('b', {}, fixed(tenths / 10, 1)),
                ),
                element('dd', {}, foundText(found, 12)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
  const off = differ.filter(({ probe_id }) => probe_id === host.dataset.probe);
  const notes = off.map(({ line, condition, what }) => element('p', { class: 'more' }, rowDiffers(conditionTitle(condition), line, what)));
  host.querySelector('[data-shown]')?.remove();
  host.append(element('div', { 'data-shown': '' }, ...notes, words.length > 0 && scored));
}

/** One button in the place of another, or of none. */
function offer(host: HTMLElement, label: string, work: () => Promise<void>): HTMLButtonElement {
  const button = element('button', { type: 'button', 'data-offer': '' }, label);
  button.addEventListener('click', () => void work());
  host.querySelector('[data-offer]')?.remove();
  host.querySelector('button')?.after(button);
  return button;
}

function offerForget(host: HTMLElement, kept: Pick<Kept, 'table' | 'found'>, again: () => void): HTMLButtonElement {
  return offer(host, 'Have it forgotten', async () => {
    await forget(kept.table);
    says(host).textContent = `${shownName(kept.found.file)} is forgotten.`;
    host.querySelector('[data-offer]')?.remove();
    again();
  });
}

/** Shows the texts of the page's probe where the run's own file is kept in this browser. */
export async function showKept(host: HTMLElement): Promise<void> {
  const found = await keptTexts(runOf(host));
  if (!found) return;
  show(host, await rowsOf(runOf(host)), found.texts, found.kept.recognised?.differ ?? []);
  says(host).textContent = textsKept(found.kept.found.file);
  offerForget(host, found.kept, () => host.querySelector('[data-shown]')?.remove());
}

/** Reads a file that the reader chose, holds it against the run's rows, and shows the texts of the page's probe that are theirs. */
export async function showFile(host: HTMLElement, file: File): Promise<void> {
  const status = says(host);
  const run_id = runOf(host);
  host.querySelector('[data-shown]')?.remove();
  host.querySelector('[data-offer]')?.remove();
  status.textContent = `Reading ${shownName(file.name)}…`;
  holding?.end();
  const worker = fileWorker();
  holding = worker;
  try {
    const table = tableName(file.name, new Set((await keptFiles()).map((kept) => kept.table)));
    const [rows, found] = await Promise.all([rowsOf(run_id), worker.ask({ do: 'read', file, run_id: ownId(table) })]);
    const recognised = await worker.ask({ do: 'recognise', published: rows, run_id });
    if (!recognised || recognised.equal === 0) {
      status.textContent = notOfRun(found.file, run_id, recognised?.both ?? 0);
      return;
    }
    const texts = await worker.ask({ do: 'texts', recognised, published: rows });
    show(host, rows, texts, recognised.differ);
    status.textContent = `${recognisedSentence(recognised)} It was read here and sent nowhere.`;
    offerKeep(host, worker, { format: FORMAT, table, found, recognised, compared: true }, rows);
  } catch (error) {
    if (error instanceof FileFault) status.textContent = faultText(file.name, error.fault);
    else status.textContent = `The rows of the run could not be loaded: ${messageOf(error)}. Reload the page to try again.`;
  }
}

function offerKeep(
  host: HTMLElement,
  worker: FileWorker,
  file: Omit<Kept, 'at' | 'probe_set'> & { recognised: Recognised },
  rows: readonly PublishedRow[],
): HTMLButtonElement {
  return offer(host, 'Keep it in this browser', async () => {
    try {
      const path = `/data/scores/${encodeURIComponent(file.recognised.run_id)}.json`;
      const { probe_set, edition, probes } = (await (await fetched(path)).json()) as RunScores;
      const known = probes.map(([probe_id, domain]) => ({ probe_id, domain, p20: probe_set === 'P20', edition, prompt_sha256: '' }));
      const kept = { ...file, probe_set, at: new Date().toISOString() };
      await worker.ask({ do: 'keep', kept, published: rows, probes: known, of: { probe_set, edition } });
      setKept(true);
      says(host).textContent = textsKept(file.found.file);
      offerForget(host, kept, () => offerKeep(host, worker, file, rows)).focus();
    } catch (error) {
      says(host).textContent = `${shownName(file.found.file)} could not be kept: ${messageOf(error)}`;
    }
  });
}
