// The script of the reader page: takes an issue as markup the host has sanitised, and tells the host what the person does.
// It renders nothing, keeps nothing beyond the panel's state, and has no access to anything but its page.

import type { IssueKey, Place } from '../protocol/backend.js';
import type { ShownPage } from '../protocol/commonPages.js';
import type { Look, ToReader } from '../protocol/reader.js';
import { parseToReader } from '../protocol/reader.js';
import { topicOfPage } from '../protocol/topicMessages.js';
import { Attention } from './attention.js';
import { Buttons } from './buttons.js';
import { Contents } from './contents.js';
import { Focus } from './focus.js';
import type { Host, SavedState } from './host.js';
import { Essentials } from './essentials.js';
import { connectHost, reportFailures } from './host.js';
import { Images } from './images.js';
import { LinkPreview } from './linkPreview.js';
import { watchLinks } from './links.js';
import { applyLook } from './look.js';
import { Marks } from './marks.js';
import { watchMouseWays } from './mouseWays.js';
import { Mentions } from './mentions.js';
import { Note } from './note.js';
import { PageEnd } from './pageEnd.js';
import { anchorOf, elementAt, placeFor, topOf } from './parts.js';
import type { Mover } from './scrollPlace.js';
import { ScrollPlace } from './scrollPlace.js';
import { Scrollers } from './scrollers.js';

type Show = Extract<ToReader, { readonly type: 'show' }>;

const flashMs = 1_800;

/** A mark below this share of the view is brought up to that one. */
const farDown = 0.75;
const markHeight = 0.3;

class ReaderPage {
  readonly #main: HTMLElement;
  readonly #host: Host;
  readonly #contents: Contents;
  readonly #scroll: ScrollPlace;
  readonly #buttons: Buttons;
  readonly #attention: Attention;
  readonly #note: Note;
  readonly #marks: Marks;
  readonly #mentions: Mentions;
  readonly #scrollers: Scrollers;
  readonly #essentials: Essentials;
  readonly #preview: LinkPreview;
  readonly #focus: Focus;
  readonly #end: PageEnd;
  readonly #images: Images;
  /** The issue on the page; messages about another one are stale. */
  #key: IssueKey | undefined;
  #isPainted = false;
  /** Where the person was in the text when they went to the contents. */
  #leftAt: Place | undefined;
  /** Where the person was in the whole issue when the essentials took its place. */
  #leftWhole: Place | undefined;
  /** What others have in common with the issue, to be shown again in a new rendering of it. */
  #common: readonly ShownPage[] = [];
  /** Whether the last jump was the host's wish or a link of the page. */
  #isJumpOfHost = false;

