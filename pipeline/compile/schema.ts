import { SIGNALS } from '../scorer/index.ts';

/** SQL types the database uses. Scores are DOUBLE, made from integer tenths: DECIMAL does not survive the way into a browser. */
export type SqlType = 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN';

export interface Column {
  name: string;
  type: SqlType;
  /** One sentence for the schema browser, `/data` and `COMMENT ON COLUMN`. */
  comment: string;
  /** True where a row may not know it. */
  nullable?: boolean;
}

export interface Table {
  name: string;
  /** What one row is, for `COMMENT ON TABLE`. */
  comment: string;
  /** Columns that identify a row; every stored order is by these, so that the same rows give the same bytes. */
  key: string[];
  columns: Column[];
}

const text = (name: string, comment: string): Column => ({ name, type: 'VARCHAR', comment });
const integer = (name: string, comment: string): Column => ({ name, type: 'INTEGER', comment });
const number = (name: string, comment: string): Column => ({ name, type: 'DOUBLE', comment });
const boolean = (name: string, comment: string): Column => ({ name, type: 'BOOLEAN', comment });
const optional = (column: Column): Column => ({ ...column, nullable: true });

const runId = text('run_id', 'The run: <model>.<set> where it was published, <model>.<set>.<source> otherwise.');
const modelId = text('model_id', 'The model.');
const probeId = text('probe_id', 'The probe; the whole string, since two ids share the prefix P21.');
const condition = text('condition', 'What was put before the probe: baseline (nothing), json, txt, or another kernel by its name.');
const probeSet = text('probe_set', 'P20 (20 or 21 probes) or P100 (101 probes). Scores of the two sets are never compared.');

/** The interval columns of a mean or a mean difference, by the one method of this project. */
const interval = (of: string): Column[] => [
  optional(number('low', `Lower end of the 95 % interval of ${of}: percentile bootstrap over probes. Empty below n = 5.`)),
  optional(number('high', `Upper end of the 95 % interval of ${of}.`)),
  optional(number('cluster_low', 'Lower end with whole domains resampled, since probes of one domain are not independent.')),
  optional(number('cluster_high', 'Upper end with whole domains resampled.')),
];

const signalColumns: Column[] = SIGNALS.map((signal) => ({
  name: signal.name,
  // The one signal whose value is not a count: 0, 0.5 or 1.
  type: signal.name === 'degeneration' ? 'DOUBLE' : 'INTEGER',
  comment: `Count of the signal: ${signal.measures}`,
}));

