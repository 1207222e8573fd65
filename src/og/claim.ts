import { rowsOf } from '../data/figures.ts';
import { tagline } from '../site.ts';
import { claimParts, claimVerdict, type Difference, figuresVerdict, type StatedMean } from '../words/claim.ts';
import { shortNames } from '../words/names.ts';
import type { Claim } from './cards.ts';

type Row = Difference & { comparison: string; family: string };

/** The central claim as the home page has it, with the same figures from the same queries. */
export async function claimOfHome(): Promise<Claim> {
  const [differences, means] = await Promise.all([rowsOf<Row>('leads'), rowsOf<StatedMean>('central-claim')]);
  const short = shortNames(differences.flatMap(({ name, against }) => [name, against]));
  const nameOf = (name: string) => short.get(name) ?? name;
  const leads = differences
    .filter(({ comparison }) => comparison === 'model')
    .map((row) => ({ ...row, name: nameOf(row.name), against: nameOf(row.against) }));
  const subject = leads[0]?.name ?? 'the tuned model';
  return {
    claim: claimParts(
      subject,
      leads.map(({ against }) => against),
    ).join(''),
    verdicts: [
      figuresVerdict(
        means.map((mean) => ({ ...mean, name: nameOf(mean.name) })),
        subject,
      ),
      claimVerdict(leads),
    ],
    leads,
    tagline,
  };
}
