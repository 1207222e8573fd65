import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../pipeline/records/index.ts';
import { engineFacts, interruptionSentence, machineFacts, modelHashes, renderedPrompts } from '../../src/words/manifest.ts';

describe('what a manifest tells', () => {
  test('of the engine: only what is recorded, whatever else stands there', () => {
    const engine = { name: 'mlx_lm', version: '0.32.2', mlx: '0.32.4', blas: 'libopenblas.so.0', odd: { of: 'any kind' } };
    expect(engineFacts(engine)).toBe('mlx_lm 0.32.2; mlx 0.32.4, blas libopenblas.so.0');
    expect(engineFacts({ name: 'llama.cpp', version: null })).toBe('llama.cpp');
  });

  test('of the machine, with what its BLAS was told', () => {
    const machine = { os: 'linux', os_release: '6.1', arch: 'x64', processor: 'A processor', cores: 2, memory_gb: 24, node: '26.1.0' };
    expect(machineFacts({ ...machine, blas_variables: { OPENBLAS_CORETYPE: 'Haswell', odd: {} } })).toBe(
      'linux 6.1 x64, A processor, 2 cores, 24 GB, Node 26.1.0, OPENBLAS_CORETYPE=Haswell',
    );
    expect(machineFacts({ processor: { odd: true }, cores: 1 })).toBe('');
    expect(machineFacts()).toBe('');
  });

  test('of its stops', () => {
    const stop = { stopped: null, resumed: '2026-01-01T00:00:00+00:00' };
    expect([undefined, [], [stop], [stop, stop, stop]].map(interruptionSentence)).toEqual([
      '',
      'in one go',
      'stopped and taken up again once',
      'stopped and taken up again three times',
    ]);
  });

  test('of the model and its prompts', () => {
    expect(modelHashes({ weights_sha256: 'a', tokenizer_sha256: 'b' } as Manifest['model'])).toEqual([
      { label: 'Weights', sha256: 'a' },
      { label: 'Tokenizer', sha256: 'b' },
    ]);
    const json = { name: 'json', kernel: null, placement: null, rendered_prompt: '<s>{}</s>', rendered_prompt_sha256: 'c' };
    const told = { ...json, rendered_probe_id: 'P01_X', rendered_prompt_tokens: 612, template: 'system message taken' };
    expect(renderedPrompts({ conditions: [told, { name: 'txt', kernel: null, placement: null }, json] })).toEqual([
      { condition: 'json', prompt: '<s>{}</s>', sha256: 'c', of: 'P01_X, 612 tokens, system message taken' },
      { condition: 'json', prompt: '<s>{}</s>', sha256: 'c', of: '' },
    ]);
  });
});
