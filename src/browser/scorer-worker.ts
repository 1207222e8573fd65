import { type Explanation, explain } from '../../pipeline/scorer/index.ts';
import { segmentsOf, spansWithin, stretchFrom } from '../charts/evidence.ts';
import { findingsOf, hitsOf } from '../charts/findings.ts';
import type { Ask, Shown, Told } from './scorer-messages.ts';

// Scores the reader's text beside the page, which never waits: a long text costs the page only the stretch that is shown.
const STRETCH = 6000;
const HITS = 1500;

let text = '';
let hits: Explanation['signals'][number]['hits'][] = [];

function show(from: number): Shown {
  const stretch = stretchFrom(text, from, STRETCH);
  const { spans, to } = spansWithin(hits, stretch, HITS);
  return { from, to, length: text.length, segments: segmentsOf(text.slice(from, to), spans) };
}

function answer(ask: Ask): Told {
  if ('from' in ask) return { id: ask.id, shown: show(ask.from) };
  text = ask.text;
  const explained = explain(text);
  hits = hitsOf(explained);
  return { id: ask.id, findings: findingsOf(explained), shown: show(0) };
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => postMessage(answer(data)));
