// The language of a text where its script alone tells it, so that a browser picks the right letters, line breaks and voice. Latin
// and Cyrillic letters tell nothing.

import { allTakeaways, type Issue } from '../digest/model.js';

/** The beginning of a text is enough. */
const enough = 4_000;

const scripts = {
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  hangul: /\p{Script=Hangul}/gu,
  han: /\p{Script=Han}/gu,
  arabic: /\p{Script=Arabic}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  thai: /\p{Script=Thai}/gu,
  greek: /\p{Script=Greek}/gu,
  georgian: /\p{Script=Georgian}/gu,
  armenian: /\p{Script=Armenian}/gu,
} as const;

/** A sign of these says as much as some letters. */
const dense: ReadonlySet<string> = new Set(['kana', 'hangul', 'han']);
const lettersOfSign = 3;

/** BCP 47 tag of the language of a text in any markup; undefined where its script does not say. */
export function languageOfText(text: string): string | undefined {
  const words = text
    .slice(0, enough)
    .replace(/(?:https?:\/\/|<)[^\s>]*>?/g, ' ')
    .replace(/```[^]*?(?:```|$)/g, ' ');
  if (!/[\u0370-\u03ff\u0530-\u06ff\u0e00-\u11ff\u2e80-\uffff]/.test(words)) return undefined;
  const letters = count(words, /\p{L}/gu);
  const counts = new Map(Object.entries(scripts).map(([name, script]) => [name, count(words, script)]));
  const of = (...names: readonly (keyof typeof scripts)[]): boolean => {
    const signs = names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    const weight = names.some((name) => dense.has(name)) ? lettersOfSign : 1;
    return signs > 0 && signs * weight > letters - signs;
  };
  if ((counts.get('kana') ?? 0) > 0 && of('kana', 'han')) return 'ja';
  if ((counts.get('hangul') ?? 0) > 0 && of('hangul', 'han')) return 'ko';
  if (of('han')) return 'zh';
  if (of('arabic')) return /[ٹڈڑںے]/u.test(words) ? 'ur' : /[پچژگ]/u.test(words) ? 'fa' : 'ar';
  const others = { hebrew: 'he', thai: 'th', greek: 'el', georgian: 'ka', armenian: 'hy' } as const;
  for (const [script, tag] of Object.entries(others)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the literal above
    if (of(script as keyof typeof others)) return tag;
  }
  return undefined;
}

/** What was found out about an issue is wanted for each of its texts. */
const languages = new WeakMap<Issue, string | undefined>();

function languageOfIssue(issue: Issue): string | undefined {
  if (!languages.has(issue)) {
    const { title, tldr = '', intro, sections } = issue;
    const texts = [tldr, intro?.text ?? '', ...sections.slice(0, 8).flatMap((each) => [each.title, each.tldr ?? '', each.body.text])];
    const takeaways = allTakeaways(issue).slice(0, 8);
    const some = [title, ...texts, ...takeaways.map(({ text }) => text)].map((text) => text.slice(0, 400)).join('\n');
    languages.set(issue, languageOfText(some));
  }
  return languages.get(issue);
}

const rightToLeft: ReadonlySet<string | undefined> = new Set(['ar', 'fa', 'he', 'ur']);

/** Whether the issue is in a script that runs from right to left. */
export function isRightToLeft(issue: Issue): boolean {
  return rightToLeft.has(languageOfIssue(issue));
}

/**
 * The attribute of an element that holds a text of the issue. A heading in Chinese characters is Japanese where the issue is. Where
 * nothing is known the language is said to be unknown, so that no voice of the person's own language is forced on the text.
 */
export function languageAttribute(text: string, issue: Issue): string {
  const own = languageOfText(text);
  return ` lang="${(own === 'zh' ? (languageOfIssue(issue) ?? own) : own) ?? ''}"`;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
