// Plain text → Markdown that shows it as it was written. Bare addresses stay as they are, so that they are still links.

import { trimAddress } from './inlineLinks.js';

const webAddress = /\b(?:https?:\/\/|www\.)[^\s<>"\\]+/gi;
/** With mail addresses, which are looked for only where there is an `@`: the pattern tries every start. */
const address = /\b(?:https?:\/\/|www\.)[^\s<>"\\]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}/gi;
const special = /[\\`*_~[\]<>|]|&(?=#?\w{1,32};)/g;
const lineStart = /^(\s*)(?:#{1,6}(?=\s|$)|[-+=])/;
const numbered = /^(\s*\d{1,9})(?=[.)](?:\s|$))/;

function escapeSpecial(text: string): string {
  return text.replace(special, '\\$&');
}

/** An address that text follows without a space would swallow it: then it is put into angle brackets. */
function toAutolink(found: string, before: string, after: string): string {
  const own = trimAddress(found);
  const next = found.charAt(own.length) || after;
  const rest = escapeSpecial(found.slice(own.length));
  const isBare = (next === '' || /[\s.,;:!?)]/.test(next)) && !before.endsWith('<');
  return isBare || !/^https?:/i.test(own) ? own + rest : `<${own}>${rest}`;
}

function escapeLine(line: string): string {
  let out = '';
  let at = 0;
  for (const { 0: found, index } of line.matchAll(line.includes('@') ? address : webAddress)) {
    const end = index + found.length;
    const isBracketed = line[index - 1] === '<' && line[end] === '>' && /^https?:/i.test(found);
    const before = line.slice(at, isBracketed ? index - 1 : index);
    out += escapeSpecial(before) + (isBracketed ? `<${found}>` : toAutolink(found, before, line.charAt(end)));
    at = isBracketed ? end + 1 : end;
  }
  out += escapeSpecial(line.slice(at));
  return out.replace(lineStart, (start) => start.replace(/\S/, '\\$&')).replace(numbered, '$1\\');
}

/** Plain text as Markdown that reads the same. Lines stay lines. */
export function escapeMarkdown(text: string): string {
  return text.split('\n').map(escapeLine).join('\n');
}
