import type { IssueDraft } from './issueDraft.js';
import { PartDraft } from './partDraft.js';
export function readText(text: string, base: string | undefined): IssueDraft {
  const front = new PartDraft('', { definitions: {}, base });
  front.keep(text);
  return { front, sections: [], closing: new PartDraft('', { definitions: {}, base }) };
}
