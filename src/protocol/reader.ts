// The messages between the extension host and the reader page, and the run-time checks at both ends.
// What a message does is decided by who receives it.

import { longestNote } from '../digest/longestNote.js';
import type { SoughtText } from '../query/findMatches.js';
import type { IssueKey, Place } from './backend.js';
import { asText, type Fields, isCount, isFields, oneOf } from './checks.js';
import { commonLimits, parsePages, type ShownPage } from './commonPages.js';
import { type ImageContent, imageLimits, imageTypes } from './images.js';
import { type FromTopicPage, parseFromTopicPage } from './topicMessages.js';

/** How the person wants pages to look. */
export interface Look {
  /** Names of fonts as CSS has them; empty for the editor's own. */
  readonly fontFamily: string;
  /** CSS pixels; absent to follow the editor. */
  readonly fontSize?: number;
  /** Characters of a line of text. */
  readonly lineWidth: number;
  /** Only the TLDR, the takeaways and the links of issues. */
  readonly isEssential: boolean;
}

/**
 * Host → page. Always a whole snapshot, never a change to what the page has. `key` names what is on the page, here and below: an
 * issue, or a topic (`topicMessages.ts`), which is neither starred nor noted nor read.
 */
export type ToReader =
  | {
      readonly type: 'show';
      readonly key: IssueKey;
      readonly title: string;
      readonly html: string;
      readonly place?: Place;
      /** Somebody asked for the place: it is shown also where only the essentials are. */
      readonly isAsked?: boolean;
      readonly isStarred: boolean;
      /** What the person noted about it; shown as text. */
      readonly note?: string;
      /** What a search looked for: it is marked in the text. */
      readonly sought?: readonly SoughtText[];
    }
  /** Not about an issue: it holds for the page. */
  | { readonly type: 'look'; readonly look: Look }
  /** Marks what another search looked for; nothing when it is empty. */
  | { readonly type: 'mark'; readonly key: IssueKey; readonly sought: readonly SoughtText[] }
  | { readonly type: 'scrollTo'; readonly key: IssueKey; readonly anchor: string }
  | { readonly type: 'state'; readonly key: IssueKey; readonly isStarred: boolean; readonly note?: string }
  /** The person wants to write the note. */
  | { readonly type: 'editNote'; readonly key: IssueKey }
  /** What other issues have in common with this one. */
  | { readonly type: 'mentions'; readonly key: IssueKey; readonly pages: readonly ShownPage[] }
  /** To be seen for a moment is to be read. Without it only scrolling is. */
  | { readonly type: 'attend'; readonly key: IssueKey }
  | { readonly type: 'copied'; readonly key: IssueKey; readonly anchor: string }
  /** The image that the page asked for; `broken` is said in its place when the browser cannot draw it. */
  | { readonly type: 'image'; readonly key: IssueKey; readonly anchor: string; readonly image: ImageContent; readonly broken: string }
  /** There is none: why, in few words, and the name of the button that asks again where that may help. */
  | { readonly type: 'noImage'; readonly key: IssueKey; readonly anchor: string; readonly says: string; readonly again?: string }
  /** Tells screen readers what a key has done; others see it, or read it in the status bar. */
  | { readonly type: 'announce'; readonly key: IssueKey; readonly text: string }
  /** Goes to the section (or other part) after the one in view, or before it. */
  | { readonly type: 'step'; readonly key: IssueKey; readonly to: 'next' | 'previous' }
  | { readonly type: 'enterContents'; readonly key: IssueKey };

/** Where in the page the keyboard is; `none` when it is elsewhere, `control` when Enter or the space bar mean something. */
export type FocusPlace = (typeof focusPlaces)[number];

const focusPlaces = ['page', 'control', 'field', 'none'] as const;

