// Which reader panels there are and which issue or topic each shows: one panel is reused, pinned ones stay, all come back after a reload.

import * as vscode from 'vscode';
import type { Backend, BackendEvent, IssueKey, Place, RenderedIssue } from '../../protocol/backend.js';
import { topicOfPage, topicPageKey } from '../../protocol/topicMessages.js';
import type { TopicId } from '../../protocol/topics.js';
import type { SoughtText } from '../../query/findMatches.js';
import { readerPanelType } from '../ids.js';
import type { Log } from '../log.js';
import { setContext } from '../register.js';
import { readSettings } from '../settings/settings.js';
import { pageWords } from '../words.js';
import { type Direction, History } from './history.js';
import type { Notes } from './notes.js';
import type { ReaderLook } from './readerLook.js';
import { panelOptions, ReaderPanel, type PageMessage } from './readerPanel.js';
import type { ShownTopic, WantedTopic } from './topicPages.js';

/** Where the workspace's state has what the pinned panels show: keys of issues, and names of pages of topics. */
const pinnedKeys = 'pinnedIssues';

/** Milliseconds after which the pages of topics follow a change of the library: many come one after the other while sources are read. */
const topicPause = 1_000;

/** What a panel can show, made. */
type Made = { readonly issue: RenderedIssue } | { readonly topic: ShownTopic };

/** A message of a page, with the panel that it came from. */
export interface ReaderMessage {
  readonly panel: ReaderPanel;
  readonly message: PageMessage;
}

export interface ShowOptions {
  /** The place to show; without it, where the person stopped reading. */
  readonly anchor?: string | undefined;
  /** The same, to the pixel. */
  readonly place?: Place | undefined;
  /** What a search was looking for, to be marked. */
  readonly sought?: readonly SoughtText[] | undefined;
  readonly preserveFocus?: boolean;
}

