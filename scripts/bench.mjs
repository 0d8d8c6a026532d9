// `npm run bench [-- <rounds>]`: measures the packaged extension in a real VS Code beside a floor. Prints figures, asserts none.
import { bootstrap, fail } from './bootstrap.mjs';

await bootstrap();
const { ensureVsCode } = await import('./vscode.mjs');
const { loadTypeScript } = await import('./loadTypeScript.mjs');
const { packageExtension } = await import('./packageExtension.mjs');

const rounds = Number(process.argv[2] ?? 20);
if (!Number.isInteger(rounds) || rounds < 1) fail('The number of rounds is a whole number from 1 on: npm run bench -- 20');
ensureVsCode();
await packageExtension();
const { runBench } = await loadTypeScript('test/bench/run.ts');
console.log(`\n\n${await runBench(rounds)}`);
