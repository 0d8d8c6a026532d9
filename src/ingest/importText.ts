// Bytes or text → issue. The one place where decoding and parsing meet; where the issue is kept is the caller's business.

import type { Issue } from '../digest/model.js';
import { parseIssue } from '../digest/parseIssue.js';
import type { ImportItem } from '../protocol/backend.js';
import type { ImportProblem } from '../protocol/sources.js';
import { acceptText, decodeText } from '../sources/text/decodeText.js';
import { describeError, type WorkerLog } from './workerLog.js';

export type ReadOutcome = { readonly ok: true; readonly issue: Issue } | { readonly ok: false; readonly problem: ImportProblem };

/** Reads one item. Whatever is in it, it ends in an issue or in a problem: one text never stops the others. */
export function readItem(item: ImportItem, log: WorkerLog): ReadOutcome {
  try {
    const decoded = typeof item.content === 'string' ? acceptText(item.content) : decodeText(item.content);
    if (!decoded.ok) return { ok: false, problem: decoded.reason };
    const parsed = parseIssue(decoded.text, { fileName: item.name });
    return parsed.ok ? parsed : { ok: false, problem: parsed.reason };
  } catch (error) {
    log('error', `${item.name} could not be read: ${describeError(error)}`);
    return { ok: false, problem: 'unreadable' };
  }
}
