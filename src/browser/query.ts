import { messageOf } from '../message.ts';
import { shownName } from '../words/names.ts';
import {
  addressSentence,
  attachedSentence,
  builtSentence,
  faultSentence,
  linkedSentence,
  noSessionSentence,
  stoppedSentence,
  stoppedWaiting,
} from '../words/query.ts';
import { type LemEditor, lineAndColumn, quoted, type RunDetail } from './editor/index.ts';
import { element } from './nodes.ts';
import { LONGEST_LINKED, plainFragment } from './query-fragment.ts';
import { type Asked, openHistory } from './query-history.ts';
import { drawSchema, drawTexts, readSchema, readTexts, withBuiltRows } from './query-schema.ts';
import { onSession, session, tablesChanged, useSessionAt } from './query-session.ts';
import { say, showBusy, showProgress, suggest } from './query-status.ts';
import { followed, markCurrent, readWorked, type Worked } from './query-worked.ts';
import { type Outcome, QueryError, type SchemaTable, type Session, SessionError } from './session/types.ts';

/** A wait that a signal ends. What was waited for goes on by itself. */
const waited = <T>(what: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([what, new Promise<never>((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))]);

/** Puts a query into the address of the page. False where it is too long for one, or the browser has had enough of them. */
async function hold(sql: string): Promise<boolean> {
  if (sql.length > LONGEST_LINKED) return false;
  try {
    const { fragmentOf } = await import('./query-link.ts');
    history.replaceState(null, '', await fragmentOf(sql));
    return true;
  } catch {
    return false;
  }
}

/**
 * `<lem-query>`: the editor, its answer and what there is to ask. Everything in its markup can be read without it. DuckDB is fetched
 * at the first run. After every answer it sends `answered` (`CustomEvent<Outcome>`).
 */
class LemQuery extends HTMLElement {
  #past = openHistory();
  #worked: readonly Worked[] = [];
  #built: SchemaTable[] = [];
  #running: AbortController | undefined;
  /** The query that the answer shown is of. */
  #answered = '';

  connectedCallback(): void {
    useSessionAt(this.dataset.session ?? '');
    this.#worked = readWorked(document);
    this.#built = readSchema(this.#part('schema'));
    this.#showSchema(this.#built);
    drawTexts(this.#part('texts'), readTexts(this.#part('texts')), (run_id) => void this.#attach(run_id));
    void this.#showPast();
    const editor = this.#editor;
    this.#answered = editor.value;
    editor.schema = { tables: this.#built, functions: [] };

    editor.addEventListener('run', (event) => void this.#run((event as CustomEvent<RunDetail>).detail));
    editor.addEventListener('change', () => this.#changed());
    this.#press('run', () => void this.#run({ sql: editor.value, from: 0, part: 'all' }));
    this.#press('stop', () => this.#running?.abort());
    this.#press('copy', () => void this.#copy());
    this.#part('history')
      .querySelector('details')
      ?.addEventListener('toggle', () => void this.#showPast());
    this.#press('clear', () => {
      this.#past.clear();
      void this.#showPast();
      this.#say('Forgotten.');
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.#running?.abort();
    });
    document.addEventListener('click', (event) => this.#follow(event));
    addEventListener('hashchange', () => void this.#fromAddress());
    onSession('progress', (progress) => this.#running && showProgress(this.#part, progress));
    // The query that the session was started for comes first.
    onSession('ready', (ready) => setTimeout(() => void this.#refresh(ready)));
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
    say(this.#part, sentence, fault);
  }

  #workedOf(sql: string): Worked | undefined {
    return this.#worked.find((each) => each.sql === sql.trim());
  }

  /** A link to a worked question opens it in the editor. */
  #follow(event: MouseEvent): void {
    const found = followed(event, this.#worked);
    if (!found) return;
    event.preventDefault();
    history.pushState(null, '', plainFragment(found.worked.sql));
    this.#open(found.worked.sql);
    if (found.below) this.#part('run').focus();
    if (found.below || this.#editor.getBoundingClientRect().top < 0) this.scrollIntoView();
  }

  async #fromAddress(): Promise<void> {
    if (!location.hash.startsWith('#sql=')) return;
    try {
      const { sqlOf } = await import('./query-link.ts');
      const sql = await sqlOf(location.hash);
      if (sql !== undefined) this.#open(sql);
    } catch (error) {
      this.#say(messageOf(error), true);
    }
  }

  /** Puts a query into the editor and runs nothing. Where the page holds its answer from the build, it is shown. */
  #open(sql: string): void {
    this.#giveUp();
    if (this.#editor.value !== sql) this.#editor.value = sql;
    // It shows signs that a plain field would hide, such as those that turn the direction of writing.
    this.#editor.load().catch((error) => console.error(error));
    this.#answered = sql;
    const worked = this.#workedOf(sql);
    markCurrent(this, worked?.id);
    this.#part('answer').replaceChildren(...(worked?.answer() ?? []));
    this.#say(worked ? builtSentence(worked.rows) : linkedSentence(sql.split('\n').length > 20));
  }

  #changed(): void {
    if (this.#running || this.#editor.value === this.#answered) return;
    if (this.#part('answer').childElementCount > 0) this.#say('Changed since the answer below: press Run.');
  }

  /** Ends what runs, without a word. */
  #giveUp(): void {
    this.#running?.abort();
    this.#running = undefined;
    showBusy(this.#part, false);
  }

  /** Does one thing at a time: what still runs is ended for it. What fails is told only while nothing else has begun. */
  async #task(said: string, work: (signal: AbortSignal) => Promise<void>, failed: (error: unknown, stopped: boolean) => void) {
    this.#giveUp();
    const mine = new AbortController();
    this.#running = mine;
    showBusy(this.#part, true);
    this.#say(said);
    try {
      await work(mine.signal);
    } catch (error) {
      if (mine === this.#running) failed(error, mine.signal.aborted);
    } finally {
      if (mine === this.#running) this.#giveUp();
    }
  }

  async #run({ sql, from, part }: RunDetail): Promise<void> {
    if (sql.trim() === '') return this.#say('There is nothing to run.', true);
    const [at, asked] = [Date.now(), this.#editor.value];
    let waiting = true;
    this.#editor.mark(undefined);
    await this.#task(
      part === 'selection' ? 'Running what is selected…' : 'Running…',
      async (signal) => {
        const held = await hold(sql);
        const [open] = await waited(Promise.all([session(), import('./answer/index.ts')]), signal);
        waiting = false;
        this.#pane();
        const outcome = await open.run(sql, { signal });
        signal.throwIfAborted();
        this.#answered = asked;
        this.#show(outcome, held ? addressSentence : '');
        this.#remember({ sql, at, rows: outcome.answer.rows.length, ...(outcome.more ? { more: true } : {}) });
        if (/\b(create|drop|alter|attach|detach|insert|update|delete|comment)\b/i.test(sql)) tablesChanged();
      },
      (error, stopped) => {
        if (stopped) this.#say(waiting ? stoppedWaiting : stoppedSentence(Date.now() - at));
        else this.#fail(error, asked, from, { sql, at });
      },
    );
  }

  /** Shows an answer in the place of what stood there. */
  #show(outcome: Outcome, said: string): void {
    const pane = this.#pane();
    for (const other of [...this.#part('answer').children]) if (other !== pane) other.remove();
    pane.show(outcome);
    this.#say(said);
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
      this.#say(noSessionSentence(messageOf(error)), true);
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
      suggest(this.#part, this.#editor, offset, error.candidates);
    }
  }

  #remember(asked: Asked): void {
    this.#past.add(asked);
    void this.#showPast();
  }

  /** Tells how many queries were asked before, and lists them where the list is open. */
  async #showPast(): Promise<void> {
    const list = this.#past.list();
    const place = this.#part('history');
    this.#part('history-count').textContent = String(list.length);
    place.hidden = list.length === 0;
    if (!place.querySelector('details')?.open) return;
    const { drawPast } = await import('./query-past.ts');
    drawPast(this.#part('past'), this.#past.list(), ({ sql }) => {
      this.#open(sql);
      if (!this.#workedOf(sql)) this.#say('Put back: press Run to ask it again.');
      this.#editor.focus();
    });
  }

  /** Copies an address that puts the query of the editor before whoever opens it. */
  async #copy(): Promise<void> {
    const sql = this.#editor.value;
    const fragment = await import('./query-link.ts').then(({ fragmentOf }) => fragmentOf(sql)).catch(() => plainFragment(sql));
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
  #attach(run_id: string): Promise<void> {
    const run = shownName(run_id);
    return this.#task(
      `Attaching the texts of ${run}…`,
      async (signal) => {
        const open = await waited(session(), signal);
        const coming = open.attachTexts(run_id, (progress) => signal.aborted || showProgress(this.#part, progress, 'the texts'));
        const name = await waited(coming, signal);
        tablesChanged();
        this.#say(attachedSentence(run, name));
      },
      (error, stopped) => {
        if (stopped) this.#say(stoppedWaiting);
        else this.#say(noSessionSentence(messageOf(error)), true);
      },
    );
  }
}

customElements.define('lem-query', LemQuery);
