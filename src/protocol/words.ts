// The words that the worker puts into hovers and pages: the host knows the person's language and sends them with the call.

import type { TopicKind } from '../relevance/topics/topic.js';

/** Words of a hover, in the person's language. `{0}` is replaced. */
export interface PreviewWords {
  readonly minutes: string;
  readonly sections: string;
  readonly takeaways: string;
  readonly links: string;
  readonly noAddress: string;
  /** Names the section that a takeaway or a link stands in. */
  readonly inSection: string;
  readonly untitled: string;
  /** `{0}` is what the person noted. */
  readonly note: string;
  readonly locale: string;
}

/** Words of the page, in the person's language. `{0}` is replaced. */
export interface PageWords {
  readonly minutes: string;
  readonly tldr: string;
  readonly contents: string;
  readonly takeaways: string;
  readonly links: string;
  /** Heading of what other issues have in common with this one. */
  readonly mentions: string;
  /** Stands there for the issue's own page on the web. */
  readonly ownPage: string;
  /** `{0}` is how many further issues there are. */
  readonly moreMentions: string;
  readonly copy: string;
  readonly copyAll: string;
  readonly copyTakeaway: string;
  readonly copyCode: string;
  /** What a copy button says for a moment after copying. */
  readonly copied: string;
  /** Name of the star button; whether it is pressed says the rest. */
  readonly star: string;
  /** Name of the field of the note. */
  readonly note: string;
  readonly addNote: string;
  /** Stands in the empty field. */
  readonly noteHint: string;
  /** `{0}` is the number of characters that the note may still have. */
  readonly noteLeft: string;
  readonly noAddress: string;
  readonly copyLabel: string;
  /** Link to the issue's own page on the web. */
  readonly source: string;
  readonly noDate: string;
  readonly missing: string;
  /** `{0}` is a date. */
  readonly updated: string;
  /** In place of `excerpt` where the feed gives no text at all. */
  readonly titleOnly: string;
  readonly readFullArticle: string;
  /** The feed gave only a beginning. */
  readonly excerpt: string;
  /** The text was taken from the article's page. */
  readonly extracted: string;
  /** Where only the essentials are wanted and an issue has none. */
  readonly noEssentials: string;
  /** `{0}` is how many there are: two at least. */
  readonly images: string;
  readonly showAllImages: string;
  readonly showImage: string;
  /** In place of `showImage` while it comes. */
  readonly loadingImage: string;
  /** What a card is about: a film, a sound, or a frame of another page. */
  readonly video: string;
  readonly audio: string;
  readonly embedded: string;
  /** BCP 47 tag for dates. */
  readonly locale: string;
}

/** Words of the page of a topic, in the person's language. `{0}` and `{1}` are replaced. */
export interface TopicWords {
  readonly kinds: Readonly<Record<TopicKind, string>>;
  readonly follow: string;
  readonly unfollow: string;
  readonly contents: string;
  /** `{0}` is how many sections name it, `{1}` how many of them are unread. */
  readonly counts: string;
  readonly nothing: string;
  /** `{0}` is what is used with its version, `{1}` the file that says so. */
  readonly usedIn: string;
  /** Behind a file, for the others that say so too; `{0}` is how many. */
  readonly moreFiles: string;
  readonly workspace: string;
  /** `{0}` is how many releases, and how many of them say that they break something; one has words of its own. */
  readonly behindOne: string;
  readonly behind: string;
  readonly breakingOne: string;
  readonly breaking: string;
  readonly versions: string;
  /** Leads from a version to all of the topic, which `{0}` names. */
  readonly allVersions: string;
  readonly figures: string;
  readonly related: string;
  readonly mentions: string;
  readonly unread: string;
  readonly more: string;
  /** BCP 47 tag for dates. */
  readonly locale: string;
}
