/** A file of DuckDB's as this site offers it: packed with gzip, named after its content. */
export interface OfferedFile {
  /** Its name beside `session.json`. */
  file: string;
  /** Bytes to fetch. */
  bytes: number;
  /** Bytes once unpacked. */
  size: number;
  /** SHA-256 of the unpacked content, in hexadecimal. */
  sha256: string;
}

/** `session.json`: what the DuckDB of a page is started from. It is asked for anew at every start; the files it names never change. */
export interface Offer {
  /** Version of the library that the worker, the WebAssembly and the page's own code have to be of. */
  version: string;
  wasm: OfferedFile;
  database: OfferedFile;
  /** Response texts, one database a run. */
  texts: readonly (OfferedFile & { run_id: string })[];
  /** Runs whose texts are too large to be fetched whole, and how many bytes they have. */
  left: readonly { run_id: string; size: number }[];
}
