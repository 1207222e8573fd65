import type { ReleaseRecord } from '../records/index.ts';

/** A number that stood in one record and stands in the other; null where there was none. */
export interface FieldChange {
  field: string;
  before: number | null;
  after: number | null;
}

/** What became of one figure: it is new, it is gone, or some of its numbers are others. */
export interface FigureChange {
  id: string;
  what: 'new' | 'gone' | 'changed';
  /** All of its numbers where it is new or gone; those that differ where it changed. */
  fields: FieldChange[];
}

/** A table whose rows are others. Null where one of the two records has no such table. */
export interface TableChange {
  name: string;
  before: { rows: number; sha256: string } | null;
  after: { rows: number; sha256: string } | null;
}

/** Everything that differs between two records. */
export interface Changes {
  /** Whether the data are the same, by their hash. */
  sameData: boolean;
  /** The scorers, where they differ. */
  scorer: { before: string; after: string } | null;
  tables: TableChange[];
  /** Means by `<run>/<condition>`. */
  means: FigureChange[];
  comparisons: FigureChange[];
}

/** What differs from one record to another. Numbers are compared to their last digit: the same data give the same figures. */
export function changesBetween(before: ReleaseRecord, after: ReleaseRecord): Changes {
  const scorer = (record: ReleaseRecord) => `${record.scorer.version} ${record.scorer.sha256}`;
  return {
    sameData: before.data_sha256 === after.data_sha256,
    scorer: scorer(before) === scorer(after) ? null : { before: before.scorer.version, after: after.scorer.version },
    tables: tableChanges(before, after),
    means: figureChanges(before.means, after.means, ({ run_id, condition }) => `${run_id}/${condition}`, ['n', 'mean', 'low', 'high']),
    comparisons: figureChanges(before.comparisons, after.comparisons, ({ comparison_id }) => comparison_id, [
      'n',
      'mean_difference',
      'low',
      'high',
      'p_holm',
    ]),
  };
}

/** Whether nothing differs at all. */
export const isSame = ({ sameData, scorer, tables, means, comparisons }: Changes): boolean =>
  sameData && scorer === null && tables.length + means.length + comparisons.length === 0;

function tableChanges(before: ReleaseRecord, after: ReleaseRecord): TableChange[] {
  const facts = (record: ReleaseRecord) => new Map(record.tables.map(({ name, rows, sha256 }) => [name, { rows, sha256 }]));
  const [old, now] = [facts(before), facts(after)];
  return union(old.keys(), now.keys())
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((table) => table.before?.sha256 !== table.after?.sha256);
}

function figureChanges<Figure extends object>(
  before: readonly Figure[],
  after: readonly Figure[],
  idOf: (figure: Figure) => string,
  fields: readonly (keyof Figure & string)[],
): FigureChange[] {
  const [old, now] = [before, after].map((figures) => new Map(figures.map((figure) => [idOf(figure), figure])));
  const value = (figure: Figure | undefined, field: keyof Figure) =>
    figure === undefined ? null : ((figure[field] as number | null) ?? null);
  return union(old?.keys() ?? [], now?.keys() ?? []).flatMap((id): FigureChange[] => {
    const [was, is] = [old?.get(id), now?.get(id)];
    const all = fields.map((field) => ({ field, before: value(was, field), after: value(is, field) }));
    if (was === undefined) return [{ id, what: 'new', fields: all }];
    if (is === undefined) return [{ id, what: 'gone', fields: all }];
    const differing = all.filter((field) => field.before !== field.after);
    return differing.length === 0 ? [] : [{ id, what: 'changed', fields: differing }];
  });
}

/** All names of both, each once, in the order of the second and then what only the first has. */
const union = (before: Iterable<string>, after: Iterable<string>): string[] => [...new Set([...after, ...before])];

const parts = (version: string) => {
  const [numbers = '', ...tag] = version.split('-');
  return { numbers: numbers.split('.').map(Number), tag: tag.join('-') };
};

/** Orders versions from the oldest; `0.2.0-rc.1` stands before `0.2.0`, and tags stand in the order of their characters. */
export function byVersion(a: string, b: string): number {
  const [one, other] = [parts(a), parts(b)];
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (one.tag === other.tag) return 0;
  if (one.tag === '' || other.tag === '') return one.tag === '' ? 1 : -1;
  return one.tag < other.tag ? -1 : 1;
}
