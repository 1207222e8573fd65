import { Plot } from '../clean.ts';
import type { Axis } from './axis.ts';

/** What a chart is drawn on. */
export interface Sheet {
  document: Document;
  /** In px. */
  width: number;
  ariaLabel: string;
}

/** A part of the drawing in px. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Word {
  x: number;
  y: number;
  text: string;
}

export type Placing = 'start' | 'middle' | 'end';

/** Width of a character at 13 px, rather too much than too little. */
export const CHARACTER = 7.4;

/** Width of a text at 13 px, in px. */
export const lengthOf = (text: string): number => text.length * CHARACTER;

/** A text that takes at most so many px, cut where it is longer; at least a few characters stay. */
const cutTo = (text: string, room: number): string => {
  const characters = [...text];
  const most = Math.max(3, Math.floor(room / CHARACTER));
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text;
};

/** Words in one look. `room` is the px beyond which a word is cut; the whole is then its title. */
export function words(
  all: readonly Word[],
  placing: Placing,
  { className, room }: { className?: string; room?: number } = {},
): Plot.Markish[] {
  if (all.length === 0) return [];
  const fitted = all.map((word) => {
    const text = room === undefined ? word.text : cutTo(word.text, room);
    return { ...word, text, title: text === word.text ? null : word.text };
  });
  const title = fitted.some((word) => word.title !== null) ? { title: 'title' } : {};
  return [Plot.text(fitted, { x: 'x', y: 'y', text: 'text', textAnchor: placing, ...title, ...(className && { className }) })];
}

interface Line {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

/** Straight lines in one look. */
export const lines = (all: readonly Line[], className: string): Plot.Markish[] =>
  all.length === 0 ? [] : [Plot.link(all, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', className })];

export const across = (y: number, { left, right }: Pick<Box, 'left' | 'right'>): Line => ({ x1: left, x2: right, y1: y, y2: y });
export const upright = (x: number, { top, bottom }: Pick<Box, 'top' | 'bottom'>): Line => ({ x1: x, x2: x, y1: top, y2: bottom });

/** Where a value of an axis stands across a box, and up in it. */
export const xIn = (axis: Axis, { left, right }: Box, value: number): number => left + axis.share(value) * (right - left);
export const yIn = (axis: Axis, { top, bottom }: Box, value: number): number => bottom - axis.share(value) * (bottom - top);

/** Options of Plot for a drawing whose marks are placed in px. */
export const inPixels = ({ width, ariaLabel }: Sheet, height: number, marks: Plot.Markish[]) => ({
  width,
  height,
  margin: 0,
  ariaLabel,
  x: { type: 'identity', axis: null } as const,
  y: { type: 'identity', axis: null } as const,
  marks,
});

/** Values of a list in the order in which they come, each once. */
export const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