  constructor(main: HTMLElement) {
    this.#main = main;
    this.#host = connectHost((message) => this.#receive(message));
    reportFailures(this.#host);
    this.#contents = new Contents(main, () => this.#leaveContents());
    this.#marks = new Marks(main);
    this.#scrollers = new Scrollers(main);
    this.#essentials = new Essentials(main);
    window.addEventListener('keydown', (event) => this.#unmark(event));
    this.#scroll = new ScrollPlace(main, {
      moved: (place) => {
        this.#contents.mark(place.anchor);
        this.#savePlace(place);
      },
      settled: (place, mover) => this.#reportPlace(place, mover),
    });
    window.addEventListener('pagehide', () => this.#savePlace(this.#scroll.current()));
    this.#buttons = new Buttons(main, document.getElementById('announcement'), (asked) => {
      if (this.#key !== undefined) this.#host.post({ ...asked, key: this.#key });
    });
    this.#attention = new Attention(() => {
      if (this.#key !== undefined) this.#host.post({ type: 'wasRead', key: this.#key });
    });
    this.#note = new Note(main, {
      typed: (text) => {
        if (this.#key !== undefined) this.#host.post({ type: 'noteTyped', key: this.#key, text });
      },
      left: () => {
        if (this.#key !== undefined) this.#host.post({ type: 'noteLeft', key: this.#key });
      },
    });
    this.#mentions = new Mentions(main, {
      chosen: (page, issue) => {
        if (this.#key !== undefined) this.#host.post({ type: 'showMention', key: this.#key, page, issue });
      },
    });
    this.#images = new Images(main, {
      ask: (anchor) => {
        const key = this.#key;
        if (key === undefined) return;
        // Behind `ready`, where a document asks as it begins: nothing is answered before that.
        queueMicrotask(() => {
          this.#host.post({ type: 'loadImage', key, anchor });
          this.#savePlace(this.#scroll.current());
        });
      },
      announce: (text) => this.#buttons.announce(text),
    });
    this.#preview = new LinkPreview(main);
    this.#focus = new Focus(main, (where) => this.#host.post({ type: 'focus', where }));
    this.#end = new PageEnd(main, (isAtEnd) => {
      if (this.#key !== undefined) this.#host.post({ type: 'atEnd', key: this.#key, isAtEnd });
    });
    watchMouseWays((to) => {
      if (this.#key !== undefined) this.#host.post({ type: 'go', key: this.#key, to });
    });
    window.addEventListener('keydown', ({ key }) => {
      // The space bar goes on from here: what fits into one screen was read without being scrolled.
      if (key === ' ' && this.#end.isReached) this.#attention.confirm();
    });
    watchLinks({ open: (url) => this.#open(url), jumpTo: (anchor) => this.#followTo(anchor) });
  }

  /** Shows the issue that came with the document, if one did, and tells the host that messages are heard. */
  start(): void {
    const look: unknown = JSON.parse(this.#main.dataset['look'] ?? 'null');
    const wanted = parseToReader({ type: 'look', look });
    if (wanted?.type === 'look') {
      applyLook(wanted.look);
      this.#essentials.want(wanted.look.isEssential);
    }
    dropWrittenTitles(this.#main);
    const first = this.#main.dataset['first'];
    if (first !== undefined) {
      delete this.#main.dataset['first'];
      // Markup and facts are of one making: what does not parse here is a bug and reaches the host as a failure.
      const facts: unknown = JSON.parse(first);
      const message = typeof facts === 'object' ? parseToReader({ ...facts, type: 'show', html: '' }) : undefined;
      if (message?.type === 'show') this.#present(message, message.place ?? this.#savedPlace(message.key));
    }
    this.#host.post({ type: 'ready' });
    this.#focus.tell();
  }

  #receive(message: ToReader): void {
    if (message.type === 'show') {
      this.#show(message);
      return;
    }
    if (message.type === 'look') {
      this.#changeLook(message.look);
      return;
    }
    if (message.key !== this.#key) return;
    switch (message.type) {
      case 'mark':
        this.#marks.show(message.sought);
        break;
      case 'scrollTo':
        this.#isJumpOfHost = true;
        this.#jumpTo(message.anchor);
        break;
      case 'state':
        this.#buttons.showStar(message.isStarred);
        this.#note.show(message.note ?? '');
        break;
      case 'mentions':
        this.#common = message.pages;
        this.#mentions.show(message.pages);
        this.#scroll.goOn();
        break;
      case 'editNote':
        this.#note.edit();
        break;
      case 'attend':
        this.#attention.attend();
        break;
      case 'step':
        this.#step(message.to);
        break;
      case 'enterContents':
        this.#enterContents();
        break;
      case 'announce':
        this.#buttons.announce(message.text);
        break;
      case 'copied':
        this.#buttons.showCopied(message.anchor);
        break;
      case 'image':
      case 'noImage':
        this.#images.receive(message);
        break;
    }
  }

  #changeLook(look: Look): void {
    this.#scroll.hold(() => applyLook(look));
    if (look.isEssential !== this.#essentials.isWanted) this.#changeEssentials(() => this.#essentials.want(look.isEssential));
  }

  /**
   * Comes back to the part that was read, if it is still there; within it only as far as it goes now. Who had a look at the
   * essentials and moved nothing is back at the very line.
   */
  #changeEssentials(change: () => void): void {
    const left = this.#scroll.isUntouched ? this.#leftWhole : undefined;
    const place = left ?? this.#scroll.current();
    change();
    this.#leftWhole = this.#essentials.isWanted ? place : undefined;
    this.#scroll.refresh();
    const part = !left && this.#visible(place) === place ? elementAt(this.#main, place.anchor) : undefined;
    const offset = part && part !== this.#main ? Math.min(place.offset, part.offsetHeight / 2) : place.offset;
    this.#scroll.restore(this.#visible({ ...place, offset: Math.round(offset) }));
    this.#contents.mark(this.#scroll.current().anchor);
  }

  /** The place, or the part before it where the essentials leave it out. */
  #visible(place: Place | undefined): Place | undefined {
    const element = place && elementAt(this.#main, place.anchor);
    if (!element || element.checkVisibility()) return place;
    const before = this.#scroll.partBefore(element);
    return before && { anchor: anchorOf(before), offset: 0 };
  }

  #show(message: Show): void {
    // The same issue again is a new rendering of what is being read: the person stays where they are.
    const place = message.key === this.#key ? this.#scroll.current() : (message.place ?? this.#savedPlace(message.key));
    const focused = message.key === this.#key ? focusedButton() : undefined;
    const writing = message.key === this.#key ? this.#note.writing() : undefined;
    this.#main.innerHTML = message.html;
    this.#present(message, place);
    this.#note.goOn(writing);
    if (focused !== undefined) this.#main.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
    // What had the focus is gone: the keyboard goes on at the top of what took its place.
    else if (document.hasFocus() && document.activeElement === document.body) this.#main.focus({ preventScroll: true });
    this.#focus.tell();
  }

  #present(message: Show, place: Place | undefined): void {
    const isNew = message.key !== this.#key;
    const asked = this.#saved(message.key)?.images;
    this.#key = message.key;
    this.#leftWhole = undefined;
    document.title = message.title;
    this.#buttons.showStar(message.isStarred);
    this.#note.show(message.note ?? '');
    if (isNew) this.#essentials.begin();
    if (place && message.isAsked) this.#essentials.liftFor(elementAt(this.#main, place.anchor));
    if (isNew) this.#common = [];
    this.#mentions.show(this.#common);
    this.#scroll.refresh();
    this.#contents.refresh();
    this.#scrollers.refresh();
    this.#marks.show(message.sought ?? []);
    this.#images.refresh({ isNew, asked });
    const shown = this.#visible(place);
    this.#scroll.restore(isNew && message.sought ? this.#placeOfMark(shown) : shown);
    this.#savePlace(shown ?? { anchor: '', offset: 0 });
    this.#preview.hide();
    this.#end.refresh();
    if (isNew) {
      this.#isPainted = false;
      this.#attention.begin(topicOfPage(message.key) === undefined);
    }
    // Two frames: the first lays the new content out, the second comes after it was painted.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#afterPaint(message.key)));
  }

  /** The place, or the first mark of its part when that is out of view there. */
  #placeOfMark(place: Place | undefined): Place | undefined {
    const part = place && elementAt(this.#main, place.anchor);
    const mark = part && this.#marks.firstIn(part);
    if (!part || !mark) return place;
    const below = mark.getBoundingClientRect().top - part.getBoundingClientRect().top;
    return below < window.innerHeight * farDown ? place : placeFor(this.#main, part, mark, window.innerHeight * markHeight);
  }

  /** Escape takes the marks away, where it means nothing else. */
  #unmark(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !this.#marks.areShown || this.#key === undefined) return;
    this.#marks.show([]);
    this.#host.post({ type: 'unmarked', key: this.#key });
  }

  #afterPaint(key: IssueKey): void {
    if (key !== this.#key || this.#isPainted) return;
    this.#isPainted = true;
    this.#host.post({ type: 'shown', key });
  }

  /** The place an earlier life of this panel kept: it counts where the host knows none, and only for the first issue on the page. */
  #savedPlace(key: IssueKey): Place | undefined {
    return this.#saved(key)?.place;
  }

  #saved(key: IssueKey): SavedState | undefined {
    if (this.#key !== undefined) return undefined;
    const saved = this.#host.saved();
    return saved?.key === key ? saved : undefined;
  }

  /** Cheap, so with every frame that moves: the window may be reloaded at any moment. */
  #savePlace(place: Place): void {
    if (this.#key !== undefined) {
      const images = this.#images.asked;
      this.#host.save({ key: this.#key, place, ...(images ? { images } : {}) });
    }
  }

  #reportPlace(place: Place, mover: Mover): void {
    if (this.#key === undefined || mover === 'restore') return;
    this.#host.post({ type: 'scrolled', key: this.#key, place, byHost: mover === 'jump' && this.#isJumpOfHost });
    if (mover === 'person') this.#attention.confirm();
  }

  #open(url: string): void {
    if (this.#key !== undefined) this.#host.post({ type: 'openLink', key: this.#key, url });
  }

  /** To the part after the one in view, or before it. Who goes so reads, and nowhere but in this issue. */
  #step(to: 'next' | 'previous'): void {
    const part = this.#scroll.beside(to);
    if (part) {
      this.#attention.confirm();
      // What comes to the top of the view is seen; what the end of the page keeps from it has to be shown.
      const isSeen = topOf(this.#main, part) <= document.documentElement.scrollHeight - window.innerHeight;
      this.#followTo(anchorOf(part));
      if (isSeen) part.classList.remove('is-target');
    } else if (this.#key !== undefined) {
      this.#host.post({ type: 'nowhere', key: this.#key, to });
    }
  }

  #enterContents(): void {
    const place = this.#scroll.current();
    // Else the page would be drawn back from the contents, where they stand above the text.
    this.#scroll.letGo();
    if (this.#contents.enter()) this.#leftAt = place;
    else if (this.#key !== undefined) this.#host.post({ type: 'nowhere', key: this.#key, to: 'contents' });
  }

  /** Back to the line that was being read: the list may stand far above it. */
  #leaveContents(): void {
    this.#main.focus({ preventScroll: true });
    if (!this.#leftAt) return;
    this.#isJumpOfHost = false;
    this.#scroll.restore(this.#leftAt);
    this.#reportPlace(this.#leftAt, 'jump');
    this.#leftAt = undefined;
  }

  /** A link within the page was followed: the keyboard goes on from there. */
  #followTo(anchor: string): void {
    this.#contents.fold();
    this.#leftAt = undefined;
    this.#isJumpOfHost = false;
    const element = this.#jumpTo(anchor);
    // Without the focus the page may not take it: the person is in the palette, or elsewhere.
    if (!element || !document.hasFocus()) return;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }

  #jumpTo(anchor: string): HTMLElement | undefined {
    if (this.#essentials.liftFor(elementAt(this.#main, anchor))) this.#scroll.refresh();
    const element = this.#scroll.jumpTo(anchor, this.#isPainted);
    if (element && element !== this.#main) flash(element);
    return element;
  }
}

