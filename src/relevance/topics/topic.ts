// What a topic is: something that issues name and that a person may follow. Data only.

import type { Ecosystem } from '../stack/stackModel.js';

const topicKinds = [
  'product',
  'model',
  'library',
  'language',
  'company',
  'person',
  'paper',
  'benchmark',
  'standard',
  /** A package of a workspace that the catalogue does not have. */
  'package',
  /** A tag of an issue that names no other topic. */
  'tag',
  /** The person's own (the setting *topics*). */
  'own',
] as const;

export type TopicKind = (typeof topicKinds)[number];

/** What must be beside a spelling that also means something else, for it to count. */
export interface Guard {
  /** The spelling: the topic's name or one of its aliases. */
  readonly text: string;
  /** It counts only with these capital letters. */
  readonly case?: boolean;
  /** It is an ordinary word otherwise: within a sentence, where such a word has no capital letter, the capital is evidence. */
  readonly word?: boolean;
  /** Words or phrases, one of which must stand in the same sentence, in one beside it, or in the heading. Absent: its case is enough. */
  readonly near?: readonly string[];
  /** Phrases that contain it and mean something else. */
  readonly not?: readonly string[];
}

/** An entry of the catalogue, or a topic made like one. */
export interface Topic {
  /** A slug, unique; `npm:…`, `tag:…` and `own:…` for topics that are not the catalogue's. */
  readonly id: string;
  /** As it is written properly. */
  readonly name: string;
  readonly kind: TopicKind;
  /** One sentence that says what it is; absent for what is only known by its name. */
  readonly what?: string;
  /** Other spellings, whole. Case does not count but in those of up to three letters. */
  readonly aliases?: readonly string[];
  /** A version may follow the name; mentions of different versions are told apart. */
  readonly versions?: boolean;
  readonly ambiguous?: readonly Guard[];
  /** Its names in the ecosystems, as these compare them. */
  readonly packages?: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  /** Beginnings of the model ids by which code calls it. */
  readonly models?: readonly string[];
  /** `owner/name` on GitHub. */
  readonly repository?: string;
  readonly site?: string;
  /** Id of the company or person it comes from. */
  readonly by?: string;
  /** Ids of topics that are close to it. */
  readonly related?: readonly string[];
}
