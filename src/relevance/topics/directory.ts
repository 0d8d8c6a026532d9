// All topics that are known at a moment, found by id, by package, by model id and by what somebody types.

import { fold } from '../../query/fold.js';
import { textWords, wordsOf } from '../../query/words.js';
import { comparedName } from '../stack/packageUse.js';
import { ecosystems, type Ecosystem } from '../stack/stackModel.js';
import { type IssueContext, IssueNames } from './issueNames.js';
import { toModelName, versionOf } from './modelId.js';
import { NameIndex } from './nameIndex.js';
import { toPackageTopic } from './packageTopic.js';
import type { Topic } from './topic.js';

/** A topic, and the version of it that was meant where one was. */
export interface TopicAndVersion {
  readonly topic: Topic;
  readonly version?: string;
}

const nothingBeside: IssueContext = { links: () => [], isOneText: true };

export class TopicDirectory {
  readonly topics: readonly Topic[];
  readonly #byId: ReadonlyMap<string, Topic>;
  readonly #byPackage: ReadonlyMap<string, Topic>;
  readonly #byName: ReadonlyMap<string, Topic>;
  readonly #index: NameIndex;

  constructor(topics: readonly Topic[]) {
    this.topics = topics;
    this.#byId = new Map(topics.map((topic) => [topic.id, topic]));
    this.#byPackage = new Map(topics.flatMap((topic) => packagesOf(topic).map((name) => [name, topic] as const)).reverse());
    // Of two topics with one name the first counts; a name counts before an alias.
    const named = topics.flatMap((topic) => [topic.name, topic.id].map((name) => [withoutSigns(name), topic] as const));
    const aliased = topics.flatMap((topic) => (topic.aliases ?? []).map((name) => [withoutSigns(name), topic] as const));
    this.#byName = new Map([...named, ...aliased].reverse());
    this.#index = new NameIndex(topics);
  }

  byId(id: string): Topic | undefined {
    return this.#byId.get(id);
  }

  /** The topic that has exactly this name, whatever its case and the signs between its words. */
  byName(name: string): Topic | undefined {
    return this.#byName.get(withoutSigns(name));
  }

  /** The topic of a package; for an image, of any of its variants; for a Go package, of the module that it is in. */
  byPackage(ecosystem: Ecosystem, name: string): Topic | undefined {
    const exact = this.#byPackage.get(packageKey(ecosystem, name));
    if (exact || (ecosystem !== 'go' && ecosystem !== 'action')) return exact;
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    return parent.includes('/') ? this.byPackage(ecosystem, parent) : undefined;
  }

  /** The model family, and the version, that a model id of code means. */
  byModelId(id: string): TopicAndVersion | undefined {
    const name = toModelName(id);
    const family = (count: number): Topic | undefined =>
      this.#index
        .spellingsOf(wordsOf(name.words.slice(0, count).join(' ')).map(({ text }) => text))
        .find(({ topic }) => topic.kind === 'model')?.topic;
    let count = name.words.length;
    while (count > 1 && !family(count)) count--;
    // `gemini-2.5-pro`: a word that names no other family belongs to the version.
    while (count > 1 && family(count - 1) === family(count)) count--;
    const topic = family(count) ?? this.#byModelStart(id);
    const version = topic && versionOf(name, name.words.slice(count));
    return topic && { topic, ...(version === undefined ? {} : { version }) };
  }

  /** The longest beginning counts. */
  #byModelStart(id: string): Topic | undefined {
    const starts = this.topics.flatMap((topic) => (topic.models ?? []).map((start) => ({ topic, start: start.toLowerCase() })));
    return starts.filter(({ start }) => id.toLowerCase().startsWith(start)).sort((a, b) => b.start.length - a.start.length)[0]?.topic;
  }

  /** What something that the workspace uses is about; a package that the catalogue does not have is a topic of its own. */
  ofUse(ecosystem: Ecosystem, name: string): TopicAndVersion | undefined {
    if (ecosystem === 'model') return this.byModelId(name);
    return { topic: this.byPackage(ecosystem, name) ?? this.byId(`${ecosystem}:${name}`) ?? toPackageTopic(ecosystem, name) };
  }

  /** Topics whose name or alias begins with, then those that have, what somebody types; the exact one first. */
  find(text: string, limit: number): readonly Topic[] {
    const wanted = fold(text.trim());
    const ranked = this.topics.flatMap((topic) => {
      const rank = Math.min(...[topic.name, ...(topic.aliases ?? []), topic.id].map((name) => rankOf(fold(name), wanted)));
      return rank < noRank ? [{ topic, rank }] : [];
    });
    return ranked
      .sort((a, b) => a.rank - b.rank || a.topic.name.length - b.topic.name.length)
      .slice(0, limit)
      .map(({ topic }) => topic);
  }

  /** The topics that a text names when it is all that there is. */
  namesIn(text: string): readonly TopicAndVersion[] {
    return this.#read(text);
  }

  /** Begins to read an issue. */
  read(context: IssueContext): IssueNames {
    return new IssueNames(this.#index, context);
  }

  #read(text: string): readonly TopicAndVersion[] {
    const names = this.read(nothingBeside);
    names.add({ ...textWords(text) });
    return names.finish();
  }
}

function withoutSigns(name: string): string {
  return fold(name).replace(/[\s_.-]+/g, '');
}

const noRank = 9;

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at === -1) return noRank;
  return /[^\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 3;
}

function packagesOf({ packages = {} }: Topic): readonly string[] {
  return ecosystems.flatMap((ecosystem) => (packages[ecosystem] ?? []).map((name) => packageKey(ecosystem, name)));
}

function packageKey(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem}:${comparedName(ecosystem, name)}`;
}
