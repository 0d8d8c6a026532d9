// A refresh that the person started: a bar over the views, a count beside their titles, one sentence in the status bar at the
// end. What the backend does in the background is not shown here.

import * as vscode from 'vscode';
import type { Backend, BackendEvent } from '../../protocol/backend.js';
import type { RefreshSummary } from '../../protocol/sources.js';
import { issuesView, sourcesView } from '../ids.js';
import { setContext } from '../register.js';

/** How long the status bar says what came of it, in milliseconds. */
const shownFor = 6000;

/** Something with a place for a few words beside its title. */
export interface Described {
  description: string | undefined;
}

export class Refreshing {
  readonly #backend: Pick<Backend, 'refresh' | 'stopRefresh'>;
  readonly #views: readonly Described[];
  #running = 0;
  #isShown = false;

  constructor(backend: Pick<Backend, 'refresh' | 'stopRefresh'>, views: readonly Described[]) {
    this.#backend = backend;
    this.#views = views;
  }

  /** Reads these sources now, or all of them. Done when each has ended or the person stopped it. */
  async run(sourceIds?: readonly string[]): Promise<void> {
    this.#running += 1;
    this.#show(true);
    try {
      await withBars(this.#backend.refresh(sourceIds === undefined ? {} : { sourceIds }));
    } finally {
      this.#running -= 1;
      this.#endIfDone();
    }
  }

  async stop(): Promise<void> {
    this.#describe(vscode.l10n.t('Stopping…'));
    await this.#backend.stopRefresh();
    this.#endIfDone();
  }

  /** Also shows how far the worker is with sources that were just added: it reads them of its own accord. */
  onBackendEvent(event: BackendEvent): void {
    if (event.event === 'refreshed') {
      vscode.window.setStatusBarMessage(summaryWords(event.summary), shownFor);
      // Not only at the end of all refreshes: one in the background may go on for long.
      this.#endIfDone();
    }
    if (event.event !== 'refreshing' || event.isBackground) return;
    if (event.total === 0) {
      this.#endIfDone();
    } else {
      this.#show(true);
      this.#describe(vscode.l10n.t('Refreshing {0} of {1}…', event.done, event.total));
    }
  }

  #endIfDone(): void {
    if (this.#running > 0) return;
    this.#show(false);
    this.#describe(undefined);
  }

  /** Events come by the hundred; VS Code is told when it changes. */
  #show(isRefreshing: boolean): void {
    if (isRefreshing === this.#isShown) return;
    this.#isShown = isRefreshing;
    setContext('digest.isRefreshing', isRefreshing);
  }

  #describe(words: string | undefined): void {
    for (const view of this.#views) view.description = words;
  }
}

/** "5 new issues · 2 sources failed", with a mark before it. */
export function summaryWords({ added, updated, failed, sources, isStopped }: RefreshSummary): string {
  const news =
    added === 0 ? vscode.l10n.t('No new issues') : added === 1 ? vscode.l10n.t('1 new issue') : vscode.l10n.t('{0} new issues', added);
  const parts = [
    ...(isStopped ? [vscode.l10n.t('Refresh stopped')] : []),
    ...(sources === 0 && !isStopped ? [vscode.l10n.t('No source to refresh')] : [news]),
    ...(updated > 0 ? [vscode.l10n.t('{0} updated', updated)] : []),
    ...(failed === 0 ? [] : [failed === 1 ? vscode.l10n.t('1 source failed') : vscode.l10n.t('{0} sources failed', failed)]),
  ];
  return `$(${failed > 0 ? 'warning' : 'check'}) ${parts.join(' · ')}`;
}

/** Shows that something is under way in both views until it is done. */
async function withBars<T>(done: Promise<T>): Promise<T> {
  const [result] = await Promise.all(
    [issuesView, sourcesView].map((viewId) => vscode.window.withProgress({ location: { viewId } }, () => done)),
  );
  return result ?? done;
}
