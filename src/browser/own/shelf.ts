import { messageOf } from '../../message.ts';
import { shownName } from '../../words/names.ts';
import { ownComment, readSentence } from '../../words/own.ts';
import { onSession, readySession, session, tablesChanged } from '../query-session.ts';
import type { Session } from '../session/types.ts';
import { FileFault } from './fault.ts';
import { setKept } from './flag.ts';
import { advance, type Deed, drawItem, type OwnFile } from './item.ts';
import { ownId, tableName } from './names.ts';
import type { PublishedRow } from './published.ts';
import type { FileWorker } from './reader.ts';
import type { KnownProbe } from './scores.ts';
import type { Found } from './types.ts';

/** What the database knows that files are held against. */
interface Known {
  published: PublishedRow[];
  probes: KnownProbe[];
}

async function knownOf(open: Session): Promise<Known> {
  // They bring the whole scorer with them, which a page without a file has no use for.
  const [{ PUBLISHED_SQL, rowsByName }, { PROBES_SQL }] = await Promise.all([import('./published.ts'), import('./scores.ts')]);
  const ask = async (sql: string) => rowsByName((await open.run(sql, { rows: 100_000 })).answer);
  return { published: (await ask(PUBLISHED_SQL)) as unknown as PublishedRow[], probes: (await ask(PROBES_SQL)) as unknown as KnownProbe[] };
}

/**
 * The files of a reader on the page: reads and scores them in a worker, puts their rows into the session as tables, and shows what was
 * found in each. What it shows of a file is text.
 */
export class OwnShelf {
  #place: HTMLElement;
  #files: OwnFile[] = [];
  /** What holds the rows of a file; that of a kept one begins when it is needed. */
  #workers = new Map<string, FileWorker>();
  #reading = new Map<string, AbortController>();
  #drawn = new WeakMap<OwnFile, HTMLElement>();
  #turn: Promise<void> = Promise.resolve();
  /** Tables of the session, which a file's must not take the place of. */
  #taken: readonly string[] = [];
  #known: Promise<Known> | undefined;

  /** @param place the element whose parts (`data-own`) are filled */
  constructor(place: HTMLElement) {
    this.#place = place;
    const look = (open: Session) =>
      void open.schema().then((tables) => {
        this.#taken = tables.map(({ name }) => name.toLowerCase());
      });
    onSession('ready', look);
    onSession('tables', look);
  }

  #part = (name: string): HTMLElement => this.#place.querySelector(`[data-own="${name}"]`) as HTMLElement;

