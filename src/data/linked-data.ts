/** A data block of JSON-LD, as markup that this project made itself. */
export type LinkedData = string & { readonly linkedData: unique symbol };

/**
 * An object as a `<script type="application/ld+json">` element. Browsers do not run it: the policy of the pages does not see it. What
 * could end the element or open another is written as an escape of JSON, which means the same to a reader of JSON.
 */
export function linkedData(value: object): LinkedData {
  const json = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<script type="application/ld+json">${json}</script>` as LinkedData;
}
