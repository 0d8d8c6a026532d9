// What is known of the things that code uses, in the host's memory: of all that the workspace uses, and of what else the documents
// on show name. Asked again after changes, and only while a document is on show that could need it.

import type { Backend, BackendEvent } from '../../protocol/backend.js';
import type { TopicMention, TopicRow, WorkspaceReason, WorkspaceTopic } from '../../protocol/topics.js';
import type { PackageUse } from '../../relevance/stack/stackModel.js';
import type { Log } from '../log.js';

/** What a hover says of one thing. */
export interface KnownTopic {
  readonly topic: TopicRow;
  /** How the workspace uses it; absent for what stands only in a document that is open. */
  readonly entry?: WorkspaceReason['entry'];
  readonly behind?: WorkspaceReason['behind'];
  /** The newest first. */
  readonly mentions: readonly TopicMention[];
  /** Sections that name it, in all. */
  readonly total: number;
}

type Named = Pick<PackageUse, 'ecosystem' | 'name'>;

type TopicBackend = Pick<Backend, 'workspaceTopics' | 'topicsOfUses' | 'topicNews'>;

export interface TopicMemoryParts {
  readonly backend: TopicBackend;
  /** What the documents on show use. */
  readonly shown: () => readonly PackageUse[];
  readonly log: Log;
  /** Milliseconds in which changes gather. */
  readonly settleTime?: number;
}

/** Sources bring issues in bursts, and nobody looks at a hover for the news of this second. */
const usualSettleTime = 2_000;

const mostMentions = 3;

/** Names that are asked for one by one, for one look at the documents. */
const mostOthers = 100;

export class TopicMemory {
  readonly #parts: TopicMemoryParts;
  /** Of the workspace; undefined before it was asked for. */
  #used: ReadonlyMap<string, WorkspaceTopic> | undefined;
  /** Of names that the workspace's topics do not have; undefined: nothing is known. */
  #others = new Map<string, KnownTopic | undefined>();
  #isStale = true;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: TopicMemoryParts) {
    this.#parts = parts;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** What is known now; nothing is asked for. */
  of({ ecosystem, name }: Named): KnownTopic | undefined {
    for (const one of namesOf(ecosystem, name)) {
      const key = `${ecosystem}:${one}`;
      const known = this.#used?.get(key) ?? this.#others.get(key);
      if (known) return known;
    }
    return undefined;
  }

  onBackendEvent(event: BackendEvent): void {
    // What is read and starred is no business of a hover.
    if (event.event !== 'topicsChanged' && !(event.event === 'changed' && event.scope === 'issues')) return;
    this.#isStale = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#parts.shown().length > 0) this.look();
    }, this.#parts.settleTime ?? usualSettleTime);
  }

  /** Makes sure that what the documents on show use is known, as soon as may be. */
  look(): void {
    this.#work = this.#work.then(async () => {
      try {
        await this.#ask();
      } catch (error) {
        this.#parts.log.debug('hovers', `What is known of the code could not be asked for: ${String(error)}`);
      }
    });
  }

  /** Done when everything that `look` began is. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #ask(): Promise<void> {
    const { backend, shown } = this.#parts;
    if (shown().length === 0) return;
    if (this.#isStale) {
      this.#isStale = false;
      try {
        const topics = await backend.workspaceTopics();
        this.#used = new Map(topics.map((one) => [`${one.entry.ecosystem}:${one.entry.name}`, one]));
        this.#others = new Map();
      } catch (error) {
        this.#isStale = true;
        throw error;
      }
    }
    await this.#askForOthers();
  }

  /** A dependency that was typed just now, or a file from elsewhere. */
  async #askForOthers(): Promise<void> {
    const { backend, shown } = this.#parts;
    const others = new Map<string, Named>();
    for (const { ecosystem, name } of shown()) {
      for (const one of namesOf(ecosystem, name)) {
        const key = `${ecosystem}:${one}`;
        if (!this.#used?.has(key) && !this.#others.has(key)) others.set(key, { ecosystem, name: one });
      }
    }
    const asked = [...others].slice(0, mostOthers);
    if (asked.length === 0) return;
    const into = this.#others;
    const topics = await backend.topicsOfUses({ uses: asked.map(([, use]) => use) });
    for (const [index, [key]] of asked.entries()) {
      const topic = topics[index];
      const found = topic && (await backend.topicNews({ id: topic.id, offset: 0, limit: mostMentions }));
      into.set(key, topic && found && found.total > 0 ? { topic, mentions: found.news, total: found.total } : undefined);
    }
  }
}

/** A Go import names a package of a module, and which part of it is the module no import says: the longest is tried first. */
function namesOf(ecosystem: PackageUse['ecosystem'], name: string): readonly string[] {
  if (ecosystem !== 'go') return [name];
  const parts = name.split('/');
  const shortest = Math.min(2, parts.length);
  return parts.slice(shortest - 1).map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
