import { describe, expect, test } from 'vitest';
import { policy } from '../../src/policy.ts';
import { doors, fileHref, footPages, href, join, mainPages } from '../../src/site.ts';

describe('addresses', () => {
  test('stand under the base, whether it ends in a slash or not', () => {
    expect(['/', '', '/LEM', '/LEM/'].map((base) => join(base, '/leaderboard/'))).toEqual([
      '/leaderboard/',
      '/leaderboard/',
      '/LEM/leaderboard/',
      '/LEM/leaderboard/',
    ]);
    expect(join('/LEM', '/')).toBe('/LEM/');
  });

  test('of pages end in a slash before query and anchor, of files in their name', () => {
    expect(href('/')).toBe('/');
    expect(href('/models/mistral-7b-v0.1')).toBe('/models/mistral-7b-v0.1/');
    expect(href('/compare?a=x&b=y#strip')).toBe('/compare/?a=x&b=y#strip');
    expect(href('/leaderboard/#p20')).toBe('/leaderboard/#p20');
    expect(fileHref('/figures/signals.csv')).toBe('/figures/signals.csv');
  });

  test('of the navigation are pages, each once in its list', () => {
    for (const list of [mainPages, footPages, doors]) {
      const paths = list.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      for (const path of paths) expect(path).toMatch(/^(\/[\w.-]+)+$/);
    }
  });
});

test('the policy has no exception but WebAssembly, where it is asked for', () => {
  expect(policy()).not.toMatch(/unsafe|\*|data:|blob:|https?:/);
  expect(policy({ wasm: true }).replace("'wasm-unsafe-eval'", '').replace('blob:', '')).not.toMatch(/unsafe|\*|data:|blob:|https?:/);
});
