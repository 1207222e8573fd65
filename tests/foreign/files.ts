/** A line as lm-evaluation-harness 0.4 logs it for a task that generates. */
export const lmEvalLine = (doc_id: number, texts: readonly string[]) => ({
  doc_id,
  doc: { id: `item-${doc_id}`, question: 'q' },
  target: '42',
  arguments: { gen_args_0: { arg_0: `Question ${doc_id}`, arg_1: { until: ['\n'], do_sample: false } } },
  resps: [[...texts]],
  filtered_resps: ['42'],
  filter: 'strict-match',
  metrics: ['exact_match'],
  doc_hash: 'a',
  prompt_hash: 'b',
  target_hash: 'c',
  exact_match: 0,
});

const choice = (content: unknown, stop_reason = 'stop') => ({ message: { role: 'assistant', content, source: 'generate' }, stop_reason });

/** A log as Inspect converts it to JSON. */
export const inspectLog = () => ({
  version: 2,
  status: 'success',
  eval: { task: 'probes', model: 'mockllm/model', dataset: { name: 'probes' } },
  plan: { name: 'plan', steps: [] },
  samples: [
    {
      id: 'P01_ONE',
      epoch: 1,
      input: 'Asked',
      target: 'right',
      messages: [],
      output: { model: 'm', choices: [choice('From the first choice.')], completion: 'From the completion.', time: 2.5 },
      scores: { match: { value: 'C', answer: 'x' } },
    },
    {
      id: 'P01_ONE',
      epoch: 2,
      input: 'Asked',
      target: 'right',
      output: { choices: [choice('From the first choice.', 'max_tokens')], completion: '' },
    },
    {
      id: 2,
      epoch: 1,
      input: [
        { role: 'system', content: 'A kernel' },
        { role: 'user', content: [{ type: 'text', text: 'The last question' }] },
      ],
      target: 'right',
      output: {
        choices: [
          choice([
            { type: 'reasoning', reasoning: 'Hidden.' },
            { type: 'text', text: 'Said.' },
            { type: 'text', text: ' And more.' },
          ]),
        ],
      },
    },
    {
      id: 3,
      epoch: 1,
      input: 'Asked',
      target: 'right',
      output: { choices: [choice('attachment://abc')] },
      attachments: { abc: 'A long text among the attachments.' },
    },
  ],
});
