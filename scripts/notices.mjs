// Writes dist/notices.txt: the licences of the libraries whose code is in the bundles, as those licences ask for.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, projectRoot } from './bootstrap.mjs';

/** Reads what esbuild put into each bundle. Ends the process when the licence of a library is not known. */
export function writeNotices() {
  const dist = path.join(projectRoot, 'dist');
  const metafiles = readdirSync(dist).filter((name) => name.endsWith('.meta.json'));
  const inputs = metafiles.flatMap((name) => Object.keys(JSON.parse(readFileSync(path.join(dist, name), 'utf8')).inputs));
  const folders = new Set(inputs.map(packageOf).filter((folder) => folder !== undefined));
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(path.join(projectRoot, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(projectRoot, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? licenceOf(name, license, author) : readFileSync(path.join(projectRoot, folder, file), 'utf8');
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  writeFileSync(path.join(dist, 'notices.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

/**
 * The innermost package that a file is of; what a package brings along without a manifest is its own.
 * @param {string} input @returns {string | undefined}
 */
function packageOf(input) {
  const ends = [...input.matchAll(/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/g)].map((found) => found.index + found[0].length);
  return ends
    .toReversed()
    .map((end) => input.slice(0, end))
    .find((folder) => existsSync(path.join(projectRoot, folder, 'package.json')));
}

/**
 * The text of a licence that a library only names: the MIT licence is the same for all but for the line of its author.
 * @param {string} name @param {unknown} license @param {unknown} author
 */
function licenceOf(name, license, author) {
  if (license !== 'MIT' || typeof author !== 'string') return fail(`${name} has no licence file to be quoted.`);
  return readFileSync(path.join(projectRoot, 'LICENSE'), 'utf8').replace(/^Copyright .*$/m, () => `Copyright ${author}`);
}
