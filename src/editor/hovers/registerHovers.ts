// Hovers over what code uses, in manifests, sources and configurations. A hover looks into memory: it asks nobody and waits for
// nothing, and where nothing is known it is silent.

import * as vscode from 'vscode';
import type { Backend, BackendEvent } from '../../protocol/backend.js';
import type { StackPatterns } from '../../protocol/stack.js';
import type { Log } from '../log.js';
import { readSettings, showsHovers } from '../settings/settings.js';
import { flatGlobs } from '../workspace/globs.js';
import type { StackThread } from '../workspace/stackThread.js';
import { OpenUses } from './openUses.js';
import { topicHover } from './topicHover.js';
import { TopicMemory } from './topicMemory.js';

/** Languages whose imports are understood, and those in which the model stands that a program asks. */
const languages =
  'python javascript typescript javascriptreact typescriptreact rust go yaml dockercompose json jsonc toml dockerfile'.split(' ');

export interface HoverParts {
  readonly backend: Backend;
  readonly onBackendEvent: vscode.Event<BackendEvent>;
  readonly thread: Pick<StackThread, 'ask'>;
  readonly patterns: StackPatterns;
  /** Fires when what the workspace uses has become known or another. */
  readonly onStack: vscode.Event<void>;
  readonly log: Log;
}

export function registerHovers({ backend, onBackendEvent, thread, patterns, onStack, log }: HoverParts): vscode.Disposable {
  // Without further extensions most manifests have no language of their own.
  const selector = [...languages.map((language) => ({ language })), ...flatGlobs(patterns.manifests).map((pattern) => ({ pattern }))];
  const memory = new TopicMemory({ backend, shown: () => open.shown, log });
  const open: OpenUses = new OpenUses({ thread, selector, log, onUses: () => memory.look() });
  const provideHover = (document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined => {
    const use = open.at(document, position);
    const known = use && showsHovers(document) ? memory.of(use) : undefined;
    if (!use || !known) return undefined;
    const isFollowed = readSettings().followedTopics.includes(known.topic.id);
    const { line, start, end } = use.span;
    return new vscode.Hover([...topicHover(known, { isFollowed, installed: use.installed })], new vscode.Range(line, start, line, end));
  };
  return vscode.Disposable.from(
    open,
    memory,
    vscode.languages.registerHoverProvider(selector, { provideHover }),
    onStack(() => open.refresh()),
    onBackendEvent((event) => memory.onBackendEvent(event)),
  );
}
