// Go modules: `go.mod`, whose format is one of lines and blocks of lines. What it requires is what is installed, so it is its own
// lock file. What only dependencies need (`// indirect`) is locked, not used.

import { describing, locked, packageUse } from './packageUse.js';
import { baseName } from './paths.js';
import type { FileContents, LockedPackage, ManifestKind, PackageUse } from './stackModel.js';
import { withoutMark } from './structured/lines.js';

export const goModules: ManifestKind = {
  ecosystem: 'go',
  globs: ['**/go.mod'],
  isOurs: (path) => baseName(path) === 'go.mod',
  read: readModule,
};

/** No host gives a module a longer one. */
const longestPath = 255;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What `replace` puts in a module's place; without a version: a folder. */
interface Replacement {
  readonly of: string | undefined;
  readonly version: string | undefined;
}

function readModule(file: string): FileContents {
  const uses: PackageUse[] = [];
  const required = new Map<string, string>();
  const replaced = new Map<string, Replacement>();
  let own: string | undefined;
  for (const { verb, words, line, isIndirect } of directivesOf(withoutMark(file))) {
    const [first, second] = words;
    if (!first || first.text.length > longestPath) continue;
    if (verb === 'module') own = first.text;
    if (verb === 'replace') readReplacement(words, replaced);
    if (verb !== 'require' || !second) continue;
    required.set(first.text, second.text);
    if (isIndirect) continue;
    const span = { line, start: first.start, end: first.end };
    uses.push(packageUse({ ecosystem: 'go', name: first.text, use: 'dependency', range: second.text, span }));
  }
  return { ok: true, uses, locked: settled(required, replaced), ...describing('go', own) };
}

function settled(required: ReadonlyMap<string, string>, replaced: ReadonlyMap<string, Replacement>): readonly LockedPackage[] {
  return [...required].flatMap(([name, version]) => {
    const instead = replaced.get(name);
    if (!instead || (instead.of !== undefined && instead.of !== version)) return [locked('go', name, version)];
    return instead.version === undefined ? [] : [locked('go', name, instead.version)];
  });
}

/** `old [version] => new [version]` */
function readReplacement(words: readonly Word[], replaced: Map<string, Replacement>): void {
  const arrow = words.findIndex(({ text }) => text === '=>');
  const name = words[0]?.text;
  if (arrow < 1 || name === undefined) return;
  replaced.set(name, { of: arrow > 1 ? words[1]?.text : undefined, version: words[arrow + 2]?.text });
}

interface Directive {
  readonly verb: string;
  readonly words: readonly Word[];
  readonly line: number;
  readonly isIndirect: boolean;
}

function directivesOf(text: string): readonly Directive[] {
  const found: Directive[] = [];
  let block: string | undefined;
  for (const [line, written] of text.split(/\r\n|\n|\r/).entries()) {
    const comment = commentStart(written);
    const words = wordsOf(written.slice(0, comment));
    const [first, second] = words;
    const isIndirect = /^\/\/\s*indirect\b/.test(written.slice(comment));
    if (!first) continue;
    if (block !== undefined) {
      if (first.text === ')') block = undefined;
      else found.push({ verb: block, words, line, isIndirect });
    } else if (second?.text === '(') {
      block = first.text;
    } else {
      found.push({ verb: first.text, words: words.slice(1), line, isIndirect });
    }
  }
  return found;
}

function commentStart(line: string): number {
  const start = line.indexOf('//');
  return start < 0 ? line.length : start;
}

/** Words between spaces; one may stand in quotation marks. */
function wordsOf(line: string): readonly Word[] {
  return [...line.matchAll(/"[^"]*"|`[^`]*`|[()]|[^\s()"`]+/g)].map(({ 0: written, index }) => {
    const marks = /^["`]/.test(written) ? 1 : 0;
    const end = index + written.length - marks;
    return { text: written.slice(marks, written.length - marks), start: index + marks, end };
  });
}
