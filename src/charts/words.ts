import { explain } from '../../pipeline/scorer/index.ts';
import { conditionTitle } from '../words/result.ts';
import { type Segment, segmentsOf, spansWithin, stretchFrom } from './evidence.ts';
import { type Finding, findingsOf, hitsOf, NUMBERED } from './findings.ts';

/** A text as a page shows it: cut into segments, with what earned points in it. */
export interface WordsOf {
  title: string;
  /** Said in the place of a text that has nothing to see. */
  blank: string | undefined;
  /** UTF-16 units of the text that are not shown. */
  left: number;
  segments: Segment[];
  /** The signals that found something, in the order of NUMBERED. */
  earned: (Finding & (typeof NUMBERED)[number])[];
}

/**
 * The words of the answers to one probe, each with its evidence.
 * @param most UTF-16 units of a text that are shown
 */
export function wordsOf<Answer extends { condition: string; sample: number; text: string }>(
  answers: readonly Answer[],
  several: (condition: string) => boolean,
  most: number,
): (Answer & WordsOf)[] {
  return answers.map((answer) => {
    const explained = explain(answer.text);
    const { from, to } = stretchFrom(answer.text, 0, most);
    return {
      ...answer,
      title: `${conditionTitle(answer.condition)}${several(answer.condition) ? `, answer ${answer.sample + 1}` : ''}`,
      blank: answer.text === '' ? 'No character at all.' : answer.text.trim() === '' ? 'White space alone.' : undefined,
      left: answer.text.length - to,
      segments: segmentsOf(answer.text.slice(from, to), spansWithin(hitsOf(explained), { from, to }).spans),
      earned: findingsOf(explained).signals.flatMap((finding, index) => {
        const signal = NUMBERED[index];
        return signal && finding.found.length > 0 ? [{ ...finding, ...signal }] : [];
      }),
    };
  });
}

/** The signals whose words some of the texts show, which a reader can choose among. */
export const choicesOf = (words: readonly Pick<WordsOf, 'segments'>[]): (typeof NUMBERED)[number][] =>
  NUMBERED.filter(({ number }) => words.some(({ segments }) => segments.some(({ numbers }) => numbers.includes(number))));
