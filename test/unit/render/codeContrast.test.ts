// The colours of code are readable on the background of code in the default themes: computed from the style sheet.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync('media/reader.css', 'utf8');

/** Backgrounds of code (`textCodeBlock.background` over the editor's) in VS Code's own themes of each kind. */
const backgrounds: Readonly<Record<string, readonly string[]>> = {
  body: ['#f8f8f8', '#f1f1f1', '#ffffff', '#eaeaea'],
  'body.vscode-dark': ['#2b2b2b', '#171717', '#1f1f1f', '#262627'],
  'body.vscode-high-contrast': ['#000000'],
  'body.vscode-high-contrast-light': ['#f2f2f2', '#ffffff'],
};

function coloursOf(selector: string): ReadonlyMap<string, string> {
  const rule =
    sheet
      .split(`\n${selector} {\n`)
      .find((part) => part.trimStart().startsWith('--code-'))
      ?.split('}')[0] ?? '';
  return new Map(Array.from(rule.matchAll(/(--code-[a-z]+): (#[0-9a-f]{6});/g), ([, name = '', value = '']) => [name, value]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

it('the colours of code in an exported file are those of the page, in the dark too', () => {
  const exported = readFileSync('media/export.css', 'utf8');
  const written = new Map(Array.from(exported.matchAll(/(--code-[a-z]+): (#[0-9a-f]{6});/g), ([, name = '', value = '']) => [name, value]));
  expect(written).toEqual(coloursOf('body.vscode-dark'));
});

describe.each(Object.keys(backgrounds))('the colours of code in %s', (selector) => {
  const colours = coloursOf(selector);

  it('are those that the style sheet uses', () => {
    const used = new Set(Array.from(sheet.matchAll(/color: var\((--code-[a-z]+)\)/g), ([, name = '']) => name));
    expect([...colours.keys()].toSorted()).toEqual([...used].toSorted());
  });

  it.each(backgrounds[selector] ?? [])('are readable on %s', (background) => {
    const faint = [...colours].filter(([, colour]) => contrast(colour, background) < (selector.includes('contrast') ? 7 : 4.5));
    expect(faint).toEqual([]);
  });
});
