// The keys of the manifest: those of one character mean something only where nobody writes, and no two mean something at once.
import { describe, expect, test } from 'vitest';
import { readJson } from '../vscode/readJson.js';

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when: string;
}

/** One condition of a `when` that is nothing but conditions joined by `&&`. */
interface Condition {
  readonly name: string;
  readonly isNegated: boolean;
  /** What it is compared with; absent where the value only has to be there. */
  readonly value?: string;
}

type Context = Readonly<Record<string, string | boolean>>;

const { keybindings } = readJson<{ readonly contributes: { readonly keybindings: readonly Keybinding[] } }>('package.json').contributes;

function parse(when: string): readonly Condition[] {
  return when.split(' && ').map((text) => {
    const [, negation, name, comparison, value] = /^(!?)([\w.]+)(?: (==|!=) '?([\w.]+)'?)?$/.exec(text) ?? [];
    if (name === undefined) throw new Error(`This test does not understand: ${text}`);
    return { name, isNegated: negation === '!' || comparison === '!=', ...(value === undefined ? {} : { value }) };
  });
}

function holds(condition: Condition, context: Context): boolean {
  const { [condition.name]: value = false } = context;
  return (condition.value === undefined ? value !== false : value === condition.value) !== condition.isNegated;
}

/** Whether both can be true at once. */
function canMeet(one: Condition, other: Condition): boolean {
  if (one.name !== other.name) return true;
  if (one.value === other.value) return one.isNegated === other.isNegated;
  const [compared, bare] = one.value === undefined ? [other, one] : [one, other];
  if (bare.value === undefined) return !bare.isNegated || compared.isNegated;
  return one.isNegated || other.isNegated;
}

const isBare = ({ key }: Keybinding): boolean => /^(?:shift\+)?(?:.|space)$/.test(key);

/** A reader in which everything can be done, from where the keyboard stands on its page. */
const reading: Context = {
  activeWebviewPanelId: 'digest.reader',
  'digest.readerFocus': 'page',
  'digest.readerAtEnd': true,
  'digest.readerHasOriginal': true,
};

describe('keys of one character', () => {
  const bare = keybindings.filter(isBare);

  test('are those that the reader is read with', () => {
    const keys = bare.map(({ key, command }) => `${key} ${command.replace('digest.', '')}`);
    expect(keys.sort()).toEqual([
      '/ search',
      'c copyTakeaways',
      'e showEssentials',
      'e showWhole',
      'j nextIssue',
      'k previousIssue',
      'm markRead',
      'm markUnread',
      'n nextSection',
      'o openOriginal',
      'p previousSection',
      's star',
      's unstar',
      'shift+/ showKeys',
      'space nextUnread',
      't goToContents',
      'u nextUnread',
    ]);
  });

  test.each(bare)('$key for $command means something in a reader, and nothing where somebody writes or is elsewhere', ({ when, key }) => {
    const conditions = parse(when);
    // What decides between two commands of one key is as it has to be.
    const own = Object.fromEntries(
      conditions.flatMap(({ name, isNegated, value }) =>
        value === undefined && !isNegated && name !== 'digest.readerFocus' ? [[name, true]] : [],
      ),
    );
    const isMeant = (changes: Context) => conditions.every((condition) => holds(condition, { ...reading, ...own, ...changes }));
    expect(isMeant({})).toBe(true);
    expect(isMeant({ 'digest.readerFocus': 'control' })).toBe(key !== 'space');
    for (const changes of [
      { 'digest.readerFocus': 'field' },
      { 'digest.readerFocus': false },
      { activeWebviewPanelId: 'markdown.preview' },
      { activeWebviewPanelId: false },
      { inputFocus: true },
      { listFocus: true },
    ]) {
      expect(isMeant(changes), JSON.stringify(changes)).toBe(false);
    }
  });
});

test('no two commands of one key can be meant at once', () => {
  for (const platform of ['key', 'mac'] as const) {
    const meeting = keybindings.flatMap((one, index) =>
      keybindings
        .slice(index + 1)
        .filter(
          (other) =>
            (one[platform] ?? one.key) === (other[platform] ?? other.key) &&
            parse(one.when).every((a) => parse(other.when).every((b) => canMeet(a, b))),
        ),
    );
    expect(meeting.map(({ key, command }) => `${key} ${command}`)).toEqual([]);
  }
});
