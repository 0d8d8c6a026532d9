// `npm run bench [-- <rounds>] [<part> …]`: measures Digest beside a floor, round by round in turn. Prints figures, asserts none.
import { bootstrap, fail } from './bootstrap.mjs';

await bootstrap();
const { ensureVsCode } = await import('./vscode.mjs');
const { loadTypeScript } = await import('./loadTypeScript.mjs');
const { packageExtension } = await import('./packageExtension.mjs');

/**
 * `isLong`: measured only when it is named.
 * @type {Readonly<Record<string, { needsVsCode: boolean, isLong?: boolean, rounds: number, run: (rounds: number) => Promise<string> }>>}
 */
const parts = {
  screens: {
    needsVsCode: true,
    rounds: 20,
    run: async (rounds) => (await loadTypeScript('test/bench/screens.ts')).benchScreens(rounds),
  },
  longScreens: {
    needsVsCode: true,
    isLong: true,
    rounds: 5,
    run: async (rounds) => (await loadTypeScript('test/bench/screens.ts')).benchLongScreens(rounds),
  },
  ingest: {
    needsVsCode: false,
    rounds: 5,
    run: async (rounds) => (await loadTypeScript('test/bench/ingest.ts')).benchIngest(rounds),
  },
  topics: {
    needsVsCode: false,
    rounds: 1,
    run: async () => (await loadTypeScript('test/bench/topics.ts')).benchTopics(),
  },
  delay: {
    needsVsCode: true,
    rounds: 3,
    run: async (rounds) => (await loadTypeScript('test/bench/delay.ts')).benchDelay(rounds),
  },
  workspace: {
    needsVsCode: true,
    rounds: 3,
    run: async (rounds) => (await loadTypeScript('test/bench/workspace.ts')).benchWorkspace(rounds),
  },
  library: {
    needsVsCode: true,
    isLong: true,
    rounds: 3,
    run: async (rounds) => (await loadTypeScript('test/bench/library.ts')).benchLibrary(rounds),
  },
  libraryWindows: {
    needsVsCode: true,
    isLong: true,
    rounds: 5,
    run: async (rounds) => (await loadTypeScript('test/bench/libraryWindows.ts')).benchLibraryWindows(rounds),
  },
};

const usage = `npm run bench -- [rounds] [${Object.keys(parts).join('|')}]…`;
const [first = '', ...others] = process.argv.slice(2);
const rounds = /^\d+$/.test(first) ? Number(first) : undefined;
if (rounds === 0) fail(`The number of rounds is a whole number from 1 on: ${usage}`);
const names = rounds === undefined && first !== '' ? [first, ...others] : others;
const unknown = names.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) fail(`There is no part "${unknown}": ${usage}`);

const chosen = Object.entries(parts).filter(([name, { isLong }]) => (names.length === 0 ? !isLong : names.includes(name)));
if (chosen.some(([, { needsVsCode }]) => needsVsCode)) {
  ensureVsCode();
  await packageExtension();
}
for (const [name, part] of chosen) console.log(`\n\n== ${name}\n\n${await part.run(rounds ?? part.rounds)}`);
