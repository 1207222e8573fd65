import { parseHTML } from 'linkedom';
import { type ChartOptions, drawnIn, Plot } from './clean.ts';

/** Markup that this project made itself at build; the one kind that TrustedMarkup.astro lets through. */
export type Drawn = string & { readonly drawn: unique symbol };

/** An SVG that is made in a document of its own at build, as text. */
export function atBuild(make: (document: Document) => SVGSVGElement): Drawn {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return make(document as unknown as Document).outerHTML as Drawn;
}

/** Draws a chart with Observable Plot at build, as an SVG in text: the same options give the same text. */
export const draw = (options: ChartOptions): Drawn => atBuild((document) => drawnIn(document, options));

export { type ChartOptions, Plot };
