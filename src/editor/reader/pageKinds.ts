// Which messages the page of a topic may send, and which the page of an issue: what belongs to the other kind is dropped, whoever
// says it. So nobody stars, notes or reads a topic. No `vscode` import.

import type { FromReader } from '../../protocol/reader.js';

const ofTopics: ReadonlySet<FromReader['type']> = new Set(['openMention', 'openTopic', 'toggleFollow', 'showMore']);

const ofBoth: ReadonlySet<FromReader['type']> = new Set(['shown', 'openLink', 'scrolled', 'atEnd', 'nowhere', 'go', 'unmarked']);

export function isOfKind(type: FromReader['type'], isTopic: boolean): boolean {
  return ofBoth.has(type) || ofTopics.has(type) === isTopic;
}
