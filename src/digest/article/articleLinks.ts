// The links of an article's markup, in order, with the words that a reader sees as their labels.

import type { Link } from '../model.js';
import { endOf, lineOfPieces, type MarkupPiece } from './markupPiece.js';

/** The words of a link; the host where only an unnamed picture stands in it. */
function labelOfLink(content: readonly MarkupPiece[], address: string): string {
  const label = lineOfPieces(content);
  const image = content.find((piece) => piece.kind === 'open' && piece.attributes['data-image'] !== undefined);
  const source = image?.kind === 'open' ? image.attributes['data-image'] : undefined;
  const isFileName = source !== undefined && label !== '' && (source.split(/[?#]/, 1)[0] ?? '').includes(`/${label}`);
  return label === '' || isFileName ? hostOf(address) : label;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') || address : address;
}

function withoutHash(address: string): string {
  const hash = address.indexOf('#');
  return hash === -1 ? address : address.slice(0, hash);
}

/** The links in `pieces`. Those that lead to `page` itself, or to a place in it, are none. */
export function linksIn(pieces: readonly MarkupPiece[], page: string | undefined): readonly Link[] {
  const links: Link[] = [];
  const self = page === undefined ? undefined : withoutHash(page);
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'open' || piece.name !== 'a') return;
    const url = piece.attributes['href'];
    if (url === undefined || (self !== undefined && withoutHash(url) === self)) return;
    const label = labelOfLink(pieces.slice(index + 1, endOf(pieces, index) - 1), url);
    links.push({ label, url, ...(piece.original === undefined ? {} : { original: piece.original }) });
  });
  return links;
}

const separators = /^[\s|,;·•/&+–—‖¦()-]*$/;

/** The links of a line or list that holds nothing else; undefined when it holds more. */
export function onlyLinksIn(pieces: readonly MarkupPiece[], page: string | undefined): readonly Link[] | undefined {
  let outside = '';
  for (let index = 0; index < pieces.length;) {
    const piece = pieces[index];
    if (piece?.kind === 'open' && piece.name === 'a') {
      index = endOf(pieces, index);
      continue;
    }
    outside += piece?.kind === 'text' ? piece.text : ' ';
    index++;
  }
  const links = separators.test(outside) ? linksIn(pieces, page) : [];
  return links.length > 0 ? links : undefined;
}
