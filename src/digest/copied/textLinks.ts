// Links in plain text: lines that are one, and lists of them. Which lines are meant as links is decided by the reader.

import { trimAddress } from '../inlineLinks.js';
import { toLine, type Unit } from './textUnits.js';

/** A link of a copied text. Without `href` its address was lost in copying. */
export interface TextLink {
  readonly label: string;
  readonly href?: string;
}

const longestName = 150;
/** Longer lines are no link: tracking redirects stay below. */
const longestLine = 8192;
const address = /(?:https?:\/\/|www\.)\S+/i;

/** Without the brackets, colons and dashes between a label and its address. */
function withoutMarks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ' \t()<>[]|'.includes(text.charAt(start))) start++;
  while (end > start && ' \t()<>[]|:–—-'.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end).trim();
}

/** "Label", "Label https://…", "Label (https://…)" or an address alone. */
export function readLink(line: string): TextLink {
  const found = line.length > longestLine ? null : address.exec(line);
  if (!found) return { label: line };
  const href = trimAddress(found[0]);
  const label = withoutMarks(`${line.slice(0, found.index)} ${line.slice(found.index + href.length)}`);
  const url = /^www\./i.test(href) ? `http://${href}` : href;
  return { label: /[\p{L}\p{N}]/u.test(label) ? label : href, href: url };
}

/** A text below "Link:" that can be the link. */
export function isLinkText(unit: Unit): boolean {
  const line = toLine(unit);
  return address.test(line) || (line.length <= 200 && !/[.!?]$/.test(line));
}

/** True for more words than a label has. An address may be as long as it likes. */
export function isTooLong(link: TextLink): boolean {
  return link.label.length > 300 && link.label !== link.href;
}

/** "example.org" or "example.org/page": the page shows it below the label. It is no address: none is made of it. */
const hostLine = /^(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}(?:\/\S*)?$/u;

/** The list of links at the end of a page: labels, addresses, or labels with their address on the next line. */
export class LinkList {
  readonly links: TextLink[] = [];
  readonly #most: number;
  #count = 0;

  /** `most` is how many links the page says it has. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes one line. False when it is no link, or one more than there are. */
  take(line: string): boolean {
    const link = readLink(line);
    const last = this.links.at(-1);
    if (link.href !== undefined && link.href === link.label && last && last.href === undefined)
      this.links[this.links.length - 1] = { ...last, href: link.href };
    else if (last && hostLine.test(line)) this.links.push(link);
    else if (this.#count >= this.#most || isTooLong(link) || (link.href === undefined && /[.!]["'”)]*$/.test(line))) return false;
    else {
      this.links.push(link);
      this.#count++;
    }
    return true;
  }
}

/** True when every line has an address. */
export function areLinks(lines: readonly string[]): boolean {
  return lines.every((line) => address.test(line));
}

/** Lines of a text that are nothing but an address, each with the line above, which names it. */
export function namedAddresses(lines: readonly string[]): readonly TextLink[] {
  return lines.flatMap((line, index) => {
    const above = (lines[index - 1] ?? '').slice(0, longestLine).trim();
    const link = readLink(line);
    const isNamed =
      link.href !== undefined && link.href === link.label && above !== '' && above.length <= longestName && !address.test(above);
    return isNamed && !/[.,;:!?…]["'”)]*$/.test(above) ? [{ ...link, label: above }] : [];
  });
}
