import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import subsetFont from 'subset-font';

const FACES = ['serif-400', 'serif-600', 'sans-400', 'sans-600'];

/**
 * The site's fonts as TrueType files, which the renderer of pictures reads; it knows neither WOFF2 nor fonts in memory. Made from
 * src/fonts once, and kept in .cache.
 */
export async function fontFiles(): Promise<string[]> {
  const fonts = FACES.map((face) => readFileSync(resolve(`src/fonts/${face}.woff2`)));
  const key = createHash('sha256').update(Buffer.concat(fonts)).digest('hex').slice(0, 12);
  const folder = resolve(`.cache/og-fonts-${key}`);
  mkdirSync(folder, { recursive: true });
  return Promise.all(
    fonts.map(async (font, index) => {
      const file = resolve(folder, `${FACES[index]}.ttf`);
      if (!existsSync(file)) {
        // Everything that is in the file: it is a subset already.
        const whole = await subsetFont(font, CHARACTERS, { targetFormat: 'truetype' });
        writeFileSync(`${file}.${process.pid}`, whole);
        renameSync(`${file}.${process.pid}`, file);
      }
      return file;
    }),
  );
}

/** Every character that may be in a subset: the Basic Multilingual Plane's first blocks and general punctuation, arrows and signs. */
const CHARACTERS = String.fromCharCode(
  ...Array.from({ length: 0x250 - 0x20 }, (_, index) => 0x20 + index),
  ...Array.from({ length: 0x2300 - 0x2000 }, (_, index) => 0x2000 + index),
  0x2713,
);
