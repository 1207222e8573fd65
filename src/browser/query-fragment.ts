// A query in the fragment of an address, which no server ever sees: `#sql=` and the text, percent-encoded as it stands; or, where that
// would be long, `#sql=~` and base64url of its UTF-8, deflated (`~z`) or not (`~b`). No SQL begins with a tilde.

/** Longer queries are not taken from a link: an address is no place for them, and a small one could unpack into gigabytes. */
export const LONGEST_LINKED = 200_000;

/** A text without halves of surrogate pairs, which a text field can hold and encodeURIComponent throws on. */
export const wellFormed = (sql: string): string =>
  sql.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/** The fragment with a query as it stands, percent-encoded: for links that are written at build. */
export const plainFragment = (sql: string): string => `#sql=${encodeURIComponent(wellFormed(sql)).replace(/^~/, '%7E')}`;
