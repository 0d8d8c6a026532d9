// The frame that every part of the page shares: its anchor, and the marks by which the page's script finds it.

import { escapeHtml } from './escapeHtml.js';

/** Attribute of text whose language is not known, so that no voice of the person's language is forced on it. */
export const anyLanguage = ' lang=""';

/**
 * Attribute of an element that runs in the direction of its own text. A part takes its direction from the first text in it that
 * does not carry this attribute itself: so words of ours carry it wherever the author's text is to decide.
 */
export const ownDirection = ' dir="auto"';

/** Text of the issue that stands among words of ours. */
export const someText = anyLanguage + ownDirection;

/** The id under which `anchor` stands in the page. */
export function idOf(anchor: string): string {
  return `at-${escapeHtml(anchor)}`;
}

/** A part of the page that one can be in and that the contents list. `name` is its class, `direction` an attribute. */
export function renderPart(anchor: string, name: string, heading: string, content: string, direction = ownDirection): string {
  return `<section id="${idOf(anchor)}" class="${name}" data-part${direction}>${heading}${content}</section>`;
}

/** An icon of the style sheet; it says nothing by itself. */
export function renderIcon(name: 'copy' | 'star' | 'open'): string {
  return `<span class="icon icon-${name}" aria-hidden="true"></span>`;
}

/** `text` with its placeholders (`{0}`, `{1}`) filled. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replaceAll(/\{(\d)\}/g, (placeholder, number: string) => String(values[Number(number)] ?? placeholder));
}

/** Whether two titles read the same. */
export function sameWords(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
