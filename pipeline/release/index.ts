/** What a release is, how two of them differ, and how they are cited. Making one is in `write.ts`, which touches files. */
export { byVersion, type Changes, changesBetween, type FieldChange, type FigureChange, isSame, type TableChange } from './changes.ts';
export { CITED, type Cited, toBibtex, toCff } from './citation.ts';
export { type Ask, recordOf } from './record.ts';
export { type Released, type ReleaseOptions, readReleases, release } from './write.ts';
