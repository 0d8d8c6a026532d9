// Following topics: *Follow Topic…*, *Unfollow Topic…* and its undo. Written to the setting `digest.followedTopics`, a topic of one's
// own to `digest.topics` besides.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { TopicId, TopicRow } from '../../../protocol/topics.js';
import { withoutIcons } from '../../quickPickText.js';
import { type HandlersOf, setContext } from '../../register.js';
import { readSettings, writeEntries, writtenEntries } from '../../settings/settings.js';
import { mostFollowed } from '../../settings/topicEntries.js';
import { anchorOf, issueKeyOf, type TreeNode } from '../../tree/nodes.js';
import type { UndoOffer } from '../../undoOffer.js';
import { type PickedTopic, pickTopic, toTopicItem } from './topicPick.js';

/** Milliseconds that the status bar says what was done. */
const saidFor = 6000;

/** More of the editor's selection is no name. */
const longestSelection = 100;

type FollowBackend = Pick<Backend, 'findTopics' | 'followedTopics' | 'setOwnTopics' | 'topicsIn'>;

export function followCommands(
  backend: FollowBackend,
  offer: UndoOffer,
): HandlersOf<'digest.followTopic' | 'digest.unfollowTopic' | 'digest.undoUnfollowTopic'> {
  let removed: { readonly entry: unknown; readonly index: number } | undefined;
  const remember = (entry: typeof removed): void => {
    removed = entry;
    setContext('digest.canUndoUnfollowTopic', entry !== undefined);
  };
  return {
    'digest.followTopic': async (what) => {
      const topic = await topicToFollow(backend, what);
      if (topic) await follow(topic);
    },
    'digest.unfollowTopic': async (what) => {
      const topic = await topicToUnfollow(backend, what);
      const entries = writtenEntries('followedTopics');
      const index = topic ? entries.findIndex((entry) => typeof entry === 'string' && entry.trim() === topic.id) : -1;
      if (topic && index >= 0) {
        await writeEntries('followedTopics', entries.toSpliced(index, 1));
        remember({ entry: entries[index], index });
        offer.show(vscode.l10n.t('“{0}” is no longer followed', topic.name), 'digest.undoUnfollowTopic');
      }
    },
    'digest.undoUnfollowTopic': async () => {
      if (removed) {
        offer.withdraw('digest.undoUnfollowTopic');
        const { entry, index } = removed;
        await writeEntries('followedTopics', writtenEntries('followedTopics').toSpliced(index, 0, entry));
        remember(undefined);
      }
    },
  };
}

/** The topic of an id or a row, one that the row's text names, else one that the person chooses; undefined when there is none. */
async function topicToFollow(backend: FollowBackend, what: unknown): Promise<TopicRow | undefined> {
  if (typeof what === 'string') {
    const [topic] = await backend.followedTopics({ ids: [what] });
    if (!topic) say(vscode.l10n.t('Digest does not know this topic.'));
    return topic;
  }
  const node = toNode(what);
  if (node?.kind === 'topic') return node.topic;
  const key = issueKeyOf(node);
  if (key !== undefined) {
    const anchor = anchorOf(node);
    const named = await backend.topicsIn({ key, ...(anchor === undefined ? {} : { anchor }) });
    return pickNamed(named);
  }
  const value = selectedText();
  const placeholder = vscode.l10n.t('Follow which topic? Type the name of a product, a model, a library, a company …');
  return toTopic(backend, await pickTopic(backend, { placeholder, offersOwn: true, ...(value === undefined ? {} : { value }) }));
}

/** A topic that was chosen, made if it is to be one of the person's own. */
async function toTopic(backend: FollowBackend, picked: PickedTopic | undefined): Promise<TopicRow | undefined> {
  if (!picked || 'topic' in picked) return picked?.topic;
  const { name } = picked;
  await writeEntries('topics', [...writtenEntries('topics'), name]);
  await backend.setOwnTopics({ topics: readSettings().ownTopics });
  const found = await backend.findTopics({ text: name, limit: 10 });
  return found.find((topic) => topic.kind === 'own' && topic.name === name);
}

/** One of the topics that a text names. */
async function pickNamed(named: readonly TopicRow[]): Promise<TopicRow | undefined> {
  if (named.length === 0) {
    say(vscode.l10n.t('No topic is named here.'));
    return undefined;
  }
  const followed = new Set(readSettings().followedTopics);
  const rows = named.map((topic) => toTopicItem(topic, followed.has(topic.id) ? vscode.l10n.t('followed') : undefined));
  const placeHolder = vscode.l10n.t('Follow which of the topics that are named here?');
  // Rows that always stand there would not be filtered.
  const items = rows.map((row) => ({ ...row, alwaysShow: false }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.choice.topic;
}

async function topicToUnfollow(backend: FollowBackend, what: unknown): Promise<Pick<TopicRow, 'id' | 'name'> | undefined> {
  const ids = readSettings().followedTopics;
  const node = toNode(what);
  if (node?.kind === 'topic') return node.topic;
  const known = new Map((await backend.followedTopics({ ids })).map((topic) => [topic.id, topic]));
  if (typeof what === 'string') return known.get(what) ?? { id: what, name: what };
  if (ids.length === 0) {
    say(vscode.l10n.t('You follow no topic.'));
    return undefined;
  }
  // One that is not known any more has nothing but its id.
  const rows = ids.map((id) => {
    const topic = known.get(id);
    return topic ? { ...toTopicItem(topic), alwaysShow: false, named: topic } : { label: withoutIcons(id), named: { id, name: id } };
  });
  const placeHolder = vscode.l10n.t('Follow which topic no longer? Its issues stay in your library.');
  return (await vscode.window.showQuickPick(rows, { placeHolder, matchOnDescription: true }))?.named;
}

async function follow({ id, name }: { readonly id: TopicId; readonly name: string }): Promise<void> {
  const { followedTopics } = readSettings();
  if (followedTopics.includes(id)) {
    say(vscode.l10n.t('You follow “{0}” already.', name));
  } else if (followedTopics.length >= mostFollowed) {
    say(vscode.l10n.t('Digest follows {0} topics, and you have as many. Unfollow one first.', mostFollowed));
  } else {
    await writeEntries('followedTopics', [...writtenEntries('followedTopics'), id]);
    say(vscode.l10n.t('“{0}” is followed at the top of the view of issues.', name));
  }
}

/** A menu may hand over something else: the address of a document, say. */
function toNode(what: unknown): TreeNode | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing but our tree hands over what has a kind of its own
  return typeof what === 'object' && what !== null && 'kind' in what && typeof what.kind === 'string' ? (what as TreeNode) : undefined;
}

/** What is selected in the editor, if it can be a name. */
function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection).trim() ?? '';
  return text === '' || text.length > longestSelection || text.includes('\n') ? undefined : text;
}

function say(words: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${withoutIcons(words)}`, saidFor);
}
