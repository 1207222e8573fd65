import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { byCondition, conditionName, familyNames } from '../marks.ts';
import { columnsOf } from './columns.ts';
import { encodedRows } from './marked.ts';
import { distinct } from './sheet.ts';

/** One entry of a chart's key, as src/components/KeyItem.astro takes it, with its meaning. */
export interface KeyEntry {
  family?: string;
  kind?: 'base' | 'lek';
  condition?: string;
  line?: 'whisker' | 'null' | 'stated';
  text: string;
}

/** What the marks of a chart mean: only what is in it, and nothing where a mark tells nothing. */
export function chartKey(spec: ChartSpec, answer: Answer): KeyEntry[] {
  const columns = columnsOf(answer);
  const entries: KeyEntry[] = [];
  if (spec.mark === 'dot' || spec.mark === 'line') {
    const rows = encodedRows(spec, columns);
    const of = (part: 'family' | 'kind' | 'condition') => distinct(rows.flatMap((row) => row[part] ?? []));
    const [families, kinds, conditions] = [of('family'), of('kind'), of('condition')];
    if (families.length > 1) {
      entries.push(...familyNames.filter((family) => families.includes(family)).map((family) => ({ family, text: family })));
      if (families.some((family) => !familyNames.includes(family))) entries.push({ text: 'other' });
    }
    if (kinds.includes('lek')) entries.push({ kind: 'lek', text: 'LEK-tuned' });
    if (kinds.length > 1) entries.push({ kind: 'base', text: 'base' });
    if (conditions.some((condition) => condition !== 'baseline'))
      entries.push(...conditions.sort(byCondition).map((condition) => ({ condition, text: conditionName(condition) })));
    if (spec.interval) {
      const [low, high] = spec.interval.map((name, index) => columns.numbers(name, `interval[${index + 1}]`)) as [
        (number | null)[],
        (number | null)[],
      ];
      const crossing = low.map((each, row) => each !== null && high[row] !== null && each <= 0 && (high[row] as number) >= 0);
      const there = low.map((each, row) => each !== null && high[row] !== null);
      if (there.some((each, row) => each && !(spec.difference && crossing[row]))) entries.push({ line: 'whisker', text: 'interval' });
      if (spec.difference && crossing.some(Boolean)) entries.push({ line: 'null', text: 'crosses zero' });
    }
  }
  const ticks = spec.mark === 'dot' ? (spec.reference ?? []).filter((each) => typeof each === 'string') : [];
  entries.push(...ticks.map((name): KeyEntry => ({ line: 'stated', text: name })));
  return entries;
}