  #say(sentence: string): void {
    this.#part('status').textContent = sentence;
  }

  /** Reads files, one after another. */
  take(files: readonly File[]): void {
    for (const file of files) {
      const table = tableName(file.name, new Set([...this.#files.map((each) => each.table), ...this.#taken]));
      this.#files.push({ table, name: file.name, size: file.size, state: 'waiting' });
      this.#turn = this.#turn.then(() => this.#read(file, table));
    }
    this.#draw();
  }

  #file = (table: string): OwnFile | undefined => this.#files.find((each) => each.table === table);

  #put(table: string, file: OwnFile | undefined): void {
    this.#files = this.#files.flatMap((each) => (each.table !== table ? [each] : file ? [file] : []));
    this.#draw();
  }

  #change(table: string, change: Partial<OwnFile & { state: 'read' }>): void {
    const file = this.#file(table);
    if (file?.state === 'read') this.#put(table, { ...file, ...change });
  }

  #advance(table: string, bytes: number, rows: number): void {
    const file = this.#file(table);
    if (file?.state !== 'reading') return;
    const now = { ...file, bytes, rows };
    const entry = this.#drawn.get(file);
    if (entry) {
      advance(entry, now);
      this.#drawn.set(now, entry);
    }
    this.#put(table, now);
  }

  async #read(file: File, table: string): Promise<void> {
    if (!this.#file(table)) return;
    const named = { table, name: file.name, size: file.size };
    const stop = new AbortController();
    this.#reading.set(table, stop);
    this.#put(table, { ...named, state: 'reading', bytes: 0, rows: 0 });
    this.#say(`Reading ${shownName(file.name)}…`);
    try {
      const { fileWorker } = await import('./reader.ts');
      const worker = fileWorker();
      this.#workers.set(table, worker);
      const found = await worker.ask(
        { do: 'read', file, run_id: ownId(table) },
        { signal: stop.signal, onProgress: ({ bytes, rows }) => this.#advance(table, bytes, rows) },
      );
      const compared = found.conditions.length > 0;
      this.#put(table, { ...named, state: 'read', found, recognised: null, inTable: 'coming', kept: false, compared, probe_set: null });
      this.#say(readSentence(file.name, table, found.rows));
      await this.#addTable(table, found, worker);
    } catch (error) {
      this.#end(table);
      if (stop.signal.aborted) {
        this.#put(table, undefined);
        this.#say(`${shownName(file.name)} was not read to its end, and nothing of it is here.`);
        return;
      }
      if (!(error instanceof FileFault)) throw error;
      this.#put(table, { ...named, state: 'refused', fault: error.fault });
      this.#say(`${shownName(file.name)} could not be read.`);
    } finally {
      this.#reading.delete(table);
    }
  }

  /** Puts a file's rows into the session, and sees whether they are a published run's. The session starts where it was not there. */
  async #addTable(table: string, found: Found, worker: FileWorker): Promise<void> {
    try {
      const open = await session();
      await this.#into(open, table, found, worker);
      const { published, probes } = await this.#knowing(open);
      const recognised = await worker.ask({ do: 'recognise', published });
      const probe_set = await worker.ask({ do: 'set', probes });
      this.#change(table, { inTable: 'there', recognised, probe_set });
      tablesChanged();
    } catch (error) {
      this.#change(table, { inTable: { fault: `It was read, but there is no table of it to query: ${messageOf(error)}` } });
    }
  }

  async #into(open: Session, table: string, { file, kind, columns }: Found, worker: FileWorker): Promise<void> {
    const ipc = await worker.ask({ do: 'pack' });
    await open.addTable(table, { columns, ipc }, ownComment(file, kind));
  }

  /** Lets go of the rows of a file. */
  #end(table: string): void {
    this.#workers.get(table)?.end();
    this.#workers.delete(table);
  }

  #knowing(open: Session): Promise<Known> {
    this.#known ??= knownOf(open);
    this.#known.catch(() => {
      this.#known = undefined;
    });
    return this.#known;
  }

  /** The files that this browser keeps; their rows come when the session does. */
  async showKept(): Promise<void> {
    try {
      const { keptFiles } = await import('./keep.ts');
      const kept = await keptFiles();
      this.#files.unshift(
        ...kept.map(
          ({ table, found, recognised, compared, probe_set }): OwnFile => ({
            table,
            name: found.file,
            size: found.bytes,
            state: 'read',
            found,
            recognised,
            compared,
            probe_set,
            inTable: 'coming',
            kept: true,
          }),
        ),
      );
      this.#draw();
      const open = readySession();
      if (open) await this.addKept(open);
    } catch (error) {
      this.#say(`What this browser keeps could not be read: ${messageOf(error)}`);
    }
  }

  /** The worker that holds a file's rows: a kept file's are taken out of this browser's store. Undefined where they are gone. */
  async #opened(table: string, found: Found): Promise<FileWorker | undefined> {
    const there = this.#workers.get(table);
    if (there) return there;
    const { fileWorker } = await import('./reader.ts');
    const worker = fileWorker();
    if (await worker.ask({ do: 'open', kept: { table, found } })) {
      this.#workers.set(table, worker);
      return worker;
    }
    worker.end();
    return undefined;
  }

  /** Puts the rows of kept files into a session. */
  async addKept(open: Session): Promise<void> {
    for (const file of this.#files.filter((each) => each.state === 'read' && each.kept && each.inTable === 'coming')) {
      if (file.state !== 'read') continue;
      const { table, found } = file;
      try {
        const worker = await this.#opened(table, found);
        if (worker) await this.#into(open, table, found, worker);
        this.#change(table, {
          inTable: worker ? 'there' : { fault: 'What was kept of it is gone: forget it, and choose the file again.' },
        });
      } catch (error) {
        this.#change(table, { inTable: { fault: `There is no table of it to query: ${messageOf(error)}` } });
      }
    }
    tablesChanged();
  }

  async #do(table: string, deed: Deed): Promise<void> {
    const file = this.#file(table);
    if (!file) return;
    if (deed === 'stop') this.#reading.get(table)?.abort(new Error('stopped'));
    else if (deed === 'remove') await this.#remove(file);
    else if (file.state === 'read') await (deed === 'keep' ? this.#keep(file) : this.#forget(file));
  }

  async #remove(file: OwnFile): Promise<void> {
    this.#end(file.table);
    this.#put(file.table, undefined);
    this.#say(`${shownName(file.name)} is gone from this page.`);
    this.#part('choose').focus();
    if (file.state !== 'read' || file.inTable !== 'there') return;
    await readySession()?.dropTable(file.table);
    tablesChanged();
  }

  async #keep(file: OwnFile & { state: 'read' }): Promise<void> {
    const { table, found, compared } = file;
    try {
      const worker = await this.#opened(table, found);
      if (!worker) throw new Error('its rows are gone');
      const { published, probes } = await this.#knowing(await session());
      const recognised = await worker.ask({ do: 'recognise', published });
      const probe_set = await worker.ask({ do: 'set', probes });
      const own = published.filter(({ run_id }) => run_id === recognised?.run_id);
      const at = new Date().toISOString();
      const { FORMAT } = await import('./keep.ts');
      await worker.ask({ do: 'keep', kept: { format: FORMAT, table, found, recognised, compared, probe_set, at }, published: own, probes });
      setKept(true);
      this.#change(table, { kept: true, recognised, probe_set });
      this.#say(`${shownName(file.name)} is kept in this browser until you have it forgotten.`);
      this.#focus(table, 'forget');
    } catch (error) {
      this.#say(`${shownName(file.name)} could not be kept: ${messageOf(error)}`);
    }
  }

  async #forget(file: OwnFile & { state: 'read' }): Promise<void> {
    const { table } = file;
    try {
      await this.#opened(table, file.found);
      const { forget } = await import('./keep.ts');
      await forget(table);
      this.#change(table, { kept: false });
      this.#say(`${shownName(file.name)} is forgotten; it is here for this page alone.`);
      this.#focus(table, 'keep');
    } catch (error) {
      this.#say(`${shownName(file.name)} could not be forgotten: ${messageOf(error)}`);
    }
  }

  /** Where a button went, its reader goes on from the one in its place. */
  #focus(table: string, deed: Deed): void {
    this.#place.querySelector<HTMLElement>(`li[data-table="${table}"] [data-deed="${deed}"]`)?.focus();
  }

  /** Draws what has changed; entries that have not stay as they are, with what is folded open in them and what has the focus. */
  #draw(): void {
    const list = this.#part('files');
    const focused = document.activeElement?.closest<HTMLElement>('[data-deed]');
    const [table, deed] = [focused?.closest<HTMLElement>('li')?.dataset.table, focused?.dataset.deed];
    const wanted = this.#files.map((file) => this.#entry(file));
    for (const child of [...list.children] as HTMLElement[]) {
      const now = wanted.find(({ dataset }) => dataset.table === child.dataset.table);
      if (!now) child.remove();
      else if (now !== child) child.replaceWith(now);
    }
    for (const [index, entry] of wanted.entries())
      if (list.children[index] !== entry) list.insertBefore(entry, list.children[index] ?? null);
    list.hidden = wanted.length === 0;
    if (table !== undefined && deed !== undefined && !focused?.isConnected) this.#focus(table, deed as Deed);
  }

  #entry(file: OwnFile): HTMLElement {
    const drawn = this.#drawn.get(file) ?? drawItem(file, (deed) => void this.#do(file.table, deed));
    this.#drawn.set(file, drawn);
    return drawn;
  }
}
