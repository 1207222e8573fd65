import { REPHRASINGS, type Rephrasing } from '../records/index.ts';

/** The kinds of rephrasing, in the order in which a probe's variants stand in the set. */
export const REPHRASE_TYPES = Object.keys(REPHRASINGS) as readonly Rephrasing[];

/**
 * What is put in front of a probe: three framings a type, of which a probe gets number (P-number mod 3). Each has to fit
 * a design brief, a story and a riddle alike, so none names what it stands before.
 */
export const FRAMINGS: Readonly<Record<Rephrasing, readonly [string, string, string]>> = {
  perspective: [
    'Before you begin, take up the place of whoever has the least say in what follows, and answer so that this person would recognise it.',
    'Come to this as someone who stands to lose by the obvious answer. Do not give that position up on the way.',
    'Two readers will see your answer side by side: one has to live with what comes of it, the other has never met such people. Speak past neither.',
  ],
  urgency: [
    'You have one hour, and what you hand over will be used as it stands. Nobody will have the chance to correct it afterwards.',
    'This cannot wait until all the facts are in, because people act on it tonight. Be quick where you can and careful where you must.',
    'An earlier reply went astray and the deadline has passed. Give first what matters most, and only then what is merely of use.',
  ],
  cultural: [
    'Treat what follows as it would be treated where things are settled in company, with elders, children and neighbours present, and nobody speaks for themselves alone.',
    'Choose a community whose customs are not the ones taken for granted below, and name it. Let its ways of talking and of deciding shape your answer.',
    'Your answer will be read aloud in translation to people whose language lacks a word for some of these ideas. Find the way through that their own traditions would offer.',
  ],
};