/** Draws the eye to a place for a moment; the style sheet says how. */
function flash(element: HTMLElement): void {
  element.classList.remove('is-target');
  // Reading the layout lets a flash that is still running begin anew.
  void element.offsetWidth;
  element.classList.add('is-target');
  window.setTimeout(() => element.classList.remove('is-target'), flashMs);
}

/** Takes away the addresses that VS Code writes as titles on the links of a document: where they lead, our own line says. */
function dropWrittenTitles(root: HTMLElement): void {
  for (const link of root.querySelectorAll('a[title]')) {
    if (link.getAttribute('title') === link.getAttribute('href')) link.removeAttribute('title');
  }
}

/** A selector of the focused button that finds it in a new rendering. */
function focusedButton(): string | undefined {
  const button = document.activeElement;
  if (!(button instanceof HTMLButtonElement)) return undefined;
  const { action, anchor, next } = button.dataset;
  // Who asked for more goes on with the first of what comes.
  if (next !== undefined) return `button[data-action="openMention"][data-anchor="${CSS.escape(next)}"]`;
  const byAnchor = anchor === undefined ? '' : `[data-anchor="${CSS.escape(anchor)}"]`;
  return action === undefined ? undefined : `button[data-action="${CSS.escape(action)}"]${byAnchor}`;
}

const main = document.getElementById('page');
if (main) new ReaderPage(main).start();
