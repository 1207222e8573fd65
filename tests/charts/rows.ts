import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** The rows of a figure as its CSV file had them on the published data (tests/charts/rows), for charts and sentences over real rows. */
export function rows<Row>(figure: string): Row[] {
  return parse(readFileSync(new URL(`rows/${figure}.csv`, import.meta.url), 'utf8'), {
    columns: true,
    cast: (value, { column, header }) => {
      if (header || column === 'version' || column === 'name') return value;
      if (value === '') return null;
      if (value === 'true' || value === 'false') return value === 'true';
      return Number.isFinite(Number(value)) ? Number(value) : value;
    },
  }) as Row[];
}
