// An issue while it is put together by one of the forms: the same parts, not yet named, dated or given ids.

import type { Links } from './markdownTokens.js';
import type { PartDraft } from './partDraft.js';
import type { Definition } from './references.js';

export interface IssueDraft {
  /** Title that the text itself gives. */
  readonly title?: string;
  readonly published?: string;
  readonly category?: string;
  readonly tags?: readonly string[];
  /** What stands before the first section; its TLDR, takeaways and links are the issue's. */
  readonly front: PartDraft;
  readonly sections: readonly PartDraft[];
  /** Links of the issue that stand in no text: `front` holds the others. */
  readonly closing: PartDraft;
  /** Reference definitions of the whole text. */
  readonly references?: { readonly links: Links; readonly definitions: ReadonlyMap<string, Definition> };
}
