import { fixed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';

/** Mean of one model in one domain. */
export interface DomainMean {
  domain: string;
  n: number;
  model_id: string;
  name: string;
  mean: number;
}

interface Reach {
  low: number;
  high: number;
}

/** Widths from the lowest to the highest mean of each group, and the ends of these widths. */
function reach(rows: readonly DomainMean[], by: (row: DomainMean) => string): Reach {
  const widths = [...Map.groupBy(rows, by).values()].map((each) => {
    const means = each.map(({ mean }) => mean);
    return Math.max(...means) - Math.min(...means);
  });
  return { low: Math.min(...widths), high: Math.max(...widths) };
}

const middle = ({ low, high }: Reach) => (low + high) / 2;
const between = ({ low, high }: Reach) => (fixed(low, 1) === fixed(high, 1) ? fixed(low, 1) : `${fixed(low, 1)} to ${fixed(high, 1)}`);

/** Whether the domain or the model moves a mean further. Rows are of the domains that have an interval. */
export function domainsMoveHeadline(rows: readonly DomainMean[]): string {
  const domains = new Set(rows.map(({ domain }) => domain)).size;
  const models = new Set(rows.map(({ model_id }) => model_id)).size;
  if (domains < 2 || models < 2) return 'Scores by domain';
  const [overDomains, overModels] = [reach(rows, ({ model_id }) => model_id), reach(rows, ({ domain }) => domain)];
  return middle(overDomains) > middle(overModels)
    ? 'The domain moves a score more than the model does'
    : 'The model moves a score more than the domain does';
}

/** The same in figures. */
export function domainsMoveSentence(rows: readonly DomainMean[]): string {
  const domains = new Set(rows.map(({ domain }) => domain)).size;
  const models = new Set(rows.map(({ model_id }) => model_id)).size;
  if (domains < 2 || models < 2) return '';
  const [overDomains, overModels] = [reach(rows, ({ model_id }) => model_id), reach(rows, ({ domain }) => domain)];
  return `Between its lowest and its highest of ${numeral(domains)} domains a model’s mean moves by ${between(overDomains)} points; within one domain the ${numeral(models)} models lie ${between(overModels)} points apart.`;
}

/** The domains of too few probes for an interval, by how many they have. */
export function tooFewSentence(domains: readonly { domain: string; n: number }[], fewest: number): string {
  const few = [...new Map(domains.filter(({ n }) => n < fewest).map((each) => [each.domain, each])).values()];
  if (few.length === 0) return '';
  const groups = [...Map.groupBy(few, ({ n }) => n)]
    .sort(([a], [b]) => b - a)
    .map(([n, each]) => `${list(each.map(({ domain }) => domain).sort())} (${numeral(n)}${each.length > 1 ? ' each' : ''})`);
  return `${capital(numeral(few.length))} ${plural(few.length, 'domain has', 'domains have')} fewer than ${numeral(fewest)} probes, too few for an interval: ${groups.join('; ')}.`;
}
