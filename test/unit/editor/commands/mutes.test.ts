// More mute rules than are read: no further one is added, and the list says which do nothing.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { muteCommands } from '../../../../src/editor/commands/mutes.js';
import { UndoOffer } from '../../../../src/editor/undoOffer.js';
import { settings } from '../fakeVscode.js';

/** What was said, and the rows of each quick pick; nobody chooses one. */
const shown = vi.hoisted(() => ({ warnings: [] as string[], picks: [] as (readonly { readonly description?: string }[])[] }));

vi.mock('vscode', async () => {
  const fake = await import('../fakeVscode.js');
  const window = {
    ...fake.window,
    createQuickPick: () => new ClosedPick(),
    showWarningMessage: (text: string) => void shown.warnings.push(text),
  };
  return { ...fake, window };
});

/** A quick pick that is closed as soon as it is seen. */
class ClosedPick {
  value = '';
  items: (typeof shown.picks)[number] = [];
  #hidden: (() => void) | undefined;
  onDidAccept(): void {}
  onDidChangeValue(): void {}
  onDidTriggerItemButton(): void {}
  onDidHide(listener: () => void): void {
    this.#hidden = listener;
  }
  show(): void {
    shown.picks.push(this.items);
    this.#hidden?.();
  }
  dispose(): void {}
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what these commands ask before anything is chosen
const backend = {
  countMuted: async ({ queries }: { readonly queries: readonly string[] }) => queries.map(() => 2),
} as unknown as Parameters<typeof muteCommands>[0];

const haveRules = (count: number) =>
  settings.set(
    'mute',
    Array.from({ length: count }, (_, index) => ({ query: `word${index}` })),
  );

beforeEach(() => {
  shown.warnings.length = 0;
  shown.picks.length = 0;
});

describe('more mute rules than are read', () => {
  it('are not asked for', async () => {
    const commands = muteCommands(backend, new UndoOffer());
    haveRules(99);
    await commands['digest.mute']();
    expect([shown.picks.length, shown.warnings]).toEqual([1, []]);
    haveRules(100);
    await commands['digest.mute']();
    await commands['digest.muteLike'](undefined);
    expect(shown.picks).toHaveLength(1);
    expect(shown.warnings).toEqual(
      Array.from({ length: 2 }, () => 'Digest reads 100 mute rules, and you have as many. Remove one in Muted Issues… first.'),
    );
  });

  it('are said to be so where they are listed', async () => {
    haveRules(101);
    await muteCommands(backend, new UndoOffer())['digest.mutedIssues']();
    expect(shown.picks[0]?.slice(99, 101).map(({ description }) => description)).toEqual([
      'hides 2 issues · for good',
      'not in force: Digest reads the first 100 rules',
    ]);
  });
});
