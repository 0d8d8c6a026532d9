// Links as rows: under a section those its text does not hold, at the end all of the issue. An address is shown by its host;
// a link without one says so and offers its label.

import type { Issue, Link, Section } from '../digest/model.js';
import { allLinks, anchors, linkAnchor } from '../digest/model.js';
import type { PageWords } from '../protocol/words.js';
import { hostOf, linkAddress } from './address.js';
import { escapeHtml } from './escapeHtml.js';
import { gatherLines } from './longText.js';
import { anyLanguage, idOf, ownDirection, renderIcon, renderPart, sameWords } from './pagePart.js';
import { isRightToLeft } from './textLanguage.js';

/** Links that a section shows beside its text. */
export interface LinksBeside {
  /** The article a section is about, when its link only repeats the heading: shown as a line under it. */
  readonly source?: Link;
  readonly rows: readonly Link[];
}

/** The links of a section that its rendered text (`body`, markup) does not show already. */
export function linksBeside(section: Section, body: string): LinksBeside {
  const shown = new Set(Array.from(body.matchAll(/ href="([^"]*)"/g), ([, address]) => address));
  const rows = section.links.filter((link) => {
    const address = addressOf(link);
    return address === undefined || !shown.has(escapeHtml(address));
  });
  const source = rows.find((link) => addressOf(link) !== undefined && sameWords(link.label, section.title));
  return source ? { source, rows: rows.filter((link) => link !== source) } : { rows };
}

export function renderSourceLine(link: Link | undefined): string {
  const address = link && addressOf(link);
  if (link === undefined || address === undefined) return '';
  return `<p class="source">${renderAnchor(address, hostOf(address) ?? address)}</p>`;
}

/** The links under a section; empty when there are none. */
export function renderLinkRows(links: readonly Link[], words: PageWords): string {
  if (links.length === 0) return '';
  return `<ul class="links">${links.map((link) => renderRow(link, undefined, words)).join('')}</ul>`;
}

/** The list of all links of the issue, each with the anchor of the model; empty when the issue has none. */
export function renderLinks(issue: Issue, words: PageWords): string {
  const links = allLinks(issue);
  if (links.length === 0) return '';
  const rows = links.map((link, index) => renderRow(link, linkAnchor(index), words));
  return renderPart(
    anchors.links,
    'all-links',
    `<h2${ownDirection}>${escapeHtml(words.links)}</h2>`,
    gatherLines(rows, 'ul', ' class="links"'),
    // Each row runs in its own direction, so that none is left to decide that of the part.
    isRightToLeft(issue) ? ' dir="rtl"' : ownDirection,
  );
}

/** One link. Only the row in the list of all has an anchor, and with it the button that copies a label. */
function renderRow(link: Link, anchor: string | undefined, words: PageWords): string {
  const id = anchor === undefined ? '' : ` id="${idOf(anchor)}"`;
  const address = addressOf(link);
  if (address === undefined) {
    const button = anchor === undefined ? '' : renderCopyLabel(anchor, words);
    const label = `<span class="no-address"${anyLanguage}>${escapeHtml(link.label)}</span>`;
    return `<li${id}${ownDirection}>${label}<span class="host">${escapeHtml(words.noAddress)}</span>${button}</li>`;
  }
  const host = hostOf(address);
  const beside = host === undefined || link.label.includes(host) ? '' : `<span class="host">${escapeHtml(host)}</span>`;
  return `<li${id}${ownDirection}>${renderAnchor(address, link.label)}${beside}</li>`;
}

function renderAnchor(address: string, label: string): string {
  const href = escapeHtml(address);
  return `<a href="${href}" rel="noreferrer" title="${href}"${anyLanguage}>${escapeHtml(label)}${renderIcon('open')}</a>`;
}

function renderCopyLabel(anchor: string, words: PageWords): string {
  return (
    `<button type="button" class="copy-label" data-action="copyLabel" data-anchor="${anchor}" data-done="${escapeHtml(words.copied)}">` +
    `${renderIcon('copy')}<span class="label">${escapeHtml(words.copyLabel)}</span></button>`
  );
}

/** The link's address when the page may open it. */
function addressOf(link: Link): string | undefined {
  return link.url === undefined ? undefined : linkAddress(link.url);
}
