// The instructions of a Dockerfile, by the lexical rules of its reference: an instruction ends with its line, unless a `\` goes
// on; comments stand on lines of their own; a heredoc belongs to its instruction.

import { withoutMark } from './structured/lines.js';

export interface DockerWord {
  readonly text: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface Instruction {
  /** In capitals. */
  readonly verb: string;
  readonly words: readonly DockerWord[];
}

export function instructionsOf(text: string): readonly Instruction[] {
  const lines = withoutMark(text).split(/\r\n|\n|\r/);
  // The only directive that changes how the rest is read; Windows images use it.
  const sign = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join('\n')) ? '`' : '\\';
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length;) {
    const words: DockerWord[] = [];
    let goesOn = true;
    for (; goesOn && at < lines.length; at += 1) {
      const written = lines[at] ?? '';
      // Comments and empty lines between the lines of an instruction do not end it.
      if (/^\s*(?:#|$)/.test(written)) {
        if (words.length === 0) goesOn = false;
        continue;
      }
      const whole = written.trimEnd();
      goesOn = whole.endsWith(sign);
      for (const word of wordsOf(goesOn ? whole.slice(0, -1) : whole, at)) words.push(word);
    }
    const [verb, ...rest] = words;
    if (!verb) continue;
    found.push({ verb: verb.text.toUpperCase(), words: rest });
    at = afterHeredocs(rest, lines, at);
  }
  return found;
}

function wordsOf(line: string, number: number): readonly DockerWord[] {
  return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, line: number, start: index, end: index + text.length }));
}

/** Where it goes on behind the texts that `<<NAME` begins and a line with that name ends. */
function afterHeredocs(words: readonly DockerWord[], lines: readonly string[], start: number): number {
  let at = start;
  for (const { text } of words) {
    const [, dash, , name] = /^\d*<<(-?)(["']?)(\w+)\2$/.exec(text) ?? [];
    if (name === undefined) continue;
    while (at < lines.length && (dash ? (lines[at] ?? '').replace(/^\t+/, '') : lines[at]) !== name) at += 1;
    at += 1;
  }
  return at;
}