/** Page → host. */
export type FromReader =
  | { readonly type: 'ready' }
  | { readonly type: 'focus'; readonly where: FocusPlace }
  /** The first screen of `key` has been painted. */
  | { readonly type: 'shown'; readonly key: IssueKey }
  | { readonly type: 'openLink'; readonly key: IssueKey; readonly url: string }
  /** `anchor` is `takeaway-<n>`, a section with takeaways, or `key-takeaways` for all of the issue. */
  | { readonly type: 'copyTakeaways'; readonly key: IssueKey; readonly anchor: string }
  /** Copies the code of the block at `anchor` (`code:<n>`); the page never says which text that is. */
  | { readonly type: 'copyCode'; readonly key: IssueKey; readonly anchor: string }
  /** Copies the label of the link at `anchor` (`link-<n>`), which has no address. */
  | { readonly type: 'copyLabel'; readonly key: IssueKey; readonly anchor: string }
  /** `byHost` tells the end of a jump that a `scrollTo` asked for; anything else was the person. */
  | { readonly type: 'scrolled'; readonly key: IssueKey; readonly place: Place; readonly byHost: boolean }
  /** The person has been reading for a moment, or has scrolled. */
  | { readonly type: 'wasRead'; readonly key: IssueKey }
  | { readonly type: 'toggleStar'; readonly key: IssueKey }
  /** Sent with every change of the note, so that nothing typed is only on the page. */
  | { readonly type: 'noteTyped'; readonly key: IssueKey; readonly text: string }
  /** The person has left the field of the note. */
  | { readonly type: 'noteLeft'; readonly key: IssueKey }
  /** The page has been scrolled to its end, or is there no longer. */
  | { readonly type: 'atEnd'; readonly key: IssueKey; readonly isAtEnd: boolean }
  /** There is no such section, or there are no contents. */
  | { readonly type: 'nowhere'; readonly key: IssueKey; readonly to: 'next' | 'previous' | 'contents' }
  /** The person goes through what was read. */
  | { readonly type: 'go'; readonly key: IssueKey; readonly to: 'back' | 'forward' }
  /** The person has taken the marks of a search away. */
  | { readonly type: 'unmarked'; readonly key: IssueKey }
  /** The page needs the image at `anchor` (`image:<n>`): the person asked for it, or wants all of them. */
  | { readonly type: 'loadImage'; readonly key: IssueKey; readonly anchor: string }
  /** The person wants the whole of an excerpt. */
  | { readonly type: 'readFullArticle'; readonly key: IssueKey }
  /** Shows another issue, one of those that the page at `page` (from 0) of `mentions` is in. */
  | { readonly type: 'showMention'; readonly key: IssueKey; readonly page: number; readonly issue: IssueKey }
  | { readonly type: 'failed'; readonly message: string }
  | FromTopicPage;

/** Bounds of what a message may carry, in UTF-16 code units. Far above anything real, far below what could hurt. */
export const messageLimits = {
  key: 2_000,
  anchor: 2_000,
  url: 32_000,
  title: 20_000,
  html: 64_000_000,
  note: longestNote,
  /** Texts of a search, words of one text, and characters of a word: a query is one text of a thousand characters at most. */
  sought: 64,
  soughtWords: 1_000,
  word: 200,
  failure: 4_000,
  fontFamily: 500,
  /** A sentence or the name of a button. */
  says: 400,
  /** CSS pixels. */
  offset: 100_000_000,
  pieces: 100_000,
} as const;

/** A place as it comes from outside; undefined when anything about it is off. Pixels come out whole. */
export function parsePlace(value: unknown): Place | undefined {
  if (!isFields(value)) return undefined;
  const anchor = asText(value['anchor'], messageLimits.anchor, 0);
  const offset = value['offset'];
  if (anchor === undefined || typeof offset !== 'number' || !(Math.abs(offset) <= messageLimits.offset)) return undefined;
  const place = { anchor, offset: Math.round(offset) || 0 };
  const piece = value['piece'];
  if (piece === undefined) return place;
  return typeof piece === 'number' && Number.isInteger(piece) && piece >= 1 && piece <= messageLimits.pieces
    ? { ...place, piece }
    : undefined;
}

/** The least and the most that a look may have of each. */
export const lookBounds = { fontSize: [8, 40], lineWidth: [45, 100] } as const;

function isWithin(value: unknown, [least, most]: readonly [number, number]): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** A look as it comes from outside; undefined when anything about it is off. */
function parseLook(value: unknown): Look | undefined {
  if (!isFields(value)) return undefined;
  const { fontSize, lineWidth, isEssential } = value;
  const fontFamily = asText(value['fontFamily'], messageLimits.fontFamily, 0);
  if (fontFamily === undefined || typeof isEssential !== 'boolean' || !isWithin(lineWidth, lookBounds.lineWidth)) return undefined;
  if (fontSize === undefined) return { fontFamily, lineWidth, isEssential };
  return isWithin(fontSize, lookBounds.fontSize) ? { fontFamily, fontSize, lineWidth, isEssential } : undefined;
}