/** Every table of the database, in the order in which it is filled and shown. */
export const TABLES: readonly Table[] = [
  {
    name: 'models',
    comment: 'One row is a model.',
    key: ['model_id'],
    columns: [
      modelId,
      text('name', 'Its name for readers.'),
      text('family', 'Gemma, Mistral, Llama, Qwen, DeepSeek, GPT-OSS, or another for models run here.'),
      text('version', 'Version within the family.'),
      number('params_b', 'Parameters in billions.'),
      text('kind', 'base (untrained by LEK) or lek (LEK-tuned).'),
      optional(text('base_model_id', 'The model it was tuned from, for LEK models.')),
      optional(text('hf_id', 'Hugging Face id, where it is stated.')),
      text('source', 'published, or the source of the run that declares the model.'),
      integer('position', 'Place in the published table; models declared by runs follow.'),
    ],
  },
  {
    name: 'probes',
    comment:
      'One row is a probe in one edition: original (the published wording: its hash, and its text where a reader has imported it) or restated (our wording).',
    key: ['probe_id', 'edition'],
    columns: [
      probeId,
      text('edition', 'original or restated.'),
      text('domain', 'What the probe is about; 20 domains.'),
      boolean('p20', 'True where the probe belongs to the P20 set.'),
      integer('position', 'Place in the P100 set, from 1.'),
      optional(text('prompt', 'The user message, where this project holds the text.')),
      integer('prompt_chars', 'Code points of the prompt.'),
      text('prompt_sha256', 'SHA-256 of the prompt in this edition (UTF-8).'),
      text('published_sha256', 'SHA-256 of the published wording of the same probe.'),
    ],
  },
  {
    name: 'kernels',
    comment: 'One row is a kernel text.',
    key: ['kernel_id'],
    columns: [
      text('kernel_id', '<text>.<edition>.'),
      text('name', 'Its name for readers.'),
      text('format', 'json or txt.'),
      optional(text('condition', 'The condition it is injected in, if any.')),
      text('edition', 'original, restated, or local for a kernel that only a run names.'),
      optional(integer('chars', 'Code points, where known.')),
      optional(integer('bytes', 'Bytes in UTF-8.')),
      text('sha256', 'SHA-256 of the text.'),
      optional(text('text', 'The text, where this project holds it.')),
    ],
  },
  {
    name: 'signals',
    comment: 'One row is a signal of the scorer, made from the table the scorer itself runs on.',
    key: ['position'],
    columns: [
      integer('position', 'Order in the scorer.'),
      text('signal', 'Name of the signal; a column of results.'),
      text('signal_group', 'penalty, structural or content.'),
      number('points_each', 'Points for a count of one.'),
      optional(number('cap', 'Most points it can give; empty for penalties, which have no cap.')),
      text('measures', 'What it measures, in a sentence.'),
    ],
  },
  {
    name: 'runs',
    comment: 'One row is an A/B run of one model on one probe set.',
    key: ['run_id'],
    columns: [
      runId,
      modelId,
      text('source', 'published (figures of the original runs), imported (from a checkout of them) or local (run by this project).'),
      probeSet,
      text(
        'edition',
        'Edition of the probes that were asked: original, restated, or local for a wording that only the lines of the run hold.',
      ),
      integer('probes', 'Probes asked.'),
      optional(integer('max_tokens', 'New tokens allowed per response.')),
      optional(number('temperature', '0 is greedy.')),
      optional(number('top_p', 'Nucleus sampling; empty where greedy or not recorded.')),
      optional(integer('seed', 'Seed of the sampling, if any.')),
      integer('samples', 'Responses per probe and condition.'),
      optional(text('engine', 'What generated the responses.')),
      optional(text('engine_version', 'Its version.')),
      optional(text('reproducibility', 'exact, greedy-batched, seeded-batched or remote; empty where nobody recorded it.')),
      text('scorer_version', 'Scorer that the stored scores were checked with.'),
      text('scorer_sha256', 'SHA-256 of its table of signals.'),
      optional(text('started', 'When the run began (ISO 8601), where recorded.')),
      optional(number('minutes', 'Wall time in minutes, where recorded.')),
      optional(text('jsonl_sha256', 'SHA-256 of the run file; empty for published figures, whose files are not here.')),
      optional(text('note', 'What a reader must know about this run.')),
      optional(
        text(
          'manifest',
          'The manifest of its file as it stands, in JSON: all that is recorded of how it was made. Empty for published runs.',
        ),
      ),
    ],
  },
  {
    name: 'run_conditions',
    comment: 'One row is a condition of a run.',
    key: ['run_id', 'condition'],
    columns: [
      runId,
      condition,
      integer('position', 'Order within the run; baseline first.'),
      optional(text('kernel_id', 'The kernel; empty for the baseline.')),
      optional(text('placement', 'none, system or user: where the kernel went; empty where not recorded.')),
      optional(text('rendered_prompt', 'One whole prompt as the model received it, where recorded.')),
      optional(text('rendered_prompt_sha256', 'SHA-256 of that prompt.')),
      integer('expected', 'Responses the condition should have: probes times samples.'),
      integer('rows', 'Responses that are there.'),
      optional(integer('failed', 'Responses that failed and are missing.')),
      optional(integer('cut', 'Responses that stopped at the token limit.')),
      optional(integer('run_on', 'Responses that hold a literal end-of-turn token.')),
    ],
  },
  {
    name: 'results',
    comment: 'One row is one response: its fourteen signal counts and its score.',
    key: ['run_id', 'probe_id', 'condition', 'sample'],
    columns: [
      runId,
      probeId,
      condition,
      integer('sample', 'Number of the response among those to the same probe and condition, from 0.'),
      ...signalColumns,
      number('lek_score', 'The LEK score (v2): points of all signals, each up to its cap.'),
      integer('chars', 'Code points of the response.'),
      optional(number('time_s', 'Seconds the response took.')),
      optional(text('finish_reason', 'Why generation stopped; published runs did not record it.')),
      optional(text('text_sha256', 'SHA-256 of the response text, where this project holds it.')),
      optional(
        text(
          'text_run_id',
          'The run whose responses hold the text, under the same probe, condition and sample: the run itself, or for a published row the imported run whose text gives the very counts, score and length of the row. Empty where no text is here.',
        ),
      ),
    ],
  },
  {
    name: 'averages',
    comment: 'One row is an average that was stated by the report, with or without its rows.',
    key: ['model_id', 'probe_set', 'condition'],
    columns: [
      modelId,
      probeSet,
      condition,
      number('mean', 'The average as stated, two decimals.'),
      text('stated_in', 'Where it is stated.'),
      optional(text('disagreement', 'Why it differs from the average of the rows, where it is known to.')),
    ],
  },
  {
    name: 'summaries',
    comment: 'One row is a condition of a run, over all probes or over one domain.',
    key: ['run_id', 'condition', 'domain'],
    columns: [
      runId,
      condition,
      text('domain', "A domain, or 'all'."),
      integer('n', 'Probes with a score.'),
      integer('expected', 'Probes the run asked.'),
      number('mean', 'Mean LEK score.'),
      number('mean_rounded', 'The mean to two decimals, half up, rounded in integers as published averages are.'),
      number('median', 'Median LEK score.'),
      optional(number('sd', 'Standard deviation (n - 1); empty for n = 1.')),
      ...interval('the mean'),
      number('lowest', 'Lowest score.'),
      number('highest', 'Highest score.'),
    ],
  },
  {
    name: 'comparisons',
    comment: 'One row is a paired comparison, probe by probe, within a named family of tests.',
    key: ['comparison_id'],
    columns: [
      text('comparison_id', '<family>/<a>~<b>, and /<domain> where it is over one domain.'),
      text('family', 'The family of tests that p is corrected in.'),
      text('question', 'What the family asks, in a few words.'),
      text(
        'kind',
        'model (two models, one condition), kernel (one run, a kernel against the baseline) or format (one run, one kernel against another or against a placebo).',
      ),
      text('scope', 'published, or the run that the family belongs to.'),
      text('a_run_id', 'Run of the first side.'),
      text('a_condition', 'Condition of the first side.'),
      text('b_run_id', 'Run of the second side.'),
      text('b_condition', 'Condition of the second side.'),
      text(
        'domain',
        "'all', or the one domain whose probes are compared. A domain of fewer than five probes has no interval and no p, and counts in no correction.",
      ),
      integer('n', 'Probes that both sides answered.'),
      number('mean_difference', 'Mean of a minus b, in points.'),
      ...interval('the mean difference'),
      optional(number('p', 'Two-sided p of the paired sign-flip test. Empty below n = 5.')),
      optional(number('p_holm', 'p after Holm within the family.')),
      optional(number('effect_size', 'Effect size; empty where the differences do not vary.')),
      text('effect_name', 'Which effect size it is.'),
      integer('wins', 'Probes on which a scores higher, strictly.'),
      integer('ties', 'Probes with equal scores.'),
      integer('losses', 'Probes on which a scores lower, strictly.'),
      optional(number('detectable', 'Smallest true difference that a test of this n would find in 80 % of studies.')),
      optional(
        boolean('supported', 'True where the interval leaves out zero and p after Holm is below 0.05; empty where it could not be tested.'),
      ),
    ],
  },
  {
    name: 'tie_groups',
    comment: 'One row is a run in a group of runs that do not differ from each other within a probe set and condition.',
    key: ['probe_set', 'condition', 'tie_group', 'run_id'],
    columns: [probeSet, condition, integer('tie_group', 'Number of the group, from the highest mean down.'), runId],
  },
  {
    name: 'claims',
    comment: 'One row is a claim of the published README or report that figures can decide.',
    key: ['claim_id'],
    columns: [
      text('claim_id', 'The claim.'),
      integer('position', 'Place in the list of claims.'),
      text('claim', 'What it says, in our words.'),
      text('stated_in', 'README or report.'),
      optional(text('probe_set', 'The probe set it speaks of, where it speaks of one.')),
      text('figures', 'The figures it states.'),
      text('checkable_from', 'rows, averages, or not.'),
    ],
  },
  {
    name: 'demonstrations',
    comment:
      'One row is a demonstration: a text made for this project to show what the scorer counts. No model wrote it; it says nothing about any model and enters no figure of one.',
    key: ['position'],
    columns: [
      text('demonstration_id', 'The demonstration.'),
      integer('position', 'Place in the list.'),
      text('title', 'Its name for readers.'),
      text('shows', 'What it is, and what it shows.'),
      optional(text('made_from', 'The demonstration it was made from, where it is another one changed.')),
      text('text', 'The whole text.'),
      ...signalColumns,
      number('lek_score', 'The LEK score (v2) of the text.'),
      integer('chars', 'Code points of the text.'),
    ],
  },
];

/** The table of response texts; one file a run, apart from the main database. */
export const RESPONSES: Table = {
  name: 'responses',
  comment: 'One row is the text of one response.',
  key: ['run_id', 'probe_id', 'condition', 'sample'],
  columns: [
    runId,
    probeId,
    condition,
    integer('sample', 'Number of the response, from 0.'),
    text('response', 'The whole text as the model gave it. Untrusted: show it as text.'),
    text('text_sha256', 'SHA-256 of the text in UTF-8.'),
  ],
};
