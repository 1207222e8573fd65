import { config } from 'zod';

// Zod compiles its objects with `new Function` where it may. Pages forbid that, and even the attempt is reported as a
// violation, so it is switched off before any schema is made. Every schema of this folder takes `z` from here.
config({ jitless: true });

export * from 'zod';