/** An address that may leave the page: absolute, http, https or mailto. */
function parseAddress(value: unknown): string | undefined {
  const url = asText(value, messageLimits.url);
  return url !== undefined && /^(?:https?:\/\/|mailto:)/i.test(url) && URL.canParse(url) ? url : undefined;
}

function parseShow(fields: Fields, key: IssueKey): ToReader | undefined {
  const title = asText(fields['title'], messageLimits.title, 0);
  const html = asText(fields['html'], messageLimits.html, 0);
  const isStarred = fields['isStarred'];
  const note = parseNote(fields['note']);
  const sought = fields['sought'] === undefined ? [] : parseSought(fields['sought']);
  if (title === undefined || html === undefined || typeof isStarred !== 'boolean' || !note || !sought) return undefined;
  const { isAsked } = fields;
  if (isAsked !== undefined && isAsked !== true) return undefined;
  const asked = isAsked === true ? { isAsked } : {};
  const show = { type: 'show', key, title, html, isStarred, ...note, ...asked, ...(sought.length > 0 ? { sought } : {}) } as const;
  if (fields['place'] === undefined) return show;
  const place = parsePlace(fields['place']);
  return place && { ...show, place };
}

/** What a search looked for; undefined when anything about it is off. */
function parseSought(value: unknown): readonly SoughtText[] | undefined {
  if (!Array.isArray(value) || value.length > messageLimits.sought) return undefined;
  const texts = value.map(parseSoughtText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function parseSoughtText(value: unknown): SoughtText | undefined {
  if (!isFields(value)) return undefined;
  const { words, prefix, joined } = value;
  if (!Array.isArray(words) || words.length === 0 || words.length > messageLimits.soughtWords) return undefined;
  const checked = words.map((word) => asText(word, messageLimits.word));
  if (!checked.every((word) => word !== undefined) || (prefix !== 'none' && prefix !== 'asked' && prefix !== 'typing')) return undefined;
  if (joined === undefined) return { words: checked, prefix };
  const name = asText(joined, messageLimits.word);
  return name === undefined ? undefined : { words: checked, prefix, joined: name };
}

/** An image within the bounds; undefined when anything about it is off. */
function parseImage(value: unknown): ImageContent | undefined {
  if (!isFields(value)) return undefined;
  const { bytes, width, height } = value;
  const type = imageTypes.find((each) => each === value['type']);
  const isWithin = bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= imageLimits.bytes;
  return type !== undefined && isWithin && isSide(width) && isSide(height) ? { type, bytes, width, height } : undefined;
}

/** Whether a number can be the width or height of an image. */
export function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= imageLimits.side;
}

function parseImageMessage(fields: Fields, key: IssueKey): ToReader | undefined {
  const anchor = asText(fields['anchor'], messageLimits.anchor);
  const image = parseImage(fields['image']);
  const broken = asText(fields['broken'], messageLimits.says);
  return anchor === undefined || !image || broken === undefined ? undefined : { type: 'image', key, anchor, image, broken };
}

function parseNoImage(fields: Fields, key: IssueKey): ToReader | undefined {
  const anchor = asText(fields['anchor'], messageLimits.anchor);
  const says = asText(fields['says'], messageLimits.says);
  if (anchor === undefined || says === undefined) return undefined;
  if (fields['again'] === undefined) return { type: 'noImage', key, anchor, says };
  const again = asText(fields['again'], messageLimits.says);
  return again === undefined ? undefined : { type: 'noImage', key, anchor, says, again };
}

/** The field of a note that may be absent; undefined when it is there and none. */
function parseNote(value: unknown): { readonly note?: string } | undefined {
  if (value === undefined) return {};
  const note = asText(value, messageLimits.note);
  return note === undefined ? undefined : { note };
}

/** A message to the page, field by field; undefined when it is none. Fields that no message has are left out. */
export function parseToReader(value: unknown): ToReader | undefined {
  if (!isFields(value)) return undefined;
  if (value['type'] === 'look') {
    const look = parseLook(value['look']);
    return look && { type: 'look', look };
  }
  const key = asText(value['key'], messageLimits.key);
  if (key === undefined) return undefined;
  switch (value['type']) {
    case 'show':
      return parseShow(value, key);
    case 'mark': {
      const sought = parseSought(value['sought']);
      return sought && { type: 'mark', key, sought };
    }
    case 'scrollTo': {
      const anchor = asText(value['anchor'], messageLimits.anchor, 0);
      return anchor === undefined ? undefined : { type: 'scrollTo', key, anchor };
    }
    case 'state': {
      const isStarred = value['isStarred'];
      const note = parseNote(value['note']);
      return typeof isStarred === 'boolean' && note ? { type: 'state', key, isStarred, ...note } : undefined;
    }
    case 'mentions': {
      const pages = parsePages(value['pages']);
      return pages && { type: 'mentions', key, pages };
    }
    case 'editNote':
    case 'attend':
    case 'enterContents':
      return { type: value['type'], key };
    case 'step': {
      const to = oneOf(['next', 'previous'] as const, value['to']);
      return to && { type: 'step', key, to };
    }
    case 'copied': {
      const anchor = asText(value['anchor'], messageLimits.anchor);
      return anchor === undefined ? undefined : { type: 'copied', key, anchor };
    }
    case 'announce': {
      const text = asText(value['text'], messageLimits.says);
      return text === undefined ? undefined : { type: 'announce', key, text };
    }
    case 'image':
      return parseImageMessage(value, key);
    case 'noImage':
      return parseNoImage(value, key);
    default:
      return undefined;
  }
}

/** Messages of the page that are about an issue. */
function parseAboutIssue(fields: Fields, key: IssueKey): FromReader | undefined {
  const type = fields['type'];
  switch (type) {
    case 'shown':
    case 'wasRead':
    case 'toggleStar':
    case 'readFullArticle':
    case 'noteLeft':
    case 'unmarked':
      return { type, key };
    case 'atEnd': {
      const isAtEnd = fields['isAtEnd'];
      return typeof isAtEnd === 'boolean' ? { type, key, isAtEnd } : undefined;
    }
    case 'nowhere': {
      const to = oneOf(['next', 'previous', 'contents'] as const, fields['to']);
      return to && { type, key, to };
    }
    case 'go': {
      const to = oneOf(['back', 'forward'] as const, fields['to']);
      return to && { type, key, to };
    }
    case 'noteTyped': {
      const text = asText(fields['text'], messageLimits.note, 0);
      return text === undefined ? undefined : { type, key, text };
    }
    case 'openLink': {
      const url = parseAddress(fields['url']);
      return url === undefined ? undefined : { type, key, url };
    }
    case 'copyTakeaways':
    case 'copyCode':
    case 'copyLabel':
    case 'loadImage': {
      const anchor = asText(fields['anchor'], messageLimits.anchor);
      return anchor === undefined ? undefined : { type, key, anchor };
    }
    case 'showMention': {
      const { page } = fields;
      const issue = asText(fields['issue'], messageLimits.key);
      return issue === undefined || !isCount(page) || page >= commonLimits.pages ? undefined : { type, key, page, issue };
    }
    case 'scrolled': {
      const place = parsePlace(fields['place']);
      const byHost = fields['byHost'];
      return place && typeof byHost === 'boolean' ? { type, key, place, byHost } : undefined;
    }
    default:
      return parseFromTopicPage(fields, key);
  }
}

/** A message from the page, field by field; undefined when it is none. Links of other schemes do not get through. */
export function parseFromReader(value: unknown): FromReader | undefined {
  if (!isFields(value)) return undefined;
  if (value['type'] === 'ready') return { type: 'ready' };
  if (value['type'] === 'focus') {
    const where = oneOf(focusPlaces, value['where']);
    return where && { type: 'focus', where };
  }
  if (value['type'] === 'failed') {
    const message = asText(value['message'], messageLimits.failure);
    return message === undefined ? undefined : { type: 'failed', message };
  }
  const key = asText(value['key'], messageLimits.key);
  return key === undefined ? undefined : parseAboutIssue(value, key);
}