export class Readers implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #backend: Backend;
  readonly #extensionUri: vscode.Uri;
  readonly #pins: vscode.Memento;
  readonly #notes: Notes;
  readonly #look: ReaderLook;
  readonly #log: Log;
  readonly #panels = new Set<ReaderPanel>();
  readonly #received = new vscode.EventEmitter<ReaderMessage>();
  readonly #serializer: vscode.Disposable;
  readonly #looking: vscode.Disposable;
  readonly #history = new History();
  #topicTimer: NodeJS.Timeout | undefined;
  /** Counts requests to show: an answer that comes after a newer request is dropped. */
  #requests = 0;

  readonly onMessage = this.#received.event;

  /** `pins` keeps over a reload which panels were pinned. */
  constructor(
    backend: Backend,
    extensionUri: vscode.Uri,
    { pins, look }: { readonly pins: vscode.Memento; readonly look: ReaderLook },
    notes: Notes,
    log: Log,
  ) {
    this.#backend = backend;
    this.#notes = notes;
    this.#look = look;
    this.#pins = pins;
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.#looking = look.onDidChange(() => this.#panels.forEach((panel) => panel.changeLook(look.current)));
    this.#serializer = vscode.window.registerWebviewPanelSerializer(readerPanelType, this);
  }

  dispose(): void {
    clearTimeout(this.#topicTimer);
    this.#serializer.dispose();
    this.#looking.dispose();
    this.#received.dispose();
  }

  /** The panel at hand: the active one, else one that can be seen. */
  get current(): ReaderPanel | undefined {
    const panels = [...this.#panels];
    return panels.find((panel) => panel.isActive) ?? panels.find((panel) => panel.isVisible);
  }

  /** Tells screen readers what a key has done to the issue in the page that has the focus. */
  announce(text: string): void {
    const { current } = this;
    if (current?.isActive) {
      current.announce(text);
    }
  }

  /** Shows an issue in the reused panel, or brings the panel that has it pinned to the front. Gives the panel that shows it. */
  async show(key: IssueKey, { anchor, place, sought = [], preserveFocus = true }: ShowOptions = {}): Promise<ReaderPanel | undefined> {
    const request = ++this.#requests;
    const open = [...this.#panels].find((panel) => panel.page === key);
    if (open) {
      open.reveal(preserveFocus);
      open.mark(sought);
      if (anchor !== undefined) {
        open.scrollTo(anchor);
      }
      open.noteOpened();
      this.#visit(key);
      return open;
    }
    const made = await this.#make(key);
    if (request !== this.#requests) {
      return undefined;
    }
    const panel = this.#reusable ?? this.#create(preserveFocus);
    if (!made) {
      this.#sayGone(panel, key);
      return undefined;
    }
    if ('topic' in made) {
      panel.showTopic(made.topic, place);
    } else {
      const asked = anchor === undefined ? (place ?? made.issue.place) : { anchor, offset: 0 };
      panel.show(made.issue, asked, sought, anchor !== undefined);
      panel.noteOpened();
    }
    if (!panel.isVisible || !preserveFocus) {
      panel.reveal(preserveFocus);
    }
    this.#visit(key);
    return panel;
  }

  /** Shows the page of a topic where an issue would be shown. */
  async showTopic(id: TopicId): Promise<void> {
    await this.show(topicPageKey(id), { preserveFocus: false });
  }

  /** Makes the page of the topic on show anew, with so much of it. */
  async showTopicAnew(panel: ReaderPanel, wanted: WantedTopic): Promise<void> {
    const { page } = panel;
    const made = page === undefined ? undefined : await this.#make(page, wanted);
    if (made && 'topic' in made && panel.page === page && made.topic.page !== panel.topic?.page) {
      panel.showTopic(made.topic, panel.place);
    }
  }

  /** Makes the pages of topics anew: what they say of the person has changed. */
  renderTopicsAnew(): void {
    this.#refreshTopics().catch((error: unknown) => this.#log.error('reader', `Refreshing failed: ${String(error)}`));
  }

  /** Goes back or forward through what was read, as far as it is still in the library. Gives the issue that is on show then. */
  async go(direction: Direction): Promise<IssueKey | undefined> {
    for (let visit = this.#history.beside(direction); visit; visit = this.#history.beside(direction)) {
      const isTopic = topicOfPage(visit.key) !== undefined;
      const isThere = isTopic || (await this.#backend.issueState({ key: visit.key })) !== undefined;
      if (visit !== this.#history.beside(direction)) {
        continue;
      }
      if (isThere) {
        this.#history.go(direction);
        await this.show(visit.key, { place: visit.place, preserveFocus: false });
        return isTopic ? undefined : visit.key;
      }
      this.#history.forget(visit.key);
    }
    this.#updateContext();
    return undefined;
  }

  /** VS Code brings a panel back after a reload of the window; `state` is what the page kept of itself. */
  async deserializeWebviewPanel(restored: vscode.WebviewPanel, state: unknown): Promise<void> {
    const panel = this.#adopt(restored);
    const key = parseKeptKey(state);
    try {
      const made = key === undefined ? undefined : await this.#make(key);
      if (made) {
        if ('topic' in made) {
          panel.showTopic(made.topic, undefined);
        } else {
          panel.show(made.issue);
        }
        panel.isPinned = this.#pins.get<readonly unknown[]>(pinnedKeys)?.includes(panel.page) ?? false;
        this.#noteActive(panel);
      } else {
        this.#sayGone(panel, key);
      }
    } catch (error) {
      this.#log.error('reader', `Restoring the reader failed: ${String(error)}`);
      this.#sayGone(panel, key);
    }
  }

  /** Renders what is on show again, at the same place: the person has changed how pages are. */
  renderAnew(): void {
    this.onBackendEvent({ event: 'changed', scope: 'issues' });
  }

  /** Keeps open pages true to the library: new text is shown at the same place, a star at once. */
  onBackendEvent(event: BackendEvent): void {
    if (event.event === 'changed') {
      this.#refresh(event).catch((error: unknown) => this.#log.error('reader', `Refreshing failed: ${String(error)}`));
    }
    if (event.event === 'changed' || event.event === 'topicsChanged') {
      this.#topicTimer ??= setTimeout(() => this.renderTopicsAnew(), topicPause);
    }
  }

  async #refreshTopics(): Promise<void> {
    clearTimeout(this.#topicTimer);
    this.#topicTimer = undefined;
    for (const panel of this.#panels) {
      if (panel.topic) {
        await this.showTopicAnew(panel, panel.topic);
      }
    }
  }

  async #refresh(event: Extract<BackendEvent, { event: 'changed' }>): Promise<void> {
    for (const panel of this.#panels) {
      const { key } = panel;
      if (key === undefined || (event.keys && !event.keys.includes(key))) {
        continue;
      }
      if (event.scope === 'state') {
        const found = await this.#backend.issueState({ key });
        if (found && panel.key === key) {
          panel.showState(found.isStarred, this.#notes.current(key, found.note));
          panel.isRead = found.isRead;
          this.#updateContext();
        }
      } else {
        const rendered = await this.#render(key);
        if (rendered && panel.key === key) {
          panel.show(rendered, panel.place);
        } else if (!rendered && !event.keys) {
          // The whole library was emptied. An issue that only got another key stays as it is read.
          this.#sayGone(panel, key);
        }
      }
    }
  }

  /** Pins the panel at hand, so that the next issue opens beside it, or lets it be reused again. */
  pin(isPinned: boolean): void {
    const panel = this.current;
    if (panel) {
      panel.isPinned = isPinned;
      this.#updateContext();
      const pinned = [...this.#panels].filter((each) => each.isPinned).map(({ page }) => page);
      void this.#pins.update(pinnedKeys, pinned);
    }
  }

  /** What has this name, made to be shown: an issue, or a topic with as much of it as is wanted. */
  async #make(key: string, wanted?: WantedTopic): Promise<Made | undefined> {
    const id = topicOfPage(key);
    if (id === undefined) {
      const issue = await this.#render(key);
      return issue && { issue };
    }
    const { makeTopic } = await import('./topicPages.js');
    const topic = await makeTopic(this.#backend, id, wanted);
    return topic && { topic };
  }

  /** The issue with what was typed into its note, whether or not that is in the library yet. */
  async #render(key: IssueKey): Promise<RenderedIssue | undefined> {
    const rendered = await this.#backend.render({ key, words: pageWords(), images: readSettings().images });
    const note = rendered && this.#notes.current(key, rendered.note);
    return (
      rendered && {
        issue: rendered.issue,
        html: rendered.html,
        ...(rendered.place ? { place: rendered.place } : {}),
        ...(note === undefined ? {} : { note }),
      }
    );
  }

  #create(preserveFocus: boolean): ReaderPanel {
    const column = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    return this.#adopt(vscode.window.createWebviewPanel(readerPanelType, vscode.l10n.t('Digest'), column, panelOptions));
  }

  #adopt(webviewPanel: vscode.WebviewPanel): ReaderPanel {
    const panel = new ReaderPanel(webviewPanel, this.#extensionUri, this.#look.current, this.#log);
    this.#panels.add(panel);
    panel.onMessage((message) => {
      if (message.type === 'scrolled') {
        this.#history.keepPlace(message.key, message.place);
      }
      this.#received.fire({ panel, message });
    });
    panel.onDidMove(() => this.#updateFocus());
    panel.onDidReturn((key) => {
      this.#attend(panel, key).catch((error: unknown) => this.#log.error('reader', `Asking for the state failed: ${String(error)}`));
    });
    panel.onDidChangeViewState(() => {
      this.#noteActive(panel);
      if (!panel.isVisible) {
        void this.#notes.flush();
      }
    });
    panel.onDidDispose(() => {
      void this.#notes.flush();
      this.#panels.delete(panel);
      this.#updateContext();
    });
    return panel;
  }

  /** What the person marked unread stays so until they open it or scroll in it. */
  async #attend(panel: ReaderPanel, key: IssueKey): Promise<void> {
    const found = await this.#backend.issueState({ key });
    if (found && !found.isLeftUnread && panel.key === key) {
      panel.attend();
    }
  }

  #sayGone(panel: ReaderPanel, key: string | undefined): void {
    const isTopic = key !== undefined && topicOfPage(key) !== undefined;
    const said = isTopic ? vscode.l10n.t('This topic is not known any more.') : vscode.l10n.t('This issue is no longer in your library.');
    panel.fail(vscode.l10n.t('Digest'), said);
  }

  /** The panel that another issue may take: the one at hand, if it is not pinned. */
  get #reusable(): ReaderPanel | undefined {
    const free = [...this.#panels].filter(({ isPinned }) => !isPinned);
    return free.find(({ isActive }) => isActive) ?? free.find(({ isVisible }) => isVisible) ?? free[0];
  }

  #visit(key: IssueKey): void {
    this.#history.visit(key);
    this.#updateContext();
  }

  /** The person may have turned to another panel. */
  #noteActive({ isActive, page }: ReaderPanel): void {
    if (isActive && page !== undefined) {
      this.#history.visit(page);
    }
    this.#updateContext();
  }

  #updateContext(): void {
    setContext('digest.canGoBack', this.#history.beside('back') !== undefined);
    setContext('digest.canGoForward', this.#history.beside('forward') !== undefined);
    setContext('digest.readerIsStarred', this.current?.isStarred ?? false);
    setContext('digest.readerIsRead', this.current?.isRead ?? false);
    setContext('digest.readerHasOriginal', this.current?.url !== undefined);
    setContext('digest.readerIsExcerpt', this.current?.isExcerpt ?? false);
    setContext('digest.readerShowsTopic', this.current?.topic !== undefined);
    setContext('digest.readerIsPinned', this.current?.isPinned ?? false);
    this.#updateFocus();
  }

  /** Keys of one letter ask for these: they are the active panel's, whichever page told last. */
  #updateFocus(): void {
    const active = [...this.#panels].find(({ isActive }) => isActive);
    setContext('digest.readerFocus', active && active.focus !== 'none' ? active.focus : false);
    setContext('digest.readerAtEnd', active?.isAtEnd ?? false);
  }
}

/** The place is the library's: VS Code writes the state of a page late, and a reload may bring back an old one. */
function parseKeptKey(state: unknown): IssueKey | undefined {
  return typeof state === 'object' && state !== null && 'key' in state && typeof state.key === 'string' ? state.key : undefined;
}
