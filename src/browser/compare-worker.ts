import { type Answer, compare, type Question } from '../compare/compare.ts';

// 100,000 resamples take a tenth of a second and more: here they do not stop the page.

/** What the page asks, with a number that the answer carries too. */
export interface Asked {
  number: number;
  question: Question;
}

export interface Answered {
  number: number;
  answer: Answer;
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const answered: Answered = { number: data.number, answer: compare(data.question) };
  postMessage(answered);
});
