// What a Rust source uses of other crates: `use` and `extern crate`. A path in the middle of code is not looked at.

import { packageUse } from '../packageUse.js';
import type { PackageUse } from '../stackModel.js';
import { Lines, withoutMark } from '../structured/lines.js';
import { blank } from './blank.js';

/** What a path may begin with that is no crate of others. */
const own = new Set('crate self super Self std core alloc proc_macro test'.split(' '));

/** A list of crates in braces is as good as never longer. */
const longestGroup = 4000;

export function rustImports(source: string): readonly PackageUse[] {
  const text = withoutMark(source);
  const code = withoutStrings(text);
  const lines = new Lines(text);
  const modules = new Set([...code.matchAll(/\bmod\s+(\w+)/g)].map(([, name]) => name));
  return cratesIn(code)
    .filter(({ name }) => !own.has(name) && !modules.has(name) && !/^[A-Z\d]/.test(name))
    .map(({ name, start }) => packageUse({ ecosystem: 'cargo', name, use: 'imported', span: lines.spanOf(start, start + name.length) }));
}

interface Crate {
  readonly name: string;
  readonly start: number;
}

function cratesIn(code: string): readonly Crate[] {
  const found: Crate[] = [];
  let readTo = 0;
  for (const { 0: whole, 1: beginning = '', index } of code.matchAll(/\b(?:use|extern\s+crate)\s+(?:::\s*)?(\{|[A-Za-z_]\w*)/g)) {
    const start = index + whole.length - beginning.length;
    if (beginning !== '{') {
      found.push({ name: beginning, start });
    } else if (start >= readTo) {
      const group = groupedCrates(code, start);
      found.push(...group.crates);
      readTo = group.end;
    }
  }
  return found;
}

/** `use {tokio::net, serde::{Serialize}};`: the names that begin what stands between the outer commas. */
function groupedCrates(code: string, start: number): { readonly crates: readonly Crate[]; readonly end: number } {
  const crates: Crate[] = [];
  let end = start;
  let depth = 0;
  let isBeginning = false;
  for (const { 0: piece, index } of code.slice(start, start + longestGroup).matchAll(/[{},]|\w+/g)) {
    if (piece === '{') depth += 1;
    else if (piece === '}') depth -= 1;
    else if (piece !== ',' && isBeginning && depth === 1) crates.push({ name: piece, start: start + index });
    end = start + index;
    if (depth === 0) break;
    isBeginning = depth === 1 && (piece === '{' || piece === ',');
  }
  return { crates, end };
}

/** The code with blanks in place of its strings and comments. */
function withoutStrings(text: string): string {
  return blank(text, (at) => {
    const character = text.charAt(at);
    if (character === '/') return commentEnd(text, at);
    if (character === '"') return stringEnd(text, at + 1);
    if (character === "'") return characterEnd(text, at);
    return character === 'r' ? rawEnd(text, at) : undefined;
  });
}

function commentEnd(text: string, start: number): number | undefined {
  if (text.startsWith('//', start)) return endOf(text, '\n', start);
  if (!text.startsWith('/*', start)) return undefined;
  let depth = 0;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"') return at + 1;
  }
  return text.length;
}

/** `'a'`, `'\n'`; what has no second mark is the name of a lifetime. */
function characterEnd(text: string, start: number): number | undefined {
  if (text.charAt(start + 1) === '\\') return endOf(text, "'", start + 3);
  const length = (text.codePointAt(start + 1) ?? 0) > 0xffff ? 2 : 1;
  return text.charAt(start + 1 + length) === "'" ? start + 2 + length : undefined;
}

/** `r"…"`, `r#"…"#`: nothing is escaped in it. */
function rawEnd(text: string, start: number): number | undefined {
  if (/[\p{L}\p{N}_]/u.test(text.charAt(start - 1)) && text.charAt(start - 1) !== 'b') return undefined;
  let marks = start + 1;
  while (text.charAt(marks) === '#') marks += 1;
  if (text.charAt(marks) !== '"') return undefined;
  return endOf(text, `"${'#'.repeat(marks - start - 1)}`, marks + 1);
}

function endOf(text: string, mark: string, start: number): number {
  const found = text.indexOf(mark, start);
  return found < 0 ? text.length : found + mark.length;
}
