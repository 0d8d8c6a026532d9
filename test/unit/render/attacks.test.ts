// The attack corpus through the parser and the renderer, without a browser: what comes out is held against lists of what may.
import { Marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { readAttacks, type Attack } from './attackCorpus.js';
import { mixAttacks } from './attackMixes.js';
import { renderAlone, renderHovers, renderPages } from './attackRenderings.js';
import { bodyGrammar, faultsOf, pageGrammar } from './safeMarkup.js';

const attacks = readAttacks(80);
const marked = new Marked();

/** Thousands of renderings; a loaded machine takes long. */
const patience = 120_000;

/** Icons as VS Code reads them out of Markdown; an escaped one is text. */
const icon = /(?<!\\)(?:\\\\)*\$\([\w-]+(?:~\w+)?\)/;

/** What VS Code's Markdown (which is marked's) would make of a text beyond text: links of other schemes, images, HTML. */
function activeParts(markdown: string): readonly string[] {
  const found: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token: Token) => {
    if (token.type === 'image' || token.type === 'html' || token.type === 'def') found.push(token.raw);
    if (token.type === 'link' && !/^(?:https?|mailto):/i.test(String(token['href']))) found.push(token.raw);
    if (token.type === 'text' && token['tokens'] === undefined && icon.test(token.raw)) found.push(token.raw);
  });
  return found;
}

function label({ kind, name }: Attack, place: string): string {
  return `${kind}: ${name} (${place})`;
}

describe('the corpus', () => {
  it('holds at least 300 attacks, each under its own name', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(300);
    expect(new Set(attacks.map((attack) => label(attack, ''))).size).toBe(attacks.length);
  });

  it('is written in the notation of its README', () => {
    expect(attacks.filter(({ text }) => text === '' || /RUN|HIT|\{\{[a-zA-Z0-9+]+[:}]/.test(text))).toEqual([]);
  });

  it('is hostile: raw, most of it breaks the rules that rendered markup keeps', () => {
    const raw = attacks.filter(({ text }) => faultsOf(marked.parse(text, { async: false }), bodyGrammar).length > 0);
    expect(raw.length).toBeGreaterThan(700);
    expect(attacks.filter(({ text }) => activeParts(text).length > 0).length).toBeGreaterThan(700);
  });
});

describe('what becomes of every attack', { timeout: patience }, () => {
  const kinds = [...new Set(attacks.map(({ kind }) => kind))];

  it.each(kinds)('%s: bodies and lines hold nothing unknown', (kind) => {
    const faults = attacks
      .filter((attack) => attack.kind === kind)
      .flatMap((attack) => renderAlone(attack).map(({ place, html }) => [label(attack, place), ...faultsOf(html, bodyGrammar)]));
    expect(faults.filter(({ length }) => length > 1)).toEqual([]);
  });

  it.each(kinds)('%s: pages hold nothing unknown', (kind) => {
    const faults = attacks
      .filter((attack) => attack.kind === kind)
      .flatMap((attack) => renderPages(attack).map(({ place, html }) => [label(attack, place), ...faultsOf(html, pageGrammar)]));
    expect(faults.filter(({ length }) => length > 1)).toEqual([]);
  });

  it.each(kinds)('%s: hovers hold no command, image, HTML, icon or other scheme', (kind) => {
    const faults = attacks
      .filter((attack) => attack.kind === kind)
      .flatMap((attack) => renderHovers(attack).map(({ place, markdown }) => [label(attack, place), ...activeParts(markdown)]));
    expect(faults.filter(({ length }) => length > 1)).toEqual([]);
  });
});

describe('what becomes of random mixtures of attacks', { timeout: patience }, () => {
  const mixes = mixAttacks(attacks, 2000, 30);
  const someMixes = mixes.slice(0, 200);

  it('bodies and lines hold nothing unknown', () => {
    const faults = mixes.flatMap((mix) => renderAlone(mix).map(({ place, html }) => [mix.text, place, ...faultsOf(html, bodyGrammar)]));
    expect(faults.filter(({ length }) => length > 2)).toEqual([]);
  });

  it('pages hold nothing unknown', () => {
    const faults = someMixes.flatMap((mix) => renderPages(mix).map(({ place, html }) => [mix.text, place, ...faultsOf(html, pageGrammar)]));
    expect(faults.filter(({ length }) => length > 2)).toEqual([]);
  });

  it('hovers hold nothing active', () => {
    const faults = someMixes.flatMap((mix) => renderHovers(mix).map(({ place, markdown }) => [mix.text, place, ...activeParts(markdown)]));
    expect(faults.filter(({ length }) => length > 2)).toEqual([]);
  });
});

describe('the process that parsed and rendered every attack', { timeout: patience }, () => {
  it('has no polluted prototype', () => {
    const hostile = attacks.filter(({ kind }) => kind === 'frontMatter');
    expect(hostile.flatMap((attack) => renderPages(attack)).length).toBeGreaterThan(0);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in Object).toBe(false);
  });
});
