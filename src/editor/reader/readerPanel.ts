// One webview panel that shows one issue (or topic) at a time: its document, its messages, its title. What it shows is decided by
// `readers.ts`; what is done about a message by the events' listeners.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { IssueKey, IssueRow, Place, RenderedIssue } from '../../protocol/backend.js';
import type { ShownPage } from '../../protocol/commonPages.js';
import { parseFromReader, type FocusPlace, type FromReader, type Look, type ToReader } from '../../protocol/reader.js';
import { topicPageKey } from '../../protocol/topicMessages.js';
import type { SoughtText } from '../../query/findMatches.js';
import type { Log } from '../log.js';
import { MessageBudget } from './messageBudget.js';
import type { ImageAnswer } from './imageAnswers.js';
import { isOfKind } from './pageKinds.js';
import { renderDocument } from './readerDocument.js';
import type { ShownTopic } from './topicPages.js';

/** A message of the page about what it shows. */
export type PageMessage = Exclude<FromReader, { type: 'ready' | 'focus' | 'atEnd' | 'failed' | 'unmarked' }>;

type Show = Extract<ToReader, { type: 'show' }>;

/** Options of the panel's type; `localResourceRoots` belong to the webview and are set again after a restore. */
export const panelOptions: vscode.WebviewPanelOptions = { enableFindWidget: true };

/** Longer titles are cut for the tab, in characters: several readers have to fit. */
const tabTitle = 40;

function shortened(title: string): string {
  const cut = title.lastIndexOf(' ', tabTitle);
  return title.length <= tabTitle ? title : `${title.slice(0, cut > tabTitle / 2 ? cut : tabTitle)}…`;
}

function withNote(show: Show, note: string): Show {
  const { note: _, ...rest } = show;
  return note.trim() === '' ? rest : { ...rest, note };
}

