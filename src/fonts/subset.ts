// Makes the font files of the site and src/styles/fonts.css: `node src/fonts/subset.ts`. Its output is committed, so that a build
// needs neither this script nor the packages the fonts come from.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromBuffer } from '@capsizecss/unpack';
import subsetFont from 'subset-font';

/** ASCII, and what English prose with figures needs beyond it. Anything else falls back to the system's fonts. */
const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
const CHARACTERS = `${PRINTABLE}\u00a0§°·×÷±−≤≥≈–—…“”‘’é→←↑↓⇥✓`;
const FEATURES = ['kern', 'liga', 'lnum', 'tnum', 'ccmp', 'locl', 'mark', 'mkmk'];

interface Face {
  file: string;
  source: string;
  family: string;
  weight: number;
  style: 'normal' | 'italic';
  /** Axes pinned to one value: a file of one weight and one optical size is a third of the variable one. */
  axes?: Record<string, number>;
}

const serif = (name: string) => `@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-${name}.woff2`;
const sans = (weight: number) => `@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`;

const FACES: readonly Face[] = [
  { file: 'serif-400', source: serif('normal'), family: 'Source Serif 4', weight: 400, style: 'normal', axes: { wght: 400, opsz: 18 } },
  {
    file: 'serif-400-italic',
    source: serif('italic'),
    family: 'Source Serif 4',
    weight: 400,
    style: 'italic',
    axes: { wght: 400, opsz: 18 },
  },
  { file: 'serif-600', source: serif('normal'), family: 'Source Serif 4', weight: 600, style: 'normal', axes: { wght: 600, opsz: 28 } },
  { file: 'sans-400', source: sans(400), family: 'IBM Plex Sans', weight: 400, style: 'normal' },
  { file: 'sans-600', source: sans(600), family: 'IBM Plex Sans', weight: 600, style: 'normal' },
];

/**
 * A system font under each of ours until it is there: mean advance in em over English text, from the public metrics of
 * Times New Roman and Arial. Liberation Serif and Liberation Sans have the same advances.
 */
const FALLBACKS: Record<string, { local: Record<number, string[]>; advance: Record<number, number> }> = {
  'Source Serif 4': {
    local: { 400: ['Times New Roman', 'Liberation Serif'], 600: ['Times New Roman Bold', 'Liberation Serif Bold'] },
    advance: { 400: 832 / 2048, 600: 886 / 2048 },
  },
  'IBM Plex Sans': {
    local: { 400: ['Arial', 'Liberation Sans'], 600: ['Arial Bold', 'Liberation Sans Bold'] },
    advance: { 400: 913 / 2048, 600: 983 / 2048 },
  },
};

const percent = (ratio: number) => `${(ratio * 100).toFixed(2)}%`;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function make(face: Face): Promise<string> {
  const whole = readFileSync(new URL(import.meta.resolve(face.source)));
  const font = await subsetFont(whole, CHARACTERS, {
    targetFormat: 'woff2',
    noHinting: true,
    keepFeatures: FEATURES,
    variationAxes: face.axes ?? {},
  });
  writeFileSync(here(`${face.file}.woff2`), font);
  const { ascent, descent, lineGap, unitsPerEm, xWidthAvg } = await fromBuffer(font);
  const fallback = FALLBACKS[face.family];
  const advance = fallback?.advance[face.weight];
  if (!fallback || !advance) throw new Error(`No fallback is known for ${face.family} ${face.weight}; add it to FALLBACKS.`);
  const size = xWidthAvg / unitsPerEm / advance;
  const override = (metric: number) => percent(metric / unitsPerEm / size);
  return `@font-face {
  font-family: "${face.family}";
  src: url("../fonts/${face.file}.woff2") format("woff2");
  font-weight: ${face.weight};
  font-style: ${face.style};
  font-display: optional;
}
@font-face {
  font-family: "${face.family} fallback";
  src: ${fallback.local[face.weight]?.map((name) => `local("${name}")`).join(', ')};
  font-weight: ${face.weight};
  font-style: ${face.style};
  size-adjust: ${percent(size)};
  ascent-override: ${override(ascent)};
  descent-override: ${override(-descent)};
  line-gap-override: ${override(lineGap)};
}
`;
}

const header = `/* Made by src/fonts/subset.ts. \`optional\`: a font that comes too late for the first paint is kept for the next page, so that text
   never moves under a reader; the fallbacks have the metrics of the fonts they stand for. */
`;
writeFileSync(here('../styles/fonts.css'), header + (await Promise.all(FACES.map(make))).join(''));
