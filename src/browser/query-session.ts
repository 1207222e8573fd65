import type { Progress, Session } from './session/types.ts';

// The one session of the page, for everything on it that asks, shows or adds tables. Nothing is fetched before somebody calls
// `session()`.

interface Told {
  /** While it loads. */
  progress: Progress;
  /** It is there. */
  ready: Session;
  /** Tables came, went or changed: texts of a run, tables of the reader. */
  tables: Session;
}

const events = new EventTarget();
const steps: ((session: Session) => Promise<void>)[] = [];
let address: string | undefined;
let coming: Promise<Session> | undefined;
let there: Session | undefined;

const tell = <Name extends keyof Told>(name: Name, detail: Told[Name]) => events.dispatchEvent(new CustomEvent(name, { detail }));

/** Says where the description of the session's files lies (`/duckdb/session.json`, under any base). The page's element calls it. */
export function useSessionAt(where: string): void {
  address = where;
}

/** A step to be taken once the session is there and before anybody asks it anything: tables of the reader come in. It may not throw. */
export function beforeReady(step: (session: Session) => Promise<void>): void {
  steps.push(step);
}

async function start(): Promise<Session> {
  if (address === undefined) throw new Error('Nothing on this page has said where the files of its session lie.');
  const { startSession } = await import('./session/index.ts');
  const session = await startSession(address, (progress) => tell('progress', progress));
  for (const step of steps) await step(session);
  there = session;
  tell('ready', session);
  return session;
}

/** The session, started at the first call; after a failure the next call tries anew. @throws SessionError */
export function session(): Promise<Session> {
  coming ??= start().catch((error) => {
    coming = undefined;
    throw error;
  });
  return coming;
}

/** The session where it is there already; asking for it starts nothing. */
export const readySession = (): Session | undefined => there;

/** Says that tables came, went or changed, so that the schema beside the editor and its completion follow. */
export function tablesChanged(): void {
  if (there) tell('tables', there);
}

/** Listens; what is given back ends it. A listener for `ready` is called at once where the session is there. */
export function onSession<Name extends keyof Told>(name: Name, listener: (detail: Told[Name]) => void): () => void {
  const listen = (event: Event) => listener((event as CustomEvent<Told[Name]>).detail);
  events.addEventListener(name, listen);
  if (name === 'ready' && there) (listener as (detail: Session) => void)(there);
  return () => events.removeEventListener(name, listen);
}
