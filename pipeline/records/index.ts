/**
 * What a line of JSONL, a probe, a kernel, a run, a manifest, a table's row is. Runs in Node and in a browser; what
 * touches files is in `files.ts`.
 */
export * as cell from './cells.ts';
export { type ChatLine, chatLine, message } from './chat.ts';
export { check, type Place } from './check.ts';
export { type CsvRecord, type CsvRow, csvRecords, parseCsv, toCsv } from './csv.ts';
export { type Demonstration, demonstration } from './demonstrations.ts';
export { checkDistillLine, type DistillSummary, distillSummary, type TrainingLine, trainingLine } from './distill.ts';
export { END_OF_TURN, type EndOfTurn, endOfTurn } from './end-of-turn.ts';
export { type Fault, InputError, printable, shown, TruncatedLineError } from './error.ts';
export {
  type ColumnType,
  type ForeignKind,
  type FoundResponse,
  type InspectLog,
  inspectResponses,
  type JsonDocument,
  type Part,
  type Plain,
  plain,
  type RowReader,
  readCsvTable,
  readerOf,
  readJsonDocument,
  type Taken,
  type TextTable,
} from './foreign/index.ts';
export { type HeuristicV1, type HeuristicV2, heuristicV1, heuristicV2, heuristicVersion } from './heuristic.ts';
export { parseJsonFile } from './json.ts';
export { type Chunks, type JsonLine, type JsonlOptions, type JsonObject, readJsonLines, readRecords } from './jsonl.ts';
export { codePoints, judge, type Proof, proofOf, rowDifferences, type StatedFigures, tells, type Verdict } from './judge.ts';
export { type AxiomsKernel, axiom, axiomsKernel } from './kernel.ts';
export { type Manifest, type Model, manifest, model, type Reproducibility, type RunSource, reproducibility, runId } from './manifest.ts';
export { conditionName, id, probeId, probeSet, sha256 } from './names.ts';
export { categoryOf, type Probe, probe, probeFile, REPHRASINGS, type Rephrasing } from './probes.ts';
export { type Message, promptMessages } from './prompt.ts';
export {
  type AliasRow,
  aliasRow,
  type DisagreementRow,
  disagreementRow,
  type KernelRow,
  kernelRow,
  type PublishedRunRow,
  runRow,
} from './published.ts';
export {
  day,
  type ReleasedComparison,
  type ReleasedMean,
  type ReleaseRecord,
  releasedComparison,
  releasedMean,
  releaseRecord,
  version,
} from './release.ts';
export { meanHundredths, tenths } from './round.ts';
export { type RunLine, type RunOptions, readRun } from './run.ts';
export {
  checkProbeLine,
  checkRunLine,
  conditionsOf,
  isV2,
  type ProbeLine,
  type ResultV1,
  type ResultV2,
  type RunResult,
  type SummaryLine,
  summaryLine,
} from './run-lines.ts';
export { type RunFacts, renewSummary, type ScoredLine, summarise } from './summarise.ts';
export {
  type AverageRow,
  averageRow,
  type ClaimRow,
  claimRow,
  type ModelRow,
  modelRow,
  type P100SummaryRow,
  type ProbeRow,
  p20Averages,
  p100Averages,
  p100SummaryRow,
  probeRow,
  type ResultRow,
  resultRow,
} from './tables.ts';
export { isRunLine, readTexts, type ScorableText } from './texts.ts';
export { toJsonFile, toLine } from './to-line.ts';
export { textOf } from './utf8.ts';
