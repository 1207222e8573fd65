import { defineConfig } from '@playwright/test';
import { findChromium } from './pipeline/machine.ts';

// Tests of the built site: `lem build [--base /LEM]`, then `SITE_BASE=/LEM playwright test`. dist/ is served on a free port.
const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/site',
  globalSetup: './tests/site/setup.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI === 'true',
  reporter: [['line']],
  use: { browserName: 'chromium', ...(executablePath ? { launchOptions: { executablePath } } : {}) },
});
