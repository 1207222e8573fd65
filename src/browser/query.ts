import { shownName } from '../words/names.ts';
import {
  addressSentence,
  attachedSentence,
  builtSentence,
  faultSentence,
  linkedSentence,
  noSessionSentence,
  progressSentence,
  stoppedSentence,
  stoppedWaiting,
} from '../words/query.ts';
import { type LemEditor, lineAndColumn, quoted, type RunDetail } from './editor/index.ts';
import { element } from './nodes.ts';
import { type Asked, openHistory } from './query-history.ts';
import { fragmentOf, LinkError, plainFragment, sqlOf } from './query-link.ts';
import { drawPast } from './query-past.ts';
import { drawSchema, drawTexts, readSchema, readTexts, withBuiltRows } from './query-schema.ts';
import { onSession, session, tablesChanged, useSessionAt } from './query-session.ts';
import { type Outcome, type Progress, QueryError, type SchemaTable, type Session, SessionError } from './session/types.ts';

/** A worked question of the page: its SQL, and the markup that answers it. */
interface Worked {
  id: string;
  sql: string;
  rows: number;
  built: Element;
  note: Element;
}

/** A wait that a signal ends. What was waited for goes on by itself. */
const waited = <T>(what: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([what, new Promise<never>((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))]);

/**
 * `<lem-query>`: the editor, its answer and what there is to ask. Everything in its markup can be read without it. DuckDB is fetched
 * at the first run. After every answer it sends `answered` (`CustomEvent<Outcome>`).
 */
class LemQuery extends HTMLElement {
  #past = openHistory();
  #worked = new Map<string, Worked>();
  #built: SchemaTable[] = [];
  #running: AbortController | undefined;
  /** The query that the answer shown is of. */
  #answered = '';

  connectedCallback(): void {
    useSessionAt(this.dataset.session ?? '');
    this.#readWorked();
    this.#built = readSchema(this.#part('schema'));
    this.#showSchema(this.#built);
    drawTexts(this.#part('texts'), readTexts(this.#part('texts')), (run_id) => void this.#attach(run_id));
    this.#showPast();
    const editor = this.#editor;
    this.#answered = editor.value;
    editor.schema = { tables: this.#built, functions: [] };

    editor.addEventListener('run', (event) => void this.#run((event as CustomEvent<RunDetail>).detail));
    editor.addEventListener('change', () => this.#changed());
    this.#press('run', () => void this.#run({ sql: editor.value, from: 0, part: 'all' }));
    this.#press('stop', () => this.#stop());
    this.#press('copy', () => void this.#copy());
    this.#press('clear', () => {
      this.#past.clear();
      this.#showPast();
      this.#say('Forgotten.');
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.#stop();
    });
    document.addEventListener('click', (event) => this.#follow(event));
    addEventListener('hashchange', () => void this.#fromAddress());
    onSession('progress', (progress) => this.#progress(progress));
    onSession('ready', (ready) => void this.#refresh(ready));
    onSession('tables', (changed) => void this.#refresh(changed));
    if (/Mac|iP(hone|ad)/.test(navigator.platform))
      this.#part('keys').replaceChildren(element('kbd', {}, '⌘'), ' ', element('kbd', {}, 'Enter'));
    void this.#fromAddress();
  }

  #part = (name: string): HTMLElement => this.querySelector(`[data-part="${name}"]`) as HTMLElement;

  get #editor(): LemEditor {
    return this.querySelector('lem-editor') as LemEditor;
  }

  #press(part: string, work: () => void): void {
    this.#part(part).addEventListener('click', work);
  }

  #say(sentence: string, fault = false): void {
    const status = this.#part('status');
    status.textContent = sentence;
    status.classList.toggle('fault', fault);
    this.#part('suggestions').hidden = true;
    this.#part('stale').hidden = !fault || this.#part('answer').childElementCount === 0;
  }

  #readWorked(): void {
    for (const details of document.querySelectorAll<HTMLElement>('details[data-asked]')) {
      const [built, note] = [details.querySelector<HTMLElement>('.built'), details.querySelector('.note')];
      const sql = details.querySelector('pre')?.textContent?.trim();
      if (!built || !note || !sql) continue;
      this.#worked.set(sql, { id: details.dataset.asked ?? '', sql, rows: Number(built.dataset.rows), built, note });
    }
  }

  /** A link of the page that holds a query, or names a worked one, opens it in the editor. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-asked], a[data-open]');
    const id = link?.dataset.asked ?? link?.dataset.open;
    const worked = [...this.#worked.values()].find((each) => each.id === id);
    if (!worked) return;
    event.preventDefault();
    history.pushState(null, '', plainFragment(worked.sql));
    this.#open(worked.sql);
    if (link?.dataset.open) this.#part('run').focus();
    if (this.#editor.getBoundingClientRect().top < 0 || link?.dataset.open) this.scrollIntoView();
  }

  async #fromAddress(): Promise<void> {
    try {
      const sql = await sqlOf(location.hash);
      if (sql !== undefined) this.#open(sql);
    } catch (error) {
      this.#say(error instanceof LinkError ? error.message : String(error), true);
    }
  }

  /** Puts a query into the editor and runs nothing. Where the page holds its answer from the build, it is shown. */
  #open(sql: string): void {
    this.#giveUp();
    if (this.#editor.value !== sql) this.#editor.value = sql;
    // It shows signs that a plain field would hide, such as those that turn the direction of writing.
    this.#editor.load().catch((error) => console.error(error));
    const worked = this.#worked.get(sql.trim());
    for (const link of this.querySelectorAll<HTMLElement>('a[data-asked]'))
      if (link.dataset.asked === worked?.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    this.#answered = sql;
    if (worked) {
      this.#part('answer').replaceChildren(worked.built.cloneNode(true), worked.note.cloneNode(true));
      this.#say(builtSentence(worked.rows));
    } else {
      this.#part('answer').replaceChildren();
      this.#say(linkedSentence(sql.split('\n').length > 20));
    }
  }

  #changed(): void {
    if (this.#running || this.#editor.value === this.#answered) return;
    if (this.#part('answer').childElementCount > 0) this.#say('Changed since the answer below: press Run.');
  }

  #busy(busy: boolean): void {
    this.#part('stop').hidden = !busy;
    this.#part('keys').hidden = busy;
    if (!busy) {
      this.#part('progress').hidden = true;
      this.#part('bytes').textContent = '';
    }
    this.#part('answer').setAttribute('aria-busy', String(busy));
  }

  #progress(progress: Progress, what?: string): void {
    if (!this.#running) return;
    const bar = this.#part('progress') as HTMLProgressElement;
    bar.hidden = false;
    if (progress.step === 'fetch' && progress.of !== null) {
      bar.max = progress.of;
      bar.value = progress.bytes;
    } else bar.removeAttribute('value');
    this.#part('bytes').textContent = progressSentence(progress, what);
  }

  /** Ends what runs, without a word. */
  #giveUp(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#busy(false);
  }

  #stop(): void {
    if (document.activeElement === this.#part('stop')) this.#part('run').focus();
    this.#running?.abort();
  }

  async #run({ sql, from, part }: RunDetail): Promise<void> {
    this.#running?.abort();
    if (sql.trim() === '') return this.#say('There is nothing to run.', true);
    const mine = new AbortController();
    this.#running = mine;
    const editor = this.#editor;
    const [at, asked] = [Date.now(), editor.value];
    let waiting = true;
    editor.mark(undefined);
    this.#busy(true);
    this.#say(part === 'selection' ? 'Running what is selected…' : 'Running…');
    try {
      history.replaceState(null, '', await fragmentOf(sql));
      const [open] = await waited(Promise.all([session(), import('./answer/index.ts')]), mine.signal);
      waiting = false;
      this.#pane();
      const outcome = await open.run(sql, { signal: mine.signal });
      if (mine !== this.#running) return;
      this.#show(outcome);
      this.#answered = asked;
      this.#remember({ sql, at, rows: outcome.answer.rows.length, ...(outcome.more ? { more: true } : {}) });
      if (/\b(create|drop|alter|attach|detach|insert|update|delete|comment)\b/i.test(sql)) tablesChanged();
    } catch (error) {
      if (mine !== this.#running) return;
      if (mine.signal.aborted) this.#say(waiting ? stoppedWaiting : stoppedSentence(Date.now() - at));
      else this.#fail(error, asked, from, { sql, at });
    } finally {
      if (mine === this.#running) {
        this.#running = undefined;
        this.#busy(false);
      }
    }
  }

  /** Shows an answer in the place of what stood there. */
  #show(outcome: Outcome): void {
    const pane = this.#pane();
    for (const other of [...this.#part('answer').children]) if (other !== pane) other.remove();
    pane.show(outcome);
    this.#say(addressSentence);
    this.dispatchEvent(new CustomEvent<Outcome>('answered', { detail: outcome, bubbles: true }));
  }

  /** The pane of answers. It stands in its place before there is an answer, so that what it says then is heard. */
  #pane() {
    const place = this.#part('answer');
    return place.querySelector('lem-answer') ?? place.appendChild(element('lem-answer', { label: 'Answer' }));
  }

  #fail(error: unknown, asked: string, from: number, { sql, at }: Pick<Asked, 'sql' | 'at'>): void {
    if (error instanceof QueryError) {
      this.#fault(error, asked, from);
      this.#remember({ sql, at, error: error.message.slice(0, 500) });
    } else {
      if (!(error instanceof SessionError)) console.error(error);
      this.#say(noSessionSentence(error instanceof Error ? error.message : String(error)), true);
    }
  }

  /** Says what is wrong with a query, and marks it where DuckDB says where; `from` is where the query began in the text. */
  #fault(error: QueryError, asked: string, from: number): void {
    const known = error.offset !== undefined && this.#editor.value === asked;
    if (!known) this.#say(error.message, true);
    else {
      const offset = from + (error.offset ?? 0);
      this.#editor.mark({ offset, message: error.message, candidates: error.candidates });
      this.#say(faultSentence(error.message, lineAndColumn(asked, offset)), true);
      this.#suggest(offset, error.candidates);
    }
  }

  #suggest(offset: number, candidates: readonly string[]): void {
    const button = (label: string, work: () => void) => {
      const made = element('button', { type: 'button' }, label);
      made.addEventListener('click', work);
      return made;
    };
    const suggestions = this.#part('suggestions');
    suggestions.replaceChildren(
      button('Go to it', () => this.#editor.select(offset)),
      ...candidates.map((name) => button(`Use ${name}`, () => this.#editor.mend(name))),
    );
    suggestions.hidden = false;
  }

  #remember(asked: Asked): void {
    this.#past.add(asked);
    this.#showPast();
  }

  #showPast(): void {
    const list = this.#past.list();
    this.#part('history-count').textContent = String(list.length);
    this.#part('history').hidden = list.length === 0;
    drawPast(this.#part('past'), list, ({ sql }) => {
      this.#open(sql);
      if (!this.#worked.has(sql.trim())) this.#say('Put back: press Run to ask it again.');
      this.#editor.focus();
    });
  }

  /** Copies an address that puts the query of the editor before whoever opens it. */
  async #copy(): Promise<void> {
    const fragment = await fragmentOf(this.#editor.value);
    try {
      await navigator.clipboard.writeText(new URL(fragment, location.href).href);
      this.#say('Link copied. Whoever opens it sees this query and has to run it.');
    } catch {
      history.replaceState(null, '', fragment);
      this.#say('This browser did not let the link be copied; the address of the page is now that link.');
    }
  }

  #showSchema(tables: readonly SchemaTable[]): void {
    drawSchema(this.#part('schema'), tables, (name) => this.#editor.insert(quoted(name)));
  }

  async #refresh(open: Session): Promise<void> {
    const [tables, functions] = await Promise.all([open.schema(), open.functions()]);
    const shown = withBuiltRows(tables, this.#built);
    this.#showSchema(shown);
    this.#editor.schema = { tables: shown, functions };
    drawTexts(this.#part('texts'), open.texts(), (run_id) => void this.#attach(run_id));
  }

  /** Makes the texts of a run a table; starts the session where there is none. */
  async #attach(run_id: string): Promise<void> {
    this.#giveUp();
    const mine = new AbortController();
    this.#running = mine;
    this.#busy(true);
    const run = shownName(run_id);
    this.#say(`Attaching the texts of ${run}…`);
    try {
      const open = await waited(session(), mine.signal);
      const name = await waited(
        open.attachTexts(run_id, (progress) => this.#progress(progress, 'the texts')),
        mine.signal,
      );
      tablesChanged();
      if (mine === this.#running) this.#say(attachedSentence(run, name));
    } catch (error) {
      if (mine !== this.#running) return;
      if (mine.signal.aborted) this.#say(stoppedWaiting);
      else this.#say(noSessionSentence(error instanceof Error ? error.message : String(error)), true);
    } finally {
      if (mine === this.#running) this.#giveUp();
    }
  }
}

customElements.define('lem-query', LemQuery);
