// Builds the four bundles: the extension (in the extension host), the worker, what the worker loads to find the article in a
// page, and the script of the reader page.
// `--watch` rebuilds on change; `--production` minifies and leaves the source maps out. Types are checked by `npm run check`.
import { context, build } from 'esbuild';
import { rm, writeFile, mkdir } from 'node:fs/promises';

const isProduction = process.argv.includes('--production');
const isWatching = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: isProduction,
  sourcemap: isProduction ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const inNode = { ...shared, platform: 'node', format: 'cjs', target: 'node22', external: ['vscode'] };

/** Lets the worker import the extractor at run time, from the bundle beside its own. */
const fullArticle = {
  name: 'full-article',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/extractArticle\.js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './fullArticle.cjs', external: true } : undefined,
    );
  },
};

/** @type {(import('esbuild').BuildOptions & { outfile: string })[]} */
const bundles = [
  { ...inNode, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs' },
  { ...inNode, entryPoints: ['src/ingest/worker.ts'], outfile: 'dist/worker.cjs', plugins: [fullArticle] },
  { ...inNode, entryPoints: ['src/ingest/extractArticle.ts'], outfile: 'dist/fullArticle.cjs' },
  {
    ...shared,
    entryPoints: ['src/webview/reader.ts'],
    outfile: 'dist/reader.js',
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  },
];

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
if (isWatching) {
  for (const bundle of bundles) {
    const watched = await context(bundle);
    await watched.watch();
  }
} else {
  await Promise.all(
    bundles.map(async (bundle) => {
      const result = await build(bundle);
      await writeFile(`${bundle.outfile}.meta.json`, JSON.stringify(result.metafile));
    }),
  );
}
