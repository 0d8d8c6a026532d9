// How much a page may say. A person never reaches the end of it; a page that posts in a loop does at once, and what exceeds it is
// dropped. The last of what lasts (typing, places) is held back instead, and comes when there is room again. No `vscode` import.

import type { FromReader } from '../../protocol/reader.js';

type Kind = FromReader['type'] | 'malformed';

interface Allowance {
  /** So many at once, */
  readonly burst: number;
  /** and so many more with each second. */
  readonly perSecond: number;
}

const usual: Allowance = { burst: 60, perSecond: 20 };

/** What is done by a click, and what leaves the editor or starts work, needs little; a key that is held down types thirty times a second. */
const allowances: Partial<Record<Kind, Allowance>> = {
  ready: { burst: 3, perSecond: 0.5 },
  noteTyped: { burst: 200, perSecond: 50 },
  loadImage: { burst: 400, perSecond: 100 },
  openLink: { burst: 8, perSecond: 1 },
  readFullArticle: { burst: 4, perSecond: 0.5 },
  copyTakeaways: { burst: 12, perSecond: 4 },
  copyCode: { burst: 12, perSecond: 4 },
  copyLabel: { burst: 12, perSecond: 4 },
  showMention: { burst: 8, perSecond: 1 },
  openMention: { burst: 8, perSecond: 1 },
  openTopic: { burst: 8, perSecond: 1 },
  toggleFollow: { burst: 8, perSecond: 1 },
  showMore: { burst: 8, perSecond: 1 },
  toggleStar: { burst: 12, perSecond: 4 },
  go: { burst: 12, perSecond: 4 },
  failed: { burst: 10, perSecond: 0.2 },
  malformed: { burst: 10, perSecond: 0.2 },
};

/** Milliseconds without a dropped message that end a burst. */
const burstEnd = 10_000;

/** Milliseconds for which the last message is held back, at most. */
const holdMs = 1_000;

/** Whose last one counts, however many there were. */
type Lasting = Extract<FromReader, { type: (typeof lasting)[number] }>;

const lasting = ['noteTyped', 'scrolled', 'focus', 'atEnd'] as const;

export interface BudgetListener {
  /** A message within the budget, or the last of those that were not. */
  passed(message: FromReader): void;
  /** Messages are being dropped: told once for each burst. */
  exceeded(kind: Kind): void;
}

/** The budget of one document of a page. Messages come out in the order in which they came in, but for those held back. */
export class MessageBudget {
  readonly #listener: BudgetListener;
  readonly #now: () => number;
  readonly #buckets = new Map<Kind, { left: number; at: number }>();
  /** By type and issue: the page can name no more than the issue on show and the one before it. */
  readonly #held = new Map<string, Lasting>();
  #timer: NodeJS.Timeout | undefined;
  #lastDrop = -Infinity;

  /** `now` gives milliseconds that never go back. */
  constructor(listener: BudgetListener, now: () => number = () => performance.now()) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Takes a message that was checked and is about an issue of this page. */
  take(message: FromReader): void {
    if (this.spend(message.type)) {
      this.#held.delete(nameOf(message));
      this.#listener.passed(message);
    } else if (isLasting(message)) {
      this.#held.set(nameOf(message), message);
      this.#timer ??= setTimeout(() => this.release(), holdMs);
    }
  }

  /** Whether one more of `kind` is within the budget; it is spent then. */
  spend(kind: Kind): boolean {
    const now = this.#now();
    const { burst, perSecond } = allowances[kind] ?? usual;
    const bucket = this.#buckets.get(kind) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond);
    const isWithin = left >= 1;
    this.#buckets.set(kind, { left: isWithin ? left - 1 : left, at: now });
    if (!isWithin) {
      const isNewBurst = now - this.#lastDrop > burstEnd;
      this.#lastDrop = now;
      if (isNewBurst) {
        this.#listener.exceeded(kind);
      }
    }
    return isWithin;
  }

  /** Passes on at once what is held back: the page is about to show something else, or to go. */
  release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const held = [...this.#held.values()];
    this.#held.clear();
    for (const message of held) {
      this.#listener.passed(message);
    }
  }
}

function isLasting(message: FromReader): message is Lasting {
  return lasting.some((type) => type === message.type);
}

function nameOf(message: FromReader): string {
  return 'key' in message ? `${message.type} ${message.key}` : message.type;
}
