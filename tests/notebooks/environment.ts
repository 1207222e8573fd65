import { ensureTools, type PythonTools, toolsPython } from '../python-tools.ts';

const TOOLS: PythonTools = {
  name: 'Jupyter and DuckDB for Python',
  folder: 'notebooks',
  requirements: 'tests/notebooks/requirements.txt',
  oldest: 11,
  newest: 14,
};

/** The Python with nbclient and DuckDB, where `npm test` made it; tests that need it skip without it, and say so. */
export const notebookPython = (): string | undefined => toolsPython(TOOLS);

export const WITHOUT_JUPYTER = 'Jupyter and DuckDB for Python are not installed here ("npm test" installs them where it may)';

/** Makes that Python. @throws Failure where there is no fitting Python or the packages cannot be had */
export const ensureJupyter = (say: (message: string) => void): Promise<void> => ensureTools(TOOLS, say);
