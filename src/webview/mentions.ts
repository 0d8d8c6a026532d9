// What other issues have in common with the one on the page, at its end: for each page on the web the issues that it is in, as buttons.
// Everything is shown as text. Which issue a button may show is decided by the host.

import type { IssueKey } from '../protocol/backend.js';
import type { ShownPage } from '../protocol/commonPages.js';

export interface MentionsListener {
  /** A button was pressed: an issue of the page at `page` in what was shown. */
  chosen(page: number, issue: IssueKey): void;
}

const action = 'showMention';

export class Mentions {
  readonly #root: HTMLElement;
  /** The issue of each button, by its anchor. */
  readonly #issues = new Map<string, { readonly page: number; readonly issue: IssueKey }>();

  constructor(root: HTMLElement, listener: MentionsListener) {
    this.#root = root;
    root.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>(`button[data-action="${action}"]`) : null;
      const chosen = this.#issues.get(button?.dataset['anchor'] ?? '');
      if (chosen) listener.chosen(chosen.page, chosen.issue);
    });
  }

  /** Shows what there is, in place of what is there. Call it again after the content was replaced. */
  show(pages: readonly ShownPage[]): void {
    this.#issues.clear();
    const place = this.#root.querySelector<HTMLElement>('.text > .mentions');
    if (!place) return;
    const { heading = '', own = '', more = '' } = place.dataset;
    const title = element('h2', heading);
    title.dir = 'auto';
    const parts = pages.flatMap((page, index) => [
      headingOf(page, own),
      this.#listOf(page, index),
      ...(page.more > 0
        ? [
            element(
              'p',
              more.replaceAll('{0}', () => String(page.more)),
              'more',
            ),
          ]
        : []),
    ]);
    place.replaceChildren(...(pages.length > 0 ? [title, ...parts] : []));
    place.hidden = pages.length === 0;
  }

  #listOf(page: ShownPage, pageIndex: number): HTMLElement {
    const list = element('ul', '');
    for (const [index, { key, title, detail }] of page.issues.entries()) {
      const anchor = `${pageIndex}.${index}`;
      this.#issues.set(anchor, { page: pageIndex, issue: key });
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset['action'] = action;
      button.dataset['anchor'] = anchor;
      button.append(theirs('span', title, 'title'), ' ', theirs('span', detail, 'detail'));
      const item = element('li', '');
      item.append(button);
      list.append(item);
    }
    return list;
  }
}

function headingOf({ label, host }: ShownPage, own: string): HTMLElement {
  const heading = element('h3', '');
  heading.dir = 'auto';
  heading.append(label === undefined ? element('span', own) : theirs('span', label));
  // A label that is the address says the host already.
  if (!label?.includes(host)) heading.append(' ', element('span', host, 'host'));
  return heading;
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

/** Text that is not ours: of any language, in its own direction. */
function theirs(name: string, text: string, className = ''): HTMLElement {
  const made = element(name, text, className);
  made.lang = '';
  made.dir = 'auto';
  return made;
}
