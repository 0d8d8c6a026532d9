// What a page of a topic offers to go to. Its markup has numbers only; what they mean stays with the host.

import type { TopicId, TopicPlace } from '../protocol/topics.js';
import { escapeHtml } from './escapeHtml.js';

export class TopicOffers {
  readonly #places: TopicPlace[] = [];
  readonly #topics: TopicId[] = [];

  get places(): readonly TopicPlace[] {
    return this.#places;
  }

  get topics(): readonly TopicId[] {
    return this.#topics;
  }

  /** A button that leads to a place of the library. `content` is markup. */
  place({ key, anchor }: TopicPlace, content: string): string {
    const number = this.#places.push({ key, ...(anchor === undefined ? {} : { anchor }) }) - 1;
    return button('openMention', number, content);
  }

  /** A button that leads to the page of a topic. `content` is markup. */
  topic(id: TopicId, content: string): string {
    return button('openTopic', this.#topics.push(id) - 1, content);
  }
}

function button(action: string, number: number, content: string): string {
  return `<button type="button" data-action="${escapeHtml(action)}" data-anchor="${number}">${content}</button>`;
}
