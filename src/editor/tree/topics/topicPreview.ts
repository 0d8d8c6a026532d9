// What hovering a row of topics shows: why a section stands there, the sentence that names the topic, and the beginning of its text.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import { formatDay } from '../../days.js';
import { kindWords } from '../../topics/kindWords.js';
import { behindWords, longReasonWords } from '../../topics/reasonWords.js';
import { newsDays } from '../../topics/unreadNews.js';
import { previewWords } from '../../words.js';
import { asWritten } from '../../asWritten.js';
import type { NewsNode, TopicTreeNode } from '../nodes.js';
import type { TopicFacts } from './topicItem.js';

/** Reasons that a hover names. */
const mostReasons = 5;

export async function topicPreview(
  backend: Pick<Backend, 'preview'>,
  node: TopicTreeNode,
  facts: TopicFacts,
): Promise<vscode.MarkdownString | undefined> {
  switch (node.kind) {
    case 'workspace':
      return new vscode.MarkdownString(
        asWritten(
          vscode.l10n.t(
            'Sections of the last {0} days that name what this workspace uses: the most direct, the newest and the unread first.',
            newsDays,
          ),
        ),
      );
    case 'followed':
      return new vscode.MarkdownString(asWritten(vscode.l10n.t('What you follow, with the sections that name it.')));
    case 'topic': {
      const { name, kind, what } = node.topic;
      const total = facts.countsOf(node)?.total ?? 0;
      const sections = total === 1 ? vscode.l10n.t('1 section') : vscode.l10n.t('{0} sections', total);
      const head = `**${asWritten(name)}** · ${asWritten(kindWords(kind))} · ${asWritten(sections)}`;
      return new vscode.MarkdownString(what === undefined ? head : `${head}\n\n${asWritten(what)}`);
    }
    case 'news':
      return newsPreview(backend, node, facts);
  }
}

async function newsPreview(
  backend: Pick<Backend, 'preview'>,
  node: NewsNode,
  known: TopicFacts,
): Promise<vscode.MarkdownString | undefined> {
  const { key, anchor } = node;
  const text = await backend.preview({ key, words: previewWords(), ...(anchor === undefined ? {} : { anchor }) });
  const facts = known.factsOf(node);
  if (!facts) return undefined;
  const reasons = facts.reasons?.slice(0, mostReasons).map((reason) => {
    const behind = behindWords(reason);
    return `- ${asWritten(behind === undefined ? longReasonWords(reason) : `${longReasonWords(reason)}: ${behind}`)}`;
  });
  const where = [facts.issueTitle, facts.sourceName, formatDay(facts.day)].join(' · ');
  // The beginning of the section may have it already.
  const sentence = text !== undefined && lettersOf(text).includes(lettersOf(facts.sentence)) ? undefined : `“${asWritten(facts.sentence)}”`;
  const parts = [reasons?.join('\n'), sentence, `*${asWritten(where)}*`, text === undefined ? undefined : `---\n\n${text}`];
  return new vscode.MarkdownString(parts.filter((part) => part !== undefined).join('\n\n'));
}

/** What is left of a text without markup, escapes and punctuation. */
function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
