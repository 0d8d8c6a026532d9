// How well names are found: precision and recall over sections that people have labelled. Real issues where they are at hand, and
// sentences of our own, which run everywhere. Gives figures and asserts none.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseIssue } from '../../src/digest/parseIssue.js';
import { TopicKnowledge } from '../../src/ingest/topics/topicKnowledge.js';
import { indexText } from '../../src/library/search/indexText.js';
import type { NamedTopic } from '../../src/library/topics/topicReader.js';
import type { Issue } from '../../src/digest/model.js';
import { projectRoot } from '../vscode/location.js';
import { readAmbiguous } from '../fixtures/topics/readAmbiguous.js';
import { formatTable } from './statistics.js';
import { TopicNames } from './topics/topicNames.js';

interface LabelledSection {
  readonly set: string;
  readonly file: string;
  readonly section: string;
  readonly topics: readonly Label[];
}

interface Label {
  readonly name: string;
  readonly kind: string;
  readonly versions?: readonly string[];
  readonly minor?: boolean;
}

/** Real issues that may lie beside the checkout; nothing depends on them. */
const corpus = path.resolve(projectRoot, '..', 'shared', 'corpus');
const labels = path.join(projectRoot, 'test', 'bench', 'topics', 'labels.jsonl');

/** What was found against what was labelled, added up. */
interface Tally {
  sections: number;
  right: number;
  wrong: number;
  missed: number;
  missedMinor: number;
  versionsRight: number;
  versionsMissed: number;
  readonly wrongNames: string[];
  readonly missedNames: string[];
}

/** Gives the table of precision and recall. */
export function benchTopics(): Promise<string> {
  const knowledge = new TopicKnowledge();
  const parts = [reportAmbiguous(knowledge)];
  if (existsSync(corpus)) parts.push(reportLabels(knowledge));
  else parts.push('The labelled issues are not here; only the sentences of our own were read.');
  return Promise.resolve(parts.join('\n\n'));
}

/** What a reader of the library would be told of an issue. */
function namedIn(knowledge: TopicKnowledge, issue: Issue): readonly NamedTopic[] {
  const reading = knowledge.read(issue);
  indexText(issue, 'bench', (part) => reading.add(part));
  return reading.finish();
}

function reportLabels(knowledge: TopicKnowledge): string {
  const names = new TopicNames(knowledge.directory.topics);
  const tallies = new Map<string, Tally>();
  const issues = new Map<string, { readonly issue: Issue; readonly named: readonly NamedTopic[] }>();
  for (const line of readFileSync(labels, 'utf8').trim().split('\n')) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours
    const labelled = JSON.parse(line) as LabelledSection;
    let read = issues.get(labelled.file);
    if (!read) {
      const outcome = parseIssue(readFileSync(path.join(corpus, labelled.file), 'utf8'), { fileName: labelled.file });
      if (!outcome.ok) throw new Error(`${labelled.file} is no issue.`);
      issues.set(labelled.file, (read = { issue: outcome.issue, named: namedIn(knowledge, outcome.issue) }));
    }
    const index = read.issue.sections.findIndex(({ id }) => id === labelled.section);
    if (index === -1) throw new Error(`${labelled.file} has no section ${labelled.section}.`);
    const found = read.named.filter(({ section, topic }) => section === index && !topic.startsWith('tag:'));
    for (const set of [labelled.set, 'all']) {
      const tally = tallies.get(set) ?? newTally();
      tallies.set(set, tally);
      compare(tally, labelled, found, names);
    }
  }
  const rows = [...tallies].map(([set, tally]) => toRow(set, tally));
  const all = tallies.get('all') ?? newTally();
  return [
    formatTable([['Labelled sections of real issues', 'sections', 'labels', 'precision', 'recall', 'without minor', 'versions'], ...rows]),
    `Found and not labelled: ${counted(all.wrongNames)}`,
    `Labelled and not found: ${counted(all.missedNames)}`,
  ].join('\n\n');
}

function newTally(): Tally {
  return {
    sections: 0,
    right: 0,
    wrong: 0,
    missed: 0,
    missedMinor: 0,
    versionsRight: 0,
    versionsMissed: 0,
    wrongNames: [],
    missedNames: [],
  };
}

function compare(tally: Tally, { topics }: LabelledSection, named: readonly NamedTopic[], names: TopicNames): void {
  const found = Map.groupBy(named, ({ topic }) => topic);
  const labelledIds = new Set<string>();
  tally.sections++;
  for (const { name, kind, versions = [], minor = false } of topics) {
    const ids = names.idsOf(name);
    for (const id of ids) labelledIds.add(id);
    const id = ids.find((each) => found.has(each));
    if (id === undefined) {
      tally.missed++;
      tally.missedMinor += Number(minor);
      tally.missedNames.push(`${name} (${kind}${minor ? ', minor' : ''})`);
      continue;
    }
    tally.right++;
    const foundVersions = new Set(found.get(id)?.map(({ version }) => version));
    for (const version of kind === 'model' ? versions : []) {
      if (
        foundVersions.has(
          version
            .toLowerCase()
            .replace(/\s+/g, '-')
            .replace(/^v(?=\d)/, ''),
        )
      )
        tally.versionsRight++;
      else tally.versionsMissed++;
    }
  }
  for (const id of found.keys()) {
    if (labelledIds.has(id)) continue;
    tally.wrong++;
    tally.wrongNames.push(id);
  }
}

function toRow(set: string, { sections, right, wrong, missed, missedMinor, versionsRight, versionsMissed }: Tally): string[] {
  return [
    set,
    String(sections),
    String(right + missed),
    share(right, right + wrong),
    share(right, right + missed),
    share(right, right + missed - missedMinor),
    share(versionsRight, versionsRight + versionsMissed),
  ];
}

function share(part: number, all: number): string {
  return all === 0 ? '—' : (part / all).toFixed(3);
}

function counted(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => (length > 1 ? `${length} × ${name}` : name)).join('; ');
}

function reportAmbiguous(knowledge: TopicKnowledge): string {
  const sides = { is: 0, found: 0, isNot: 0, avoided: 0 };
  const failed: string[] = [];
  for (const { topic, is, isNot } of readAmbiguous()) {
    const names = (text: string): boolean => knowledge.directory.namesIn(text).some((each) => each.topic.id === topic);
    sides.is++;
    if (names(is)) sides.found++;
    else failed.push(`not found: ${topic}: ${is}`);
    if (isNot === undefined) continue;
    sides.isNot++;
    if (!names(isNot)) sides.avoided++;
    else failed.push(`wrong: ${topic}: ${isNot}`);
  }
  const wrong = sides.isNot - sides.avoided;
  return [
    formatTable([
      ['Ambiguous names in sentences of our own', 'sentences', 'precision', 'recall'],
      ['both sides', String(sides.is + sides.isNot), share(sides.found, sides.found + wrong), share(sides.found, sides.is)],
    ]),
    ...failed,
  ].join('\n');
}
