// Whether release notes say that something breaks: by a heading, a point or a label. The word alone says nothing: notes that
// promise no breaking changes, mend one or bring news have it too.

import type { NoteLine } from './noteLines.js';

/** `BREAKING CHANGE: …`, `Breaking: …`, `[Breaking] …`, `⚠ Breaking changes`: at the beginning, whatever the line is. */
const label = /^[^\p{L}\p{N}]*(?:potentially )?(?:api[- ])?breaking(?: api)?(?: changes?)?(?: ?[\])}:]+| [-–—] |$)/iu;
/** A point that has it further on: `Renamed the flag (breaking)`. */
const mark = /[([{](?:api[- ])?breaking(?: changes?)?[\])}]/i;
/** `feat!: …`, `refactor(core)!: …`: conventional commits, also after the number of a change. */
const conventional =
  /(?:^|[\s:])(?:build|chore|ci|core|deps|docs|feat|feature|fix|perf|refactor|remove|revert|style|test)(?:\([^()]{1,60}\))?!: ?\S/i;
const phrases =
  /\bbreaking (?:api |behaviou?r |config(?:uration)? |schema )?changes?\b|\bbackwards?[- ]incompatib|\bbackwards?[- ]compatibility (?:is |has been )?brok|\b(?:not|no longer) backwards?[- ]compatible|\bbreaks? (?:backwards?[- ]compatib|the (?:public )?api\b)|\bincompatible (?:api )?changes?\b|\bapi[- ]breaking\b/i;

/** The same words where nothing breaks: denied, avoided, spoken about. */
const denied =
  /(?:\b(?:no|non|not|without|zero|any|0|nothing|never|none|free of|avoid(?:s|ing)?|prevent(?:s|ing)?|detect(?:s|ing)?|about|policy on)|n['’]t)(?:[- ]\p{L}{1,20}){0,3}?[- ](?:breaking|backwards?[- ]incompatib|incompatible)/iu;
/** A point about something that broke before, or about words. */
const mended = /^[^\p{L}]*(?:(?:bug)?fix(?:e[sd])?|reverts?|reverted|resolve[sd]?|undo|docs?|document(?:s|ed)?|ci|test)(?![\p{L}])/iu;
/** What stands under a heading that every release has. */
const nothing =
  /^[^\p{L}\p{N}]*(?:n\/a|(?:none|nothing)(?: (?:known|yet|so far|in this (?:release|version)))?|no changes?)[^\p{L}\p{N}]*$/iu;

/** A sign of warning is one of breaking where its line says what has to be changed, and has changed by now. */
const warning = /^[^\p{L}\p{N}]{0,6}[⚠💥]/u;
const change = /\b(?:break|incompatib|migrat|remov|renam|dropp|drops\b|no longer\b|requir)/i;
const noChange = /\b(?:deprecat|will be\b|known issue|security\b)/i;

/** Whether the notes say that this release breaks something. */
export function saysBreaking(lines: readonly NoteLine[]): boolean {
  return lines.some((line, index) => {
    if (isTitle(line)) return announces(line.text) && !deniesAll(lines[index + 1]);
    return isBreaking(line);
  });
}

/** A heading, or a label that stands alone: it speaks of what comes after it. */
function isTitle({ kind, text }: NoteLine): boolean {
  return kind === 'heading' || (label.test(text) && afterLabel(text) === '');
}

function announces(title: string): boolean {
  return isWarning(title) || ((label.test(title) || phrases.test(title)) && !denied.test(title) && !nothing.test(afterLabel(title)));
}

function deniesAll(next: NoteLine | undefined): boolean {
  return next !== undefined && next.kind !== 'heading' && (nothing.test(next.text) || denied.test(next.text));
}

/** A paragraph counts by a label only: it may speak of any release. */
function isBreaking({ kind, text }: NoteLine): boolean {
  if (label.test(text)) return !nothing.test(afterLabel(text)) && !denied.test(text);
  if (kind === 'text') return false;
  if (conventional.test(text) || isWarning(text)) return true;
  return (mark.test(text) || (phrases.test(text) && !mended.test(text))) && !denied.test(text);
}

function afterLabel(text: string): string {
  return text.replace(label, '').trim();
}

function isWarning(text: string): boolean {
  const isAlone = !/\p{L}/u.test(text);
  return warning.test(text) && (isAlone || (change.test(text) && !noChange.test(text) && !denied.test(text)));
}
