import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/site/**'],
    globalSetup: ['tests/models.ts'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
});
