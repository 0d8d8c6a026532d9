// What the status bar offers to take back: one thing at a time, gone when it is taken back or has stood for a while.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkMarks } from '../../../src/editor/bulkMarks.js';
import { offeredFor, UndoOffer } from '../../../src/editor/undoOffer.js';
import { said } from './fakeVscode.js';

vi.mock('vscode', () => import('./fakeVscode.js'));

let offer: UndoOffer;

/** What is offered now, and which command a click runs. */
const offered = () => said.items.filter(({ isShown }) => isShown).map(({ text, command }) => [text, command]);

beforeEach(() => {
  vi.useFakeTimers();
  said.items.length = 0;
  said.messages.length = 0;
  offer = new UndoOffer();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what can be taken back', () => {
  it('is one item, whatever is done next', () => {
    offer.show('Removed “Models”', 'digest.undoRemoveSearch');
    offer.show('Muted $(x) issues', 'digest.undoMute');
    expect([offered(), said.items.length]).toEqual([[[String.raw`$(discard) Muted \$(x) issues · Undo`, 'digest.undoMute']], 1]);
    expect(said.items[0]?.accessibilityInformation).toMatchObject({ label: 'Muted $(x) issues, Undo' });
  });

  it('is offered no more once it is taken back, but what came after it is', () => {
    offer.show('Removed “Models”', 'digest.undoRemoveSearch');
    offer.show('Muted 1 issue', 'digest.undoMute');
    offer.withdraw('digest.undoRemoveSearch');
    expect(offered()).toHaveLength(1);
    offer.withdraw('digest.undoMute');
    expect(offered()).toEqual([]);
  });

  it('goes after a while, counted from the last offer', () => {
    offer.show('Muted 1 issue', 'digest.undoMute');
    vi.advanceTimersByTime(offeredFor - 1);
    offer.show('Muted 2 issues', 'digest.undoMute');
    vi.advanceTimersByTime(offeredFor - 1);
    expect(offered()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(offered()).toEqual([]);
  });
});

it('marks of many issues are taken back one after the other, the last one by the offer', async () => {
  const undone: number[] = [];
  let moment = 0;
  const marks = new BulkMarks(
    {
      markRange: async () => ({ moment: ++moment, count: moment }),
      undoMarks: async (of) => {
        undone.push(of.moment);
        return of.moment;
      },
    },
    offer,
  );
  await marks.mark({ of: 'all' });
  expect(offered()).toEqual([['$(discard) Marked 1 issue read · Undo', 'digest.undoMarkAllRead']]);
  await marks.mark({ of: 'all' });
  await marks.undo();
  expect([offered(), undone]).toEqual([[], [2]]);
  await marks.undo();
  await marks.undo();
  expect([undone, said.messages]).toEqual([
    [2, 1],
    ['$(check) 2 issues unread again', '$(check) 1 issue unread again'],
  ]);
});
