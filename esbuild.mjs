// Builds the bundles: the extension (in the extension host) and the commands that it loads on demand, the worker and what it
// loads to find the article in a page and to colour code, the script of the reader page, and the style sheet of exported files.
// `--watch` rebuilds on change; `--production` minifies and leaves the source maps out. Types are checked by `npm run check`.
import { context, build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';

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

/** What is imported at run time is a bundle beside the one that asks for it: source file → bundle. */
const loadedLater = new Map([
  ['extractArticle', 'fullArticle'],
  ['codeColours', 'codeColours'],
  ['sourceCommands', 'sourceCommands'],
  ['issueCommands', 'issueCommands'],
  ['rareCommands', 'rareCommands'],
  ['searching', 'searching'],
  ['imageAnswers', 'imageAnswers'],
  ['notices', 'treeNotices'],
  ['sourceItem', 'sourceRows'],
  ['topicRows', 'topicRows'],
  ['topicCommands', 'topicCommands'],
  ['followedItem', 'followedItem'],
  ['runWorkspace', 'workspace'],
  ['readerActions', 'readerActions'],
  ['topicPages', 'topicPages'],
]);

const beside = {
  name: 'beside',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/\w+\.js$/ }, ({ kind, path }) => {
      const bundle = kind === 'dynamic-import' && loadedLater.get(path.slice(path.lastIndexOf('/') + 1, -3));
      return bundle ? { path: `./${bundle}.cjs`, external: true } : undefined;
    });
  },
};

/** The catalogue of topics stays a text until its entries are wanted: as a literal it would cost every start of the worker. */
const catalogueAsText = {
  name: 'catalogueAsText',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /[\\/]relevance[\\/]catalogue[\\/][^\\/]+\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.stringify(JSON.parse(await readFile(path, 'utf8'))));
      return { contents: `const text = ${text}; export default { [Symbol.iterator]: () => JSON.parse(text).values() };`, loader: 'js' };
    });
  },
};

/**
 * Dynamic imports become `require`: the host hands `vscode` to modules that are required.
 * @type {import('esbuild').BuildOptions}
 */
const inNode = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  plugins: [beside, catalogueAsText],
  supported: { 'dynamic-import': false },
  // What it offers to Node loads its own files by a name that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};

/** @type {(import('esbuild').BuildOptions & { outfile: string })[]} */
const bundles = [
  { ...inNode, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs' },
  { ...inNode, entryPoints: ['src/editor/live/commands/sourceCommands.ts'], outfile: 'dist/sourceCommands.cjs' },
  { ...inNode, entryPoints: ['src/editor/commands/issueCommands.ts'], outfile: 'dist/issueCommands.cjs' },
  { ...inNode, entryPoints: ['src/editor/commands/rareCommands.ts'], outfile: 'dist/rareCommands.cjs' },
  { ...inNode, entryPoints: ['src/editor/commands/searching.ts'], outfile: 'dist/searching.cjs' },
  { ...inNode, entryPoints: ['src/editor/reader/imageAnswers.ts'], outfile: 'dist/imageAnswers.cjs' },
  { ...inNode, entryPoints: ['src/editor/live/sourceItem.ts'], outfile: 'dist/sourceRows.cjs' },
  { ...inNode, entryPoints: ['src/editor/tree/notices.ts'], outfile: 'dist/treeNotices.cjs' },
  { ...inNode, entryPoints: ['src/editor/tree/topics/topicRows.ts'], outfile: 'dist/topicRows.cjs' },
  { ...inNode, entryPoints: ['src/editor/commands/topics/topicCommands.ts'], outfile: 'dist/topicCommands.cjs' },
  { ...inNode, entryPoints: ['src/editor/topics/followedItem.ts'], outfile: 'dist/followedItem.cjs' },
  { ...inNode, entryPoints: ['src/editor/workspace/runWorkspace.ts'], outfile: 'dist/workspace.cjs' },
  // What `main` of jsonc-parser leads to cannot be bundled.
  { ...inNode, entryPoints: ['src/ingest/stack/stackWorker.ts'], outfile: 'dist/stack.cjs', mainFields: ['module', 'main'] },
  { ...inNode, entryPoints: ['src/editor/readerActions.ts'], outfile: 'dist/readerActions.cjs' },
  { ...inNode, entryPoints: ['src/editor/reader/topicPages.ts'], outfile: 'dist/topicPages.cjs' },
  { ...inNode, entryPoints: ['src/ingest/worker.ts'], outfile: 'dist/worker.cjs' },
  { ...inNode, entryPoints: ['src/ingest/extractArticle.ts'], outfile: 'dist/fullArticle.cjs' },
  { ...inNode, entryPoints: ['src/render/codeColours.ts'], outfile: 'dist/codeColours.cjs' },
  {
    ...shared,
    entryPoints: ['src/webview/reader.ts'],
    outfile: 'dist/reader.js',
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  },
  {
    ...shared,
    entryPoints: ['media/export.css'],
    outfile: 'dist/export.css',
    // Any browser may open the file, and nothing may be fetched beside it.
    target: ['chrome120', 'firefox128', 'safari17'],
    loader: { '.svg': 'dataurl' },
    sourcemap: false,
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
