// An issue as the content of the reader page's `<main>`: the whole article, its header, contents, takeaways and links.
// Texts pass through the sanitising renderer; everything else is escaped. No style, script or handler stands in the markup.

import type { Body, Issue, Section } from '../digest/model.js';
import { anchors } from '../digest/model.js';
import type { PageWords } from '../protocol/words.js';
import { renderBody } from './body.js';
import { escapeHtml } from './escapeHtml.js';
import { type ColourCode, frameCode, namesLanguage } from './pageCode.js';
import { gatherParts, inPieces } from './longText.js';
import { renderContents } from './pageContents.js';
import { renderExtent } from './pageExtent.js';
import { hasEssentials, renderHeader } from './pageHeader.js';
import { placeImages, type PlacedImages } from './pageImages.js';
import type { PageFacts } from './pageHeader.js';
import { linksBeside, renderLinkRows, renderLinks, renderSourceLine } from './pageLinks.js';
import { placeMedia } from './pageMedia.js';
import { renderMentionsPlace } from './pageMentions.js';
import { linkNotes } from './pageNotes.js';
import { ownDirection, renderPart, sameWords } from './pagePart.js';
import { placeTakeaways, renderIssueTakeaways, renderSectionTakeaways } from './pageTakeaways.js';
import type { TakeawayPlaces } from './pageTakeaways.js';
import { languageAttribute } from './textLanguage.js';
import { keepWhole } from './wholeWords.js';

/** Markup longer than this is laid out part by part as it comes into view: shorter pages paint faster whole. */
const longPage = 100_000;

/**
 * The issue as markup for the reader page. Every anchor of the model stands in it as the id `at-<anchor>`; the parts one can
 * be in carry `data-part`; buttons carry `data-action`, `data-anchor` and what they say when done in `data-done`. `colour` paints
 * the code.
 */
export function renderPage(issue: Issue, facts: PageFacts, words: PageWords, colour?: ColourCode): string {
  const takeaways = placeTakeaways(issue);
  const parts = [
    // Where a text comes from is said before it, that it goes on elsewhere where it ends.
    issue.extent === 'extracted' ? renderExtent(issue, words) : '',
    issue.tldr ? renderIssueTldr(issue, issue.tldr, words) : '',
    issue.intro ? renderPart(anchors.intro, 'intro', '', renderText(issue.intro, issue)) : '',
    gatherParts(issue.sections.map((section) => renderSection(issue, section, takeaways, words))),
    issue.extent === 'excerpt' ? renderExtent(issue, words) : '',
    renderIssueTakeaways(issue, takeaways, words),
    renderLinks(issue, words),
  ].join('');
  const { html: text, count } = placeMediaAndImages(linkNotes(frameCode(parts, words, colour)), facts, words);
  const long = text.length > longPage ? ' data-long' : '';
  const images = facts.images === 'always' && count > 0 ? ' data-images' : '';
  const contents = renderContents(issue, takeaways, words);
  const shape = contents ? 'issue' : 'issue is-single';
  const marks = long + images + (hasEssentials(issue) ? ' data-essentials' : '');
  const head = renderHeader(issue, { ...facts, imageCount: count }, words);
  const content = `<div class="text">${text}${renderMentionsPlace(words)}</div>`;
  return `<article class="${shape}"${marks}>${head}${contents}${content}</article>`;
}

/** Where nobody says when images are wanted, it is no page that could load them: they stay as the sanitiser left them. */
function placeMediaAndImages(html: string, { images }: PageFacts, words: PageWords): PlacedImages {
  return images === undefined ? { html, count: 0 } : placeImages(placeMedia(html, words), images, words);
}

/** Whether the page may show code that `colour` could paint. */
export function hasNamedCode({ tldr = '', intro, sections, takeaways }: Issue): boolean {
  const bodies = [...(intro ? [intro.text] : []), ...sections.flatMap((each) => [each.tldr ?? '', each.body.text, ...each.takeaways])];
  return namesLanguage([tldr, ...bodies, ...takeaways]);
}

function renderIssueTldr(issue: Issue, tldr: string, words: PageWords): string {
  const body = renderText({ format: 'markdown', text: tldr }, issue);
  // A single article has a summary of its own right below: two boxes of the same name would stutter.
  const only = issue.sections.length === 1 ? issue.sections[0] : undefined;
  const isLead = only?.tldr !== undefined && !sameWords(only.tldr, tldr);
  const heading = `<h2${isLead ? ' class="for-screen-readers"' : ''}${ownDirection}>${escapeHtml(words.tldr)}</h2>`;
  return renderPart(anchors.tldr, isLead ? 'tldr is-lead' : 'tldr', heading, body);
}

function renderSection(issue: Issue, section: Section, takeaways: TakeawayPlaces, words: PageWords): string {
  const body = section.body.text.trim() === '' ? '' : renderText(section.body, issue);
  const links = linksBeside(section, body);
  // The list of all links follows a single section at once.
  const rows = issue.sections.length === 1 ? '' : renderLinkRows(links.rows, words);
  // A single article's only section often repeats the issue's title, and its summary the issue's: once is enough for the eye.
  const isRepeat = sameWords(section.title, issue.title);
  const tldr = section.tldr && !sameWords(section.tldr, issue.tldr ?? '') ? renderSectionTldr(section.tldr, issue, words) : '';
  const heading = `<h2${isRepeat ? ' class="for-screen-readers"' : ''}${languageAttribute(section.title, issue)}>${escapeHtml(section.title)}</h2>`;
  return renderPart(
    section.id,
    isRepeat ? 'section is-repeat' : 'section',
    heading + renderSourceLine(links.source),
    tldr + body + renderSectionTakeaways(section, issue, takeaways, words) + rows,
  );
}

function renderSectionTldr(tldr: string, issue: Issue, words: PageWords): string {
  const body = renderText({ format: 'markdown', text: tldr }, issue);
  return `<div class="summary"><p class="small-label"${ownDirection}>${escapeHtml(words.tldr)}</p>${body}</div>`;
}

function renderText(body: Body, issue: Issue): string {
  return `<div class="body"${languageAttribute(body.text, issue)}>${inPieces(keepWhole(renderBody(body)))}</div>`;
}
