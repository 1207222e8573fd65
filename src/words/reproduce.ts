const KERNELS = `\\
  --kernel json=kernel/axioms-compact.json \\
  --kernel txt=kernel/lek-1-kernel.txt \\
  --kernel placebo=kernel/placebo.txt`;

/**
 * The commands of the page, each as a reader types it. tests/site-words/reproduce.test.ts holds every one against the command line
 * and the scripts of package.json.
 */
export const COMMANDS = {
  get: 'git clone ADDRESS-OF-THE-REPOSITORY lem\ncd lem\nnpm ci',
  start: 'npm start',
  startOptions: 'PORT=8080 npm start\nnpm start -- --open\nnpm start -- --base /LEM',
  check: 'npx lem doctor\nnpx lem compile\nnpx lem verify\nnpx lem verify --fresh',
  score:
    'npx lem score answer.txt\nnpx lem score --explain answer.txt\nnpx lem score --explain --json answer.txt\nnpx lem score data/runs/my-model.p100.jsonl > scores.jsonl',
  import: 'npx lem import --dry-run ../LEM\nnpx lem import ../LEM\nnpm start',
  model: 'npx lem model smollm2',
  dryRun: `npx lem ab --model models/smollm2-135m ${KERNELS} \\\n  --concurrency 24 --output data/runs/my-run.jsonl --dry-run`,
  ab: `npx lem ab --model models/smollm2-135m ${KERNELS} \\\n  --concurrency 24 --output data/runs/my-run.jsonl`,
  endpoint:
    'npx lem ab --endpoint http://localhost:8000/v1 --model qwen-7b --concurrency 32 \\\n  --kernel json=kernel/axioms-compact.json',
  read: 'npx lem summary data/runs/my-run.jsonl\nnpx lem compare data/runs/my-run.jsonl/json data/runs/my-run.jsonl/placebo\nnpm start',
  own: 'mkdir -p data/runs\nmv my-model.p100.jsonl my-model.p100.manifest.json data/runs/\nnpx lem compile\nnpx lem verify\nnpm start',
  sums: 'sha256sum my-model.p100.jsonl seeds/P01-P100.json\nwc -c my-model.p100.jsonl',
  tests: 'npm test\nnpm run test:unit\nnpm run check',
  build: 'npx lem compile\nnpx lem build\nnpx lem build --base /LEM\nSITE_URL=https://lem.example npx lem build',
} as const;

/** What a static host has to do for the site, and what happens where it does not. */
export const HOST_NEEDS: readonly { needs: string; why: string }[] = [
  { needs: 'index.html for a folder', why: 'Every page is a folder with an index.html; links end in a slash.' },
  { needs: '404.html for what is not there', why: 'It leads back. It works from any depth, since it knows its base.' },
  {
    needs: 'text/javascript for .js, application/wasm for .wasm',
    why: 'A browser refuses a script or a module of another type.',
  },
  { needs: 'no rewriting of the files', why: 'The data have checksums, and the policy of the pages allows no script that is put in.' },
  { needs: 'files up to 25 MB', why: 'None is larger.' },
];

/** Headers that a page cannot set for itself, and what each is for. */
export const HEADERS: readonly { name: string; value: string; where: string; why: string }[] = [
  {
    name: 'Content-Security-Policy',
    value: "frame-ancestors 'none'",
    where: 'everything',
    why: 'No other site may put a page in a frame. The rest of the policy is in each page; this part is ignored there.',
  },
  {
    name: 'X-Content-Type-Options',
    value: 'nosniff',
    where: 'everything',
    why: 'A text that looks like a script stays a text.',
  },
  { name: 'Referrer-Policy', value: 'same-origin', where: 'everything', why: 'Where a reader came from is nobody else’s affair.' },
  {
    name: 'Cache-Control',
    value: 'public, max-age=31536000, immutable',
    where: '/_astro/',
    why: 'These names change with their content: kept for a year, they are never stale.',
  },
  {
    name: 'Cache-Control',
    value: 'no-cache',
    where: 'the rest',
    why: 'Names that stay: asked for again, and sent again only where they changed.',
  },
];
