// Everything that the renderer makes of an attack, put into every field: pages, bodies, lines and hovers.
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { allLinks, allTakeaways, anchors, linkAnchor, takeawayAnchor, type Issue } from '../../../src/digest/model.js';
import { pageWords, previewWords } from '../words.js';
import { renderBody, renderInline } from '../../../src/render/body.js';
import { renderExport } from '../../../src/render/exportPage.js';
import { renderPage } from '../../../src/render/page.js';
import { previewMarkdown } from '../../../src/render/preview.js';
import type { Attack } from './attackCorpus.js';
import { attackDocuments, attackIssue } from './attackPlaces.js';

/** Markup that the reader page would be given. */
export interface Rendering {
  /** Where the attack stood. */
  readonly place: string;
  readonly html: string;
}

interface PlacedIssue {
  readonly place: string;
  readonly issue: Issue;
}

/** Parsed once for pages and hovers. */
const issues = new Map<Attack, readonly PlacedIssue[]>();

/** The issues that come of an attack: parsed from each document that holds it, and one that has it in every field unparsed. */
function issuesOf(attack: Attack): readonly PlacedIssue[] {
  const known = issues.get(attack);
  if (known !== undefined) return known;
  const parsed = attackDocuments(attack).flatMap(({ fileName, text }) => {
    const outcome = parseIssue(text, { fileName });
    return outcome.ok ? [{ place: fileName, issue: outcome.issue }] : [];
  });
  const all = [...parsed, { place: 'every field', issue: attackIssue(attack) }];
  issues.set(attack, all);
  return all;
}

/** Whole pages of the issues at the wanted places, with the attack as the name of the source too. */
export function renderPages(attack: Attack, isWanted: (place: string) => boolean = () => true): readonly Rendering[] {
  const facts = factsOf(attack);
  return issuesOf(attack)
    .filter(({ place }) => isWanted(place))
    .map(({ place, issue }) => ({ place, html: renderPage(issue, facts, pageWords) }));
}

/** The file of the issue that has the attack in every field. */
export function renderFile(attack: Attack): string {
  return renderExport(attackIssue(attack), factsOf(attack), pageWords, { sheet: '' });
}

function factsOf({ text }: Attack) {
  return { sourceName: text, day: text, isStarred: false, isMissing: true, minutes: 1 };
}

/** The attack as a body and as a line, without anything around it. */
export function renderAlone({ text }: Attack): readonly Rendering[] {
  return [
    { place: 'Markdown body', html: renderBody({ format: 'markdown', text }) },
    { place: 'HTML body', html: renderBody({ format: 'html', text }) },
    { place: 'line', html: renderInline(text) },
  ];
}

/** Hovers of every row of the issues at the wanted places. */
export function renderHovers(
  attack: Attack,
  isWanted: (place: string) => boolean = () => true,
): readonly { readonly place: string; readonly markdown: string }[] {
  const facts = { sourceName: attack.text, category: attack.text };
  return issuesOf(attack)
    .filter(({ place }) => isWanted(place))
    .flatMap(({ place, issue }) =>
      rowsOf(issue).flatMap((anchor) => {
        const markdown = previewMarkdown(issue, anchor, facts, previewWords);
        return markdown === undefined ? [] : [{ place: `${place}, ${anchor ?? 'issue'}`, markdown }];
      }),
    );
}

function rowsOf(issue: Issue): readonly (string | undefined)[] {
  return [
    undefined,
    ...Object.values(anchors),
    ...issue.sections.map(({ id }) => id),
    ...allTakeaways(issue).map((_, index) => takeawayAnchor(index)),
    ...allLinks(issue).map((_, index) => linkAnchor(index)),
  ];
}
