import { describe, expect, test } from 'vitest';
import { inProject } from '../../pipeline/project.ts';
import { readJson } from '../../pipeline/records/files.ts';
import { type Speed, speed } from '../../pipeline/records/speed.ts';
import { wayFigures } from '../../pipeline/speed.ts';
import { SPEED_FILE } from '../../src/data/speed.ts';

const answers = (texts: readonly string[], scores: readonly number[]) =>
  texts.map((text, i) => ({
    probe_id: `P0${i + 1}_X`,
    condition: 'baseline',
    sha256: text.repeat(64),
    tokens: 10,
    lek_score: scores[i] as number,
  }));
const part = (temperature: number) => ({
  temperature,
  seed: null,
  measured: '2026-01-01T00:00:00.000+00:00',
  ways: [
    { way: 'script' as const, concurrency: 1, seconds: 60, answers: answers(['a', 'b', 'c', 'd', 'e'], [1, 2, 3, 4, 5]) },
    { way: 'one' as const, concurrency: 1, seconds: 30, answers: answers(['a', 'b', 'c', 'd', 'f'], [1, 2, 3, 4, 6]) },
    { way: 'warmed' as const, concurrency: 8, seconds: 12, answers: answers(['a', 'b', 'c', 'e', 'e'], [1, 2, 3, 4, 5]) },
  ],
});

describe('what ways of asking come to', () => {
  test('rates, multiples of the script, and what changed beside one at a time', () => {
    const [script, one, warmed] = wayFigures(part(0));
    expect(script).toMatchObject({ rate: 5, times: 1, change: { same: 4, mean: -0.2 } });
    expect(one).toMatchObject({ rate: 10, times: 2, tokens: 50 / 30, change: null });
    expect(warmed).toMatchObject({ rate: 25, times: 5, change: { same: 3, mean: -0.2 } });
  });

  test('sampled answers of the script are drawn otherwise: no change is told of them', () => {
    expect(wayFigures(part(0.8)).map(({ change }) => change?.same ?? null)).toEqual([null, null, 3]);
  });

  test('ways that were asked other questions are refused', () => {
    const whole = {
      format: 1,
      model_id: 'model-1b',
      weights_sha256: 'a'.repeat(64),
      probes: 5,
      max_tokens: 96,
      engine: { name: 'mlx_lm', version: '1.0' },
      scorer_version: '2.0.0',
      machine: { processor: 'a processor', cores: 2 },
      parts: [part(0)],
      overhead: { responses: 10, chars: 4500, milliseconds: 5 },
    };
    expect(speed.safeParse(whole).success).toBe(true);
    whole.parts[0]?.ways[1]?.answers.pop();
    expect(speed.safeParse(whole).error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['parts.0.ways.1.answers', 'must answer the questions of the first way'],
    ]);
  });
});

describe('bench/engine/measured.json', () => {
  test('is whole, and holds both parts, each with every way', async () => {
    const measured: Speed = await readJson(inProject(SPEED_FILE), speed);
    expect(measured.parts.map(({ temperature }) => temperature)).toEqual([0, 0.8]);
    for (const { ways } of measured.parts) {
      expect(ways.map(({ way }) => way)).toEqual(['script', 'one', 'batched', 'warmed']);
      expect(ways[0]?.answers).toHaveLength(3 * measured.probes);
    }
  });
});
