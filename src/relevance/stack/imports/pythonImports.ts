// What a Python source imports. Where a package is imported by another name than it is installed by, `pythonNames.ts` knows it.

import { packageUse } from '../packageUse.js';
import type { PackageUse } from '../stackModel.js';
import { Lines, withoutMark } from '../structured/lines.js';
import { blank } from './blank.js';
import { isStandardModule, packageOfModule, sharedNamespaces } from './pythonNames.js';

export function pythonImports(source: string): readonly PackageUse[] {
  const text = withoutMark(source);
  const code = withoutStrings(text);
  const lines = new Lines(text);
  const found: PackageUse[] = [];
  for (const { path, written, start } of modulesIn(code)) {
    const [module = ''] = path.split('.');
    // What begins with `_` is a package's own affair.
    if (module === '' || module.startsWith('_') || isStandardModule(path)) continue;
    const { name, matched } = packageOfModule(path);
    const span = lines.spanOf(start, start + Math.min(matched, written));
    found.push({ ...packageUse({ ecosystem: 'pypi', name, use: 'imported', span }), module });
  }
  return found.toSorted((a, b) => a.span.line - b.span.line || a.span.start - b.span.start);
}

interface Module {
  /** With dots; a relative one is left out. */
  readonly path: string;
  readonly start: number;
  /** How much of the path stands there; what is imported from it stands behind. */
  readonly written: number;
}

function modulesIn(code: string): readonly Module[] {
  const found: Module[] = [];
  for (const { 0: whole, index } of code.matchAll(/(?:^|[;:])[ \t]*import[ \t]+/gm)) {
    let start = index + whole.length;
    for (const item of listFrom(code, start).split(',')) {
      const name = /[\w.]+/.exec(item);
      if (name) found.push({ path: name[0], start: start + name.index, written: name[0].length });
      start += item.length + 1;
    }
  }
  for (const { 0: whole, 1: path = '', index } of code.matchAll(/(?:^|[;:])[ \t]*from[ \t]+(\w[\w.]*)[ \t]+import\b/gm)) {
    const start = index + whole.indexOf(path, whole.indexOf('from') + 4);
    const names = sharedNamespaces.has(path) ? namesAfter(code, index + whole.length) : [];
    if (names.length === 0) found.push({ path, start, written: path.length });
    else found.push(...names.map((name) => ({ path: `${path}.${name}`, start, written: path.length })));
  }
  return found;
}

/** Up to the end of the statement; a `\` lets it go on in the next line. */
function listFrom(code: string, start: number): string {
  const ends = /[;\n\r]/g;
  ends.lastIndex = start;
  let end = ends.exec(code);
  while (end && end[0] !== ';' && code.charAt(end.index - 1) === '\\') {
    if (code.startsWith('\r\n', end.index)) ends.lastIndex += 1;
    end = ends.exec(code);
  }
  return code.slice(start, end?.index);
}

/** What is imported from a module: `a, b as c`, or the same in parentheses over several lines. */
function namesAfter(code: string, start: number): readonly string[] {
  const rest = code.slice(start, start + 500).trimStart();
  const list = rest.startsWith('(') ? rest.slice(1).split(')')[0] : rest.split(/[\n\r;]/)[0];
  return (list ?? '').split(',').flatMap((item) => /\w+/.exec(item)?.[0] ?? []);
}

/** The code with blanks in place of its strings and comments. */
function withoutStrings(text: string): string {
  return blank(text, (at) => {
    const character = text.charAt(at);
    if (character === '#') return lineEnd(text, at);
    if (character !== '"' && character !== "'") return undefined;
    const marks = character.repeat(3);
    return text.startsWith(marks, at) ? stringEnd(text, at + 3, marks) : stringEnd(text, at + 1, character);
  });
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Behind the closing marks. A short string that is not closed ends with its line. */
function stringEnd(text: string, start: number, marks: string): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (text.startsWith(marks, at)) return at + marks.length;
    else if (marks.length === 1 && character === '\n') return at;
  }
  return text.length;
}
