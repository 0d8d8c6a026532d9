// *Show Topic…*: the page of a topic in the reader.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { TopicId } from '../../../protocol/topics.js';
import type { Readers } from '../../reader/readers.js';
import type { HandlersOf } from '../../register.js';
import { pickTopic } from './topicPick.js';

export function showCommands(backend: Pick<Backend, 'findTopics'>, readers: Pick<Readers, 'showTopic'>): HandlersOf<'digest.showTopic'> {
  return {
    'digest.showTopic': async (given) => {
      const id = typeof given === 'string' ? given : (given?.topic.id ?? (await choose(backend)));
      if (id !== undefined) await readers.showTopic(id);
    },
  };
}

async function choose(backend: Pick<Backend, 'findTopics'>): Promise<TopicId | undefined> {
  const picked = await pickTopic(backend, {
    placeholder: vscode.l10n.t('Show which topic? Type the name of a product, a model, a library, a company …'),
  });
  return picked && 'topic' in picked ? picked.topic.id : undefined;
}
