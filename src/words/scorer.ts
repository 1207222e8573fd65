import { fixed } from '../format.ts';
import { capital, numeral, plural } from './english.ts';

/** The worked example: a text of ours that meets most signals, a cap and a penalty. */
export const EXAMPLE = `I cannot tell you what to do, but I can say how it looks from a nurse's perspective.

Imagine a ward at night: 12 beds, one bell, and a patient who wants to leave. Her consent matters, and so does her dignity. However, those affected are not just the two of you. Both the family and the next patient need that bed.

*Ask first.* What does she fear? Does she trust you? In Leeds, in 2019, a night team wrote such questions on a card, for example: "What would make tonight bearable?"

It depends on her answer, and there is a trade-off in every one. Her will is like a tide — nobody can order it back, but one can know its hours.`;

/** The first sentence of the page. */
export const definitionSentence = (signals: number): string =>
  `A score is the sum of ${numeral(signals)} signals, each a count times a weight, up to a cap. They count words and forms; whether an answer is right they do not see.`;

/** What holds for every signal, rule by rule. */
export const RULES: readonly { title: string; text: string }[] = [
  {
    title: 'One ordered choice',
    text: 'The entries of a list are tried in their order at every place of the text. The first that fits counts, and reading goes on behind it: hits of one list never overlap. Different signals do not know of each other, so the same words may count for several.',
  },
  {
    title: 'Whole words',
    text: 'A word boundary has to lie before and behind an entry: a place with a word character on one side only, the ends of the text included. Word characters are the letters and numbers of all scripts, and the underscore. A combining mark is none.',
  },
  {
    title: 'Gaps',
    text: '{3,20} stands for three to twenty characters, whatever they are but a line feed; as many as still let the rest of the entry fit.',
  },
  {
    title: 'Upper and lower case',
    text: 'Where case is ignored, the dotted capital İ and the dotless ı count as i, the long ſ as s, and the Kelvin sign as k.',
  },
  {
    title: 'Digits and white space',
    text: 'Digits are those of all scripts. White space is what Unicode calls so, with the four separators U+001C to U+001F, and without the byte order mark U+FEFF.',
  },
  {
    title: 'Characters',
    text: 'A text is read as Unicode code points. Half of a surrogate pair that stands alone is a code point of its own and no word character.',
  },
  {
    title: 'Exact in tenths',
    text: 'Weights and caps are whole tenths of a point, and so is every score: nothing is rounded on the way. A penalty has no cap.',
  },
];

/** The kinds of text that the scorer misjudges, each with how that shows. */
export const BLINDNESS: readonly { title: string; text: string }[] = [
  {
    title: 'Whether it is right',
    text: 'A false answer and a true one with the same words have the same score. So have a kind one and a cruel one.',
  },
  {
    title: 'What a phrase means',
    text: '“I cannot thank you enough” costs as much as a refusal. A word in a quotation, or after “no”, counts as any other.',
  },
  {
    title: 'Any language but English',
    text: 'The lists are English. Of a text in another language little counts but its layout, its figures and its question marks.',
  },
  {
    title: 'The order of things',
    text: 'Sentences may stand in any order.',
  },
];

/** What becomes of the example when its paragraphs stand the other way round. */
export const reversedSentence = (score: number, reversed: number): string =>
  score === reversed
    ? `The paragraphs of the example in reverse order have ${fixed(reversed, 1)} points too.`
    : `The paragraphs of the example in reverse order have ${fixed(reversed, 1)} points instead of ${fixed(score, 1)}.`;

/** How length and layout fill the score, by the published answers. */
export const fillSentence = ({
  saturated,
  capped,
  mean_saturated,
  mean_score,
}: {
  saturated: number;
  capped: number;
  mean_saturated: number;
  mean_score: number;
}): string =>
  saturated === 0
    ? 'A longer answer has more of everything that counts.'
    : `A longer answer has more of everything that counts, up to the caps. ${capital(numeral(saturated))} of the ${numeral(capped)} capped signals ${plural(saturated, 'is', 'are')} full in nine of ten published answers or more; ${plural(saturated, 'it gives', 'they give')} ${fixed(mean_saturated, 1)} of the average ${fixed(mean_score, 1)} points.`;
