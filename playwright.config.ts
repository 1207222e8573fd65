import { defineConfig } from '@playwright/test';
import { findChromium } from './pipeline/machine.ts';

// Tests of the built site: `lem build [--base /LEM]`, then `SITE_BASE=/LEM playwright test`. dist/ is served on a free port.
const executablePath = findChromium();

// These build sites of their own, always at the root: once is enough.
const own = ['**/hostile.spec.ts', '**/made-here.spec.ts'];

export default defineConfig({
  testDir: 'tests/site',
  testIgnore: (process.env.SITE_BASE ?? '/') === '/' ? [] : own,
  globalSetup: './tests/site/setup.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI === 'true',
  reporter: [['line']],
  use: { browserName: 'chromium', ...(executablePath ? { launchOptions: { executablePath } } : {}) },
});
