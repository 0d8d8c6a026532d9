// `npm run l10n`: collects every text that the code hands to `vscode.l10n.t` into l10n/bundle.l10n.json, which translators start from.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A call with a literal first argument, in single, double or template quotes without a placeholder. */
const call = /\bl10n\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*)`)/g;

/**
 * Texts of the code, sorted, without repeats.
 * @returns {string[]}
 */
export function collectTexts() {
  const folder = path.join(root, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = new Set();
  for (const name of files) {
    const source = readFileSync(path.join(folder, name), 'utf8');
    for (const [, single, double, template] of source.matchAll(call)) {
      texts.add((single ?? double ?? template ?? '').replaceAll(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character)));
    }
  }
  return [...texts].sort((a, b) => (a < b ? -1 : 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(path.join(root, 'l10n'), { recursive: true });
  const bundle = Object.fromEntries(collectTexts().map((text) => [text, text]));
  writeFileSync(path.join(root, 'l10n', 'bundle.l10n.json'), `${JSON.stringify(bundle, undefined, 2)}\n`);
}
