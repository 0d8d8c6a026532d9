// The attack corpus in a bare Chromium without any policy: raw, most of it runs; through the parser and the renderer, none does.
import { Marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAttacks, type Attack } from './attackCorpus.js';
import { mixAttacks } from './attackMixes.js';
import { AttackPage, type Effects, type Piece, type Way } from './attackPage.js';
import { renderAlone, renderFile, renderHovers, renderPages } from './attackRenderings.js';

/** Thousands of renderings in a browser; a loaded machine takes long. */
const patience = 300_000;
const marked = new Marked();
let page: AttackPage;
let attacks: readonly Attack[];

beforeAll(async () => {
  page = await AttackPage.start();
  attacks = readAttacks(page.port);
}, patience);

afterAll(() => page.stop());

/** As someone would show it who trusts it: Markdown rendered, everything else as it is. */
function rawPiece({ number, kind, text }: Attack): Piece {
  return { number, html: kind === 'markdown' || kind === 'hover' ? marked.parse(text, { async: false }) : text };
}

/** How many attacks of each class did something. */
function countByKind(effects: readonly Effects[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind, number } of attacks) {
    counts[kind] = (counts[kind] ?? 0) + (effects.some(({ ran, asked }) => ran.has(number) || asked.has(number)) ? 1 : 0);
  }
  return counts;
}

/** The same markup comes of many attacks whose text the parser puts elsewhere: each is loaded once. */
function distinct(pieces: readonly Piece[]): readonly Piece[] {
  return [...new Map(pieces.map((piece) => [piece.html, piece])).values()];
}

/** What the renderer makes of an attack alone and in the pages at the wanted places. */
function piecesOf(attack: Attack, isWanted: (place: string) => boolean = () => true): readonly Piece[] {
  return [...renderAlone(attack), ...renderPages(attack, isWanted)].map(({ html }) => ({ number: attack.number, html }));
}

describe('without the renderer', () => {
  it('attacks of every class run or make requests', { timeout: patience }, async () => {
    const raw = attacks.map(rawPiece);
    // Frames are slow, so `innerHTML` is tried with every fourth attack only.
    const some = raw.filter(({ number }) => number % 4 === 0);
    const effects = [await page.load(raw, 'parser', 'apart'), await page.load(some, 'innerHTML', 'apart')];
    const counts = countByKind(effects);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBeGreaterThan(500);
    for (const { ran, asked, requests, left, spilled } of effects) {
      expect({
        ran: ran.size > 100,
        asked: asked.size > 10,
        requests: requests.length > 0,
        left: left > 0,
        spilled: spilled.length > 0,
      }).toEqual({
        ran: true,
        asked: true,
        requests: true,
        left: true,
        spilled: true,
      });
    }
  });

  it.each<Way>(['parser', 'innerHTML'])('attacks that share a document are seen too, loaded by %s', { timeout: patience }, async (way) => {
    const images = attacks.filter(({ text }) => /^<img src=x onerror=pwned\(\d+\)>$/.test(text)).map(rawPiece);
    const { ran } = await page.load(images, way, 'together');
    expect(images.length).toBeGreaterThan(0);
    expect(ran).toEqual(new Set(images.map(({ number }) => number)));
  });
});

describe('through the renderer', () => {
  const nothing = { ran: new Set(), asked: new Set(), requests: [], left: 0, spilled: [], windows: 0 };

  it('nothing runs, asks, leaves or spills in pages set by innerHTML, as the reader sets them', { timeout: patience }, async () => {
    const pieces = attacks.flatMap((attack) => piecesOf(attack));
    expect(await page.load(distinct(pieces), 'innerHTML', 'together')).toEqual(nothing);
  });

  it('nothing runs, asks, leaves or spills in pages read by the HTML parser', { timeout: patience }, async () => {
    // The page that has the attack in every field, and one that went through the parser: the markup around it is the same in all.
    const pieces = attacks.flatMap((attack) => piecesOf(attack, (place) => place === 'every field' || place === 'lines.md'));
    expect(await page.load(distinct(pieces), 'parser', 'together')).toEqual(nothing);
  });

  it('nothing runs, asks, leaves or spills in exported files, whose policy means nothing here', { timeout: patience }, async () => {
    const pieces = attacks.map((attack) => ({ number: attack.number, html: renderFile(attack) }));
    expect(await page.load(distinct(pieces), 'parser', 'together')).toEqual(nothing);
  });

  it.each<Way>(['parser', 'innerHTML'])('mixtures of attacks do nothing either, loaded by %s', { timeout: patience }, async (way) => {
    const mixes = mixAttacks(attacks, 1000, 30);
    const pieces = mixes.flatMap((mix) => renderAlone(mix).map(({ html }) => ({ number: mix.number, html })));
    expect(await page.load(distinct(pieces), way, 'together')).toEqual(nothing);
  });

  it('hovers do nothing even where HTML and every address would be allowed', { timeout: patience }, async () => {
    const pieces = attacks.map((attack) => ({
      number: attack.number,
      html: renderHovers(attack, (place) => place === 'every field')
        .map(({ markdown }) => marked.parse(markdown, { async: false }))
        .join('<hr>'),
    }));
    expect(await page.load(pieces, 'innerHTML', 'together')).toEqual(nothing);
  });
});
