// Which topics a label may mean: those that have its name as a spelling.

import { fold } from '../../../src/query/fold.js';
import type { Topic } from '../../../src/relevance/topics/topic.js';

export class TopicNames {
  readonly #ids = new Map<string, string[]>();

  constructor(topics: readonly Topic[]) {
    for (const { id, name, aliases = [] } of topics) {
      for (const spelling of new Set([name, ...aliases].map(plain))) this.#ids.set(spelling, [...(this.#ids.get(spelling) ?? []), id]);
    }
  }

  /** Ids of the topics with this name; none where the catalogue does not have it. */
  idsOf(name: string): readonly string[] {
    return this.#ids.get(plain(name)) ?? [];
  }
}

/** Case, accents and signs aside, but for those of languages. */
function plain(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}+#]/gu, '');
}
