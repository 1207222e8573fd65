/** A query that was run in this browser: when (milliseconds since 1970), and what came of it. */
export interface Asked {
  sql: string;
  at: number;
  /** Rows of its answer, or the first of them where there were more. */
  rows?: number;
  more?: boolean;
  error?: string;
}

/** As many as are kept. */
export const KEPT = 100;

const KEY = 'lem-queries';

// One query of a gigabyte would fill what a browser gives a site.
const LONGEST = 20_000;

const isAsked = (value: unknown): value is Asked => {
  const { sql, at, rows, more, error } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof sql === 'string' &&
    typeof at === 'number' &&
    Number.isFinite(at) &&
    ['number', 'undefined'].includes(typeof rows) &&
    ['boolean', 'undefined'].includes(typeof more) &&
    ['string', 'undefined'].includes(typeof error)
  );
};

/** The list that a stored text holds; what is no entry is left out, and a text that holds no list is an empty one. */
export function parseHistory(text: string | null): Asked[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isAsked).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** The list with one more query at its head. The same query again takes the place of its earlier run. */
export function withAsked(list: readonly Asked[], asked: Asked): Asked[] {
  if (asked.sql.trim() === '' || asked.sql.length > LONGEST) return [...list];
  return [asked, ...list.filter(({ sql }) => sql !== asked.sql)].slice(0, KEPT);
}

/**
 * The queries run in this browser, the last one first, kept in its storage. Where that is denied or full they are kept as long as the
 * page is open.
 */
export function openHistory(storage: () => Storage = () => localStorage) {
  let list: Asked[] = [];
  const read = () => {
    try {
      list = parseHistory(storage().getItem(KEY));
    } catch {
      // Denied: the list of this page stands.
    }
  };
  const write = () => {
    for (let most = list.length; ; most = Math.floor(most / 2)) {
      try {
        if (most === 0) storage().removeItem(KEY);
        else storage().setItem(KEY, JSON.stringify(list.slice(0, most)));
        return;
      } catch {
        if (most === 0) return;
      }
    }
  };
  read();
  return {
    list: (): readonly Asked[] => list,
    add(asked: Asked): void {
      // Another page of this site may have asked in between.
      const mine = list;
      read();
      list = withAsked(list.length === 0 ? mine : list, asked);
      write();
    },
    clear(): void {
      list = [];
      write();
    },
  };
}
