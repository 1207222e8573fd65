import { Resvg } from '@resvg/resvg-js';
import { fontFiles } from './fonts.ts';
import { HEIGHT, WIDTH } from './pictures.ts';

/** How a text is set. */
export interface Style {
  family: 'Source Serif 4' | 'IBM Plex Sans';
  weight: 400 | 600;
  size: number;
}

/** Width of a text in px. */
export type Measure = (text: string, style: Style) => number;

// What XML cannot hold at all, and what it holds escaped.
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

// The heavier sans names itself as a family of its own.
const familyOf = ({ family, weight }: Style): string => (family === 'IBM Plex Sans' && weight === 600 ? `${family} SemiBold` : family);

/** A text of one line, as SVG. */
export function text(
  content: string,
  {
    x,
    y,
    fill,
    anchor = 'start',
    family,
    weight,
    size,
  }: Style & { x: number; y: number; fill: string; anchor?: 'start' | 'middle' | 'end' },
): string {
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" font-family="${familyOf({ family, weight, size })}" font-weight="${weight}" font-size="${size}" xml:space="preserve">${escaped(content)}</text>`;
}

const svg = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${body}</svg>`;

async function options() {
  return { font: { fontFiles: await fontFiles(), loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' } };
}

/** A measure of texts in the site's fonts. */
export async function measurer(): Promise<Measure> {
  const fonts = await options();
  return (content, style) => {
    if (content.trim() === '') return 0;
    return new Resvg(svg(text(content, { ...style, x: 0, y: 100, fill: '#000' })), fonts).getBBox()?.width ?? 0;
  };
}

/** The body of an SVG as a PNG of 1,200 by 630 px. */
export async function png(body: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(new Resvg(svg(body), await options()).render().asPng());
}
