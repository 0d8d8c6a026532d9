// The messages between the extension host and the reader page, and the run-time check of what comes from the page.

import type { IssueKey, Place } from './backend.js';

/** Host → page. Always a whole snapshot, never a change to what the page has. */
export type ToReader =
  | {
      readonly type: 'show';
      readonly key: IssueKey;
      readonly title: string;
      readonly html: string;
      readonly place?: Place;
      readonly isStarred: boolean;
    }
  | { readonly type: 'scrollTo'; readonly key: IssueKey; readonly anchor: string }
  | { readonly type: 'state'; readonly key: IssueKey; readonly isStarred: boolean }
  | { readonly type: 'copied'; readonly key: IssueKey; readonly anchor: string };

/** Page → host. */
export type FromReader =
  | { readonly type: 'ready' }
  /** The first screen of `key` has been painted. */
  | { readonly type: 'shown'; readonly key: IssueKey }
  | { readonly type: 'openLink'; readonly key: IssueKey; readonly url: string }
  /** `anchor` is `takeaway-<n>`, a section with takeaways, or `key-takeaways` for all of the issue. */
  | { readonly type: 'copyTakeaways'; readonly key: IssueKey; readonly anchor: string }
  /** Copies the label of the link at `anchor` (`link-<n>`), which has no address. */
  | { readonly type: 'copyLabel'; readonly key: IssueKey; readonly anchor: string }
  | { readonly type: 'scrolled'; readonly key: IssueKey; readonly place: Place }
  /** The person has been reading for a moment. */
  | { readonly type: 'wasRead'; readonly key: IssueKey }
  | { readonly type: 'toggleStar'; readonly key: IssueKey }
  | { readonly type: 'failed'; readonly message: string };
