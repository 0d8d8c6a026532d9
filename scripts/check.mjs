// `npm run check`: everything that needs no running extension: format, lint, types, dead code, manifest. Changes nothing.
import { bootstrap } from './bootstrap.mjs';
import { runTool } from './runTool.mjs';

/** @type {readonly { readonly name: string, readonly run: () => Promise<number> }[]} */
const checks = [
  { name: 'format', run: () => runTool('oxfmt', ['--check', '.']) },
  { name: 'lint', run: () => runTool('oxlint', ['--deny-warnings', '.']) },
  { name: 'types', run: () => runTool('typescript', ['-b'], { tool: 'tsc' }) },
  { name: 'dead code', run: () => runTool('knip', ['--no-progress']) },
  { name: 'manifest', run: () => runTool('vitest', ['run', '--project', 'unit', 'test/unit/manifest.test.ts']) },
];

await bootstrap();
const results = [];
for (const { name, run } of checks) {
  console.log(`\n— ${name}`);
  results.push({ name, isFine: (await run()) === 0 });
}
const failed = results.filter(({ isFine }) => !isFine).map(({ name }) => name);
console.log(failed.length === 0 ? `\ncheck: all ${results.length} passed` : `\ncheck: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
