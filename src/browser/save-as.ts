import { element } from './nodes.ts';

/** Hands a file that was made in the page to the browser, which saves it under the name given. */
export function saveAs(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href: address, download: name }).click();
  // A browser may begin to read it only after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