export class ReaderPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #extensionUri: vscode.Uri;
  readonly #log: Log;
  #look: Look;
  readonly #received = new vscode.EventEmitter<PageMessage>();
  #budget: MessageBudget;
  readonly #disposables: vscode.Disposable;
  #shown: Show | undefined;
  #topic: ShownTopic | undefined;
  #url: string | undefined;
  #isExcerpt = false;
  /** What the document itself holds; anything else reaches the page as a message. */
  #embedded: Show | undefined;
  #embeddedLook: Look | undefined;
  #isReady = false;
  /** VS Code answers no question about a panel that was closed: it throws. */
  #isClosed = false;
  /** The issue that was shown before: what was typed into its note may still be under way. */
  #left: IssueKey | undefined;
  #isNoteWanted = false;
  /** The person has opened the issue, and the page has not told yet that it was read. */
  #isOpened = false;
  readonly #returned = new vscode.EventEmitter<IssueKey>();

  /** The page of an issue is there again that nobody has opened since: after a reload, or after it was hidden. */
  readonly onDidReturn = this.#returned.event;
  /** A checked message about the issue on show; messages about another one are dropped. */
  readonly onMessage = this.#received.event;
  readonly onDidDispose: vscode.Event<void>;
  readonly onDidChangeViewState: vscode.Event<unknown>;
  readonly #moved = new vscode.EventEmitter<void>();
  /** `focus` or `isAtEnd` is another one. */
  readonly onDidMove = this.#moved.event;

  isPinned = false;
  /** Whether the issue on show counts as read in the library. */
  isRead = false;
  #focus: FocusPlace = 'none';
  #isAtEnd = false;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, look: Look, log: Log) {
    this.#panel = panel;
    this.#extensionUri = extensionUri;
    this.#look = look;
    this.#log = log;
    this.#budget = this.#newBudget();
    this.onDidDispose = panel.onDidDispose;
    this.onDidChangeViewState = panel.onDidChangeViewState;
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')],
    };
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `tab-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.#disposables = vscode.Disposable.from(
      this.#received,
      this.#returned,
      this.#moved,
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#embedWhileHidden()),
      panel.onDidDispose(() => this.#release()),
    );
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** The issue on show; undefined while it is a topic. */
  get key(): IssueKey | undefined {
    return this.#topic ? undefined : this.#shown?.key;
  }

  /** Names what is on show: an issue by its key, a topic by that of its page. */
  get page(): string | undefined {
    return this.#shown?.key;
  }

  /** The topic on show. */
  get topic(): ShownTopic | undefined {
    return this.#shown && this.#topic;
  }

  /** The web address of the issue on show. */
  get url(): string | undefined {
    return this.#url;
  }

  /** Its page has more than the issue on show, and can be read. */
  get isExcerpt(): boolean {
    return this.#isExcerpt;
  }

  /** Where the person is in the issue on show. */
  get place(): Place | undefined {
    return this.#shown?.place;
  }

  /** What the person noted about the issue on show. */
  get note(): string | undefined {
    return this.#shown?.note;
  }

  get isStarred(): boolean {
    return this.#shown?.isStarred ?? false;
  }

  /** Where in its page the keyboard is. */
  get focus(): FocusPlace {
    return this.#focus;
  }

  /** The issue on show was scrolled to its end. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  get isActive(): boolean {
    return !this.#isClosed && this.#panel.active;
  }

  get isVisible(): boolean {
    return !this.#isClosed && this.#panel.visible;
  }

  /**
   * Shows an issue, at `place` or where the person stopped reading it, with what a search was looking for marked; without it,
   * the marks of the same issue stay. `isAsked`: somebody asked for the place.
   */
  show(
    { issue, html, place: stopped, note }: RenderedIssue,
    place: Place | undefined = stopped,
    sought: readonly SoughtText[] = this.#shown?.key === issue.key ? (this.#shown.sought ?? []) : [],
    isAsked = false,
  ): void {
    const show: Show = {
      type: 'show',
      key: issue.key,
      title: issue.title,
      html,
      isStarred: issue.isStarred,
      ...(place ? { place } : {}),
      ...(isAsked ? { isAsked } : {}),
      ...(note === undefined ? {} : { note }),
      ...(sought.length > 0 ? { sought } : {}),
    };
    this.#replace(show, issue);
  }

  /** Shows the page of a topic, at `place` or at its top. */
  showTopic(topic: ShownTopic, place: Place | undefined): void {
    const { topic: row, html } = topic.page;
    const show: Show = { type: 'show', key: topicPageKey(row.id), title: row.name, html, isStarred: false, ...(place ? { place } : {}) };
    this.#replace(show, topic);
  }

  #replace(show: Show, what: IssueRow | ShownTopic): void {
    if (this.#isClosed) {
      return;
    }
    if (this.#shown && this.#shown.key !== show.key) {
      this.#budget.release();
      this.#left = this.key;
    }
    this.#isNoteWanted = false;
    // The page tells anew.
    this.#isAtEnd = false;
    const issue = 'key' in what ? what : undefined;
    this.#topic = 'key' in what ? undefined : what;
    this.isRead = issue?.isRead ?? false;
    this.#shown = show;
    this.#url = issue?.url;
    this.#isExcerpt = issue?.extent === 'excerpt' && issue.url !== undefined;
    this.#panel.title = shortened(show.title);
    if (this.#embedded === undefined) {
      this.#embedShown();
    } else {
      this.#post(show);
    }
  }

  /** Brings a place of the issue on show into view. */
  scrollTo(anchor: string): void {
    if (!this.#shown) {
      return;
    }
    if (this.#isReady) {
      this.#post({ type: 'scrollTo', key: this.#shown.key, anchor });
    } else {
      this.#shown = { ...this.#shown, place: { anchor, offset: 0 }, isAsked: true };
      this.#embedShown();
    }
  }

  /** Marks what a search was looking for in the issue on show; nothing when it is empty. */
  mark(sought: readonly SoughtText[]): void {
    if (this.#shown) {
      this.#shown = { ...this.#shown, sought };
      this.#post({ type: 'mark', key: this.#shown.key, sought });
    }
  }

  /** Remembers where the person is, for the page's next life (it is let go while it is hidden). */
  keepPlace(place: Place): void {
    if (this.#shown) {
      const { isAsked: _, ...shown } = this.#shown;
      this.#shown = { ...shown, place };
    }
  }

  /** Remembers what the person is typing, for the page's next life. */
  keepNote(note: string): void {
    if (this.#shown) {
      this.#shown = withNote(this.#shown, note);
    }
  }

  /** Lets the page look as the person wants it to now. */
  changeLook(look: Look): void {
    this.#look = look;
    this.#post({ type: 'look', look });
  }

  showState(isStarred: boolean, note: string | undefined): void {
    if (this.#shown) {
      this.#shown = withNote({ ...this.#shown, isStarred }, note ?? '');
      const { key } = this.#shown;
      this.#post({ type: 'state', key, isStarred, ...(note === undefined ? {} : { note }) });
    }
  }

  /** The person has opened the issue on show: to see it for a moment is to read it. */
  noteOpened(): void {
    this.#isOpened = true;
    this.attend();
  }

  /** Has the page count the issue on show as read when it was seen for a moment. */
  attend(): void {
    const { key } = this;
    if (key !== undefined) {
      this.#post({ type: 'attend', key });
    }
  }

  /** Lets the person write the note of the issue on show, as soon as its page is there. */
  editNote(): void {
    this.#isNoteWanted = true;
    this.#postWantedNote();
  }

  /** Goes to the section after the one in view, or before it. */
  step(to: 'next' | 'previous'): void {
    if (this.#shown) {
      this.#post({ type: 'step', key: this.#shown.key, to });
    }
  }

  /** Has the keyboard go on in the contents of the issue on show. */
  enterContents(): void {
    if (this.#shown) {
      this.#post({ type: 'enterContents', key: this.#shown.key });
    }
  }

  /** Shows below the issue what others have in common with it. */
  showMentions(pages: readonly ShownPage[]): void {
    if (this.#shown) {
      this.#post({ type: 'mentions', key: this.#shown.key, pages });
    }
  }

  /** Tells screen readers of the page what has been done. */
  announce(text: string): void {
    if (this.#shown) {
      this.#post({ type: 'announce', key: this.#shown.key, text });
    }
  }

  confirmCopied(anchor: string): void {
    if (this.#shown) {
      this.#post({ type: 'copied', key: this.#shown.key, anchor });
    }
  }

  /** Gives the page the image that it asked for, or says why not. */
  showImage(anchor: string, answer: ImageAnswer): void {
    if (this.#shown) {
      const { key } = this.#shown;
      this.#post('image' in answer ? { type: 'image', key, anchor, ...answer } : { type: 'noImage', key, anchor, ...answer });
    }
  }

  /** Brings the panel to the front. One that has the focus keeps it: VS Code would take it and give it back, and lose a key meanwhile. */
  reveal(preserveFocus: boolean): void {
    const hasFocus = this.#panel.active && this.#panel.visible && this.#focus !== 'none';
    if (!hasFocus) {
      this.#panel.reveal(undefined, preserveFocus);
    }
  }

  /** Says in one sentence why there is nothing to read. */
  fail(title: string, sentence: string): void {
    if (this.#isClosed) {
      return;
    }
    this.#setDocument(sentence);
    this.#shown = undefined;
    this.#embedded = undefined;
    this.#panel.title = title;
  }

  /** A hidden page is let go: the document that it comes back with is the issue on show, at its place. */
  #embedWhileHidden(): void {
    if (!this.#panel.visible) {
      this.#embedShown();
    }
  }

  /** What comes for the panel after this is about no issue of it, and goes nowhere. */
  #release(): void {
    this.#isClosed = true;
    this.#budget.release();
    this.#disposables.dispose();
    this.#isReady = false;
    this.#shown = undefined;
  }

  #embedShown(): void {
    if (this.#shown) {
      this.#embedded = this.#shown;
      this.#setDocument(this.#shown);
    }
  }

  #setDocument(content: Show | string): void {
    const { webview } = this.#panel;
    const uri = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(this.#extensionUri, ...path)).toString();
    this.#isReady = false;
    this.#embeddedLook = this.#look;
    this.#budget.release();
    this.#budget = this.#newBudget();
    this.#move({ focus: 'none', isAtEnd: false });
    webview.html = renderDocument({
      nonce: randomBytes(24).toString('base64url'),
      cspSource: webview.cspSource,
      scriptUri: uri('dist', 'reader.js'),
      styleUri: uri('media', 'reader.css'),
      look: this.#look,
      language: vscode.env.language,
      ...(typeof content === 'string' ? { notice: content } : { first: content }),
    });
  }

  #post(message: ToReader): void {
    if (this.#isReady) {
      void this.#panel.webview.postMessage(message);
    }
  }

  #move({ focus = this.#focus, isAtEnd = this.#isAtEnd }: { readonly focus?: FocusPlace; readonly isAtEnd?: boolean }): void {
    this.#focus = focus;
    this.#isAtEnd = isAtEnd;
    this.#moved.fire();
  }

  #postWantedNote(): void {
    if (this.#isNoteWanted && this.#isReady && this.#shown) {
      this.#isNoteWanted = false;
      this.#post({ type: 'editNote', key: this.#shown.key });
    }
  }

  #receive(message: unknown): void {
    const checked = parseFromReader(message);
    if (checked) {
      // A message about an issue that is no longer here costs nothing, and is nothing.
      if (this.#isAboutThis(checked)) {
        this.#budget.take(checked);
      }
    } else if (this.#budget.spend('malformed')) {
      this.#log.warn('reader', 'Dropped a message that is none of ours');
    }
  }

  #newBudget(): MessageBudget {
    return new MessageBudget({
      passed: (message) => this.#act(message),
      exceeded: (kind) => this.#log.warn('reader', `The page says too much (${kind}): what exceeds is dropped`),
    });
  }

  #isAboutThis(message: FromReader): boolean {
    if (!('key' in message)) {
      return true;
    }
    const isHere = message.key === this.#shown?.key && isOfKind(message.type, this.#topic !== undefined);
    return isHere || (message.type === 'noteTyped' && message.key === this.#left);
  }

  /** Acts on a message that is one of ours, about an issue of this page, and within the page's budget. */
  #act(message: FromReader): void {
    if (message.type === 'ready') {
      this.#begin();
    } else if (message.type === 'focus') {
      this.#move({ focus: message.where });
    } else if (message.type === 'atEnd') {
      this.#move({ isAtEnd: message.isAtEnd });
    } else if (message.type === 'failed') {
      this.#log.error('reader', `The page failed: ${message.message}`);
    } else if (message.type === 'unmarked') {
      if (this.#shown) {
        this.#shown = { ...this.#shown, sought: [] };
      }
    } else {
      if (message.type === 'wasRead') {
        this.#isOpened = false;
      }
      this.#received.fire(message);
    }
  }

  /** The page hears messages from now on. */
  #begin(): void {
    this.#isReady = true;
    if (this.#look !== this.#embeddedLook) {
      this.#post({ type: 'look', look: this.#look });
    }
    if (this.#shown && this.#shown !== this.#embedded) {
      this.#post(this.#shown);
    }
    this.#postWantedNote();
    const { key } = this;
    if (this.#isOpened) {
      this.attend();
    } else if (key !== undefined) {
      this.#returned.fire(key);
    }
  }
}
