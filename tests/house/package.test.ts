import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProject } from '../../pipeline/project.ts';

const text = (path: string): string => readFileSync(inProject(path), 'utf8');
const manifest = JSON.parse(text('package.json')) as {
  version: string;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const lock = JSON.parse(text('package-lock.json')) as {
  packages: Record<string, { resolved?: string; optional?: boolean; os?: string[]; cpu?: string[] }>;
};

describe('what the package promises', () => {
  test('every version is pinned, the Node of the project among them', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    expect(manifest.devDependencies.node).toMatch(/^26\./);
  });

  test('the lock names no registry, and holds what other machines need', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64']) {
      for (const name of ['@duckdb/node-bindings-', '@biomejs/cli-'])
        expect(lock.packages, `${name}${platform}`).toHaveProperty([`node_modules/${name}${platform}`]);
    }
  });

  test('every npm script that the documents name is there', () => {
    const named = ['README.md', 'CONTRIBUTING.md'].flatMap((file) =>
      [...text(file).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string),
    );
    expect(named.length).toBeGreaterThan(3);
    expect([...new Set(named)].filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('every lem command that the documents name is there', () => {
    const cli = text('pipeline/cli.ts');
    const named = ['README.md', 'CONTRIBUTING.md'].flatMap((file) =>
      [...text(file).matchAll(/(?:npx|`)\s*lem ([a-z]+)/g)].map(([, name]) => name as string),
    );
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !cli.includes(`./cli/${name}.ts`))).toEqual([]);
  });

  test('the citation is of this version', () => {
    expect(text('CITATION.cff')).toContain(`\nversion: ${manifest.version}\n`);
  });
});
