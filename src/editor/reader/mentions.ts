// Offers to each page what other issues have in common with the one on show, and shows the one that the person chooses of them: only
// what was offered to that very page can be chosen.

import type { Backend, IssueKey, MentionedPage } from '../../protocol/backend.js';
import type { ShownPage } from '../../protocol/commonPages.js';
import { formatDay } from '../days.js';
import { runCommand } from '../register.js';
import type { ReaderPanel } from './readerPanel.js';

/** UTF-16 units of a label or title, after which it is cut: a line is meant. */
const longestLine = 300;

interface Offer {
  readonly key: IssueKey;
  readonly pages: Promise<readonly MentionedPage[]>;
}

export class Mentions {
  readonly #backend: Pick<Backend, 'mentions'>;
  readonly #offers = new WeakMap<ReaderPanel, Offer>();

  constructor(backend: Pick<Backend, 'mentions'>) {
    this.#backend = backend;
  }

  /** Call when the page has painted an issue. The library is asked once; a page that comes back has what it had. */
  async offer(panel: ReaderPanel, key: IssueKey): Promise<void> {
    let offer = this.#offers.get(panel);
    if (offer?.key !== key) {
      offer = { key, pages: this.#backend.mentions({ key }) };
      this.#offers.set(panel, offer);
    }
    const pages = await offer.pages;
    if (pages.length > 0 && panel.key === key && this.#offers.get(panel) === offer) {
      panel.showMentions(pages.map(toShown));
    }
  }

  /** Shows `issue` at the section that has the link, if it was offered with the page at `page`. */
  async show(panel: ReaderPanel, key: IssueKey, page: number, issue: IssueKey): Promise<void> {
    const offer = this.#offers.get(panel);
    const offered = offer?.key === key ? (await offer.pages)[page] : undefined;
    const mention = offered?.mentions.find((each) => each.key === issue);
    if (mention && panel.key === key) {
      await runCommand('_digest.showPlace', mention.key, mention.anchor);
    }
  }
}

function toShown({ label, url, mentions, more }: MentionedPage): ShownPage {
  return {
    ...(label === undefined ? {} : { label: line(label) }),
    host: line(new URL(url).host.replace(/^www\./, '')),
    issues: mentions.map(({ key, title, sourceName, day }) => ({
      key,
      title: line(title),
      detail: [line(sourceName), ...(day === undefined ? [] : [formatDay(day)])].join(' · '),
    })),
    more,
  };
}

function line(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}
