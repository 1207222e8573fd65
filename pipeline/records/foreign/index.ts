/** Responses in the files of other tools: lm-evaluation-harness, Inspect, and any rows with a response and an id. */
export { type ColumnType, readCsvTable, type TextTable } from './csv.ts';
export type { ForeignKind, FoundResponse, Part, Plain, Taken } from './found.ts';
export { plain } from './found.ts';
export { type InspectLog, inspectResponses } from './inspect.ts';
export { type JsonDocument, readJsonDocument } from './json.ts';
export { readerOf } from './reader.ts';
export type { RowReader } from './rows.ts';
