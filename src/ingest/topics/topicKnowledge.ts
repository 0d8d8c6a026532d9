// What the worker knows of topics: the catalogue, the packages of workspaces, the person's own; and how issues are read for them.

import { createHash } from 'node:crypto';
import type { Issue, Link } from '../../digest/model.js';
import type { IssueReading, NamedTopic } from '../../library/topics/topicReader.js';
import type { OwnTopic, TopicRow } from '../../protocol/topics.js';
import { loadCatalogue } from '../../relevance/topics/catalogue.js';
import { TopicDirectory } from '../../relevance/topics/directory.js';
import type { Mention } from '../../relevance/topics/issueNames.js';
import { packageOf, toOwnTopic, toPackageTopic, toTagTopic } from '../../relevance/topics/packageTopic.js';
import type { Topic } from '../../relevance/topics/topic.js';

/** To be counted up when the rules by which names are found change: issues are read again then. */
const rules = 1;

/** Tags of one issue that are topics. */
const mostTags = 20;

export class TopicKnowledge {
  #catalogue: readonly Topic[] | undefined;
  #directory: TopicDirectory | undefined;
  #packages: readonly string[] = [];
  #own: readonly OwnTopic[] = [];
  #edition: string | undefined;

  /** Names the catalogue and the rules: another one has the library read again. */
  get edition(): string {
    return (this.#edition ??= createHash('sha256')
      .update(`${rules} ${JSON.stringify(this.#topics)}`)
      .digest('base64url')
      .slice(0, 16));
  }

  /** Made when it is first needed: most windows open no issue and read none. */
  get directory(): TopicDirectory {
    return (this.#directory ??= new TopicDirectory([
      ...this.#own.map((topic) => toOwnTopic(topic.name, topic.aliases)),
      ...this.#topics,
      ...this.#packageTopics(),
    ]));
  }

  /** Sets which packages issues are read for. */
  setPackages(ids: readonly string[]): void {
    const before = new Set(this.#packages);
    if (ids.length !== before.size || ids.some((id) => !before.has(id))) this.#directory = undefined;
    this.#packages = ids;
  }

  setOwn(own: readonly OwnTopic[]): void {
    this.#own = own;
    this.#directory = undefined;
  }

  get #topics(): readonly Topic[] {
    return (this.#catalogue ??= loadCatalogue());
  }

  /** A topic by its id, whichever kind it is; tags and packages are made of their ids. */
  topic(id: string): Topic | undefined {
    const known = this.directory.byId(id);
    if (known) return known;
    if (id.startsWith('tag:')) return { ...toTagTopic(id.slice(4)), id };
    const named = packageOf(id);
    return named && toPackageTopic(named.ecosystem, named.name);
  }

  /** Begins to read an issue for what it names. */
  read(issue: Issue): IssueReading {
    const links = new Map<number | undefined, readonly string[]>();
    const linksOf = (section: number | undefined): readonly string[] => {
      let known = links.get(section);
      if (!known) links.set(section, (known = addressesOf(section === undefined ? issue.links : (issue.sections[section]?.links ?? []))));
      return known;
    };
    const names = this.directory.read({ links: linksOf, isOneText: issue.kind === 'article' });
    return {
      add: (part) => names.add(part),
      finish: () => {
        const named = names.finish().map(toNamed);
        return [...named, ...this.#tagsOf(issue, new Set(named.map(({ topic }) => topic)))];
      },
    };
  }

  /**
   * Topics that only a tag names, for the issue as a whole. A tag of a digest that names no other topic is one itself; feeds have
   * categories by the dozen, which nobody chose for a reader.
   */
  #tagsOf({ tags, title, kind }: Issue, known: ReadonlySet<string>): readonly NamedTopic[] {
    return tags.slice(0, mostTags).flatMap((tag) => {
      const topic = this.directory.byName(tag) ?? (kind === 'digest' ? toTagTopic(tag) : undefined);
      return topic && !known.has(topic.id) ? [{ topic: topic.id, sentence: title, hasFigures: false }] : [];
    });
  }

  #packageTopics(): readonly Topic[] {
    return this.#packages.flatMap((id) => {
      const named = packageOf(id);
      return named ? [toPackageTopic(named.ecosystem, named.name)] : [];
    });
  }
}

export function toTopicRow({ id, name, kind, what }: Topic): TopicRow {
  return { id, name, kind, ...(what === undefined ? {} : { what }) };
}

function addressesOf(links: readonly Link[]): readonly string[] {
  return links.flatMap(({ url }) => (url === undefined ? [] : [url]));
}

function toNamed({ topic, section, version, sentence, hasFigures }: Mention): NamedTopic {
  return {
    topic: topic.id,
    ...(section === undefined ? {} : { section }),
    ...(version === undefined ? {} : { version }),
    sentence,
    hasFigures,
  };
}
