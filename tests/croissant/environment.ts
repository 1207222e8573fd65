import { ensureTools, type PythonTools, toolsPython } from '../python-tools.ts';

const TOOLS: PythonTools = {
  name: 'mlcroissant',
  folder: 'croissant',
  requirements: 'tests/croissant/requirements.txt',
  oldest: 11,
  newest: 14,
};

/** The Python with mlcroissant, where `npm test` made it; tests that need it skip without it, and say so. */
export const croissantPython = (): string | undefined => toolsPython(TOOLS);

export const WITHOUT_CROISSANT = 'mlcroissant is not installed here ("npm test" installs it where it may)';

/** Makes that Python. @throws Failure where there is no fitting Python or the packages cannot be had */
export const ensureCroissant = (say: (message: string) => void): Promise<void> => ensureTools(TOOLS, say);
