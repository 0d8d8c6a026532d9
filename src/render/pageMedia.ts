// The links that stand for films, sounds and frames, as cards: what it is, its title if it has one, and its host.

import type { PageWords } from '../protocol/words.js';
import { hostOf, linkAddress } from './address.js';
import { escapeHtml } from './escapeHtml.js';
import { mediaKind, watchAddress } from './mediaHosts.js';
import { unescapeHtml } from './unescapeHtml.js';

/** The link that the sanitiser wrote. In its markup no value holds a bracket. */
const mediaLink = /<a((?: [a-z]+="[^"<>]*"){0,2}) class="media" href="([^"<>]*)"(?: title="[^"<>]*")? rel="noreferrer">([^<]*)<\/a>/g;

/** Makes cards of the media in sanitised markup. */
export function placeMedia(html: string, words: PageWords): string {
  if (!html.includes(' class="media"')) return html;
  return html.replace(mediaLink, (link: string, attributes: string, href: string, label: string) => {
    const given = unescapeHtml(href);
    const address = linkAddress(watchAddress(given));
    const host = address === undefined ? undefined : hostOf(address);
    if (address === undefined || host === undefined || /^mailto:/i.test(address)) return link;
    const kind = mediaKind(address);
    // Without a title the link's words are its address, which the host says shorter.
    const title = label === href ? '' : `<span class="media-title">${label}</span>`;
    const target = escapeHtml(address);
    return (
      `<a${attributes} class="media is-${kind}" href="${target}" title="${target}" rel="noreferrer">` +
      `<span class="icon icon-${kind}" aria-hidden="true"></span>` +
      `<span class="media-words"><span class="media-kind">${escapeHtml(words[kind])}</span>${title}` +
      `<span class="host">${escapeHtml(host)}</span></span></a>`
    );
  });
}
