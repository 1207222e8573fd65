import { doors, type Entry, footPages, mainPages } from '../site.ts';

/** A picture for previews: the home page's, with the central claim, or one that names a main page. */
export interface Picture {
  /** Its file is `/og/<name>.png`. */
  name: string;
  title: string;
  says: string;
}

export const WIDTH = 1200;
export const HEIGHT = 630;

const nameOf = (path: string): string => path.replace(/^\/|\/$/g, '');

/** The pictures of a site with these pages: the home page's first. */
export function picturesOf(entries: readonly Entry[], saying: readonly (Entry & { says: string })[]): Picture[] {
  const pages = [...new Map(entries.map((entry) => [nameOf(entry.path), entry])).entries()];
  return [
    { name: 'home', title: '', says: '' },
    ...pages.map(([name, { label, path }]) => ({ name, title: label, says: saying.find((door) => door.path === path)?.says ?? '' })),
  ];
}

export const pictures: readonly Picture[] = picturesOf([...mainPages, ...footPages], doors);

/** The picture of a page by its path below the base: that of the main page it belongs to, else the home page's. */
export function pictureFor(path: string, among: readonly Picture[] = pictures): Picture {
  const [section = ''] = path.replace(/^\//, '').split('/');
  const found = among.find(({ name }) => name === section) ?? among[0];
  if (!found) throw new Error('There is no picture at all.');
  return found;
}
