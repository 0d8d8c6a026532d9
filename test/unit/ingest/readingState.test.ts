// Reading state that leaves one library and comes into another, by a file and by what travels, through the calls of real servers.

import { describe, expect, it } from 'vitest';
import { eventsOf, expectNoErrors, issueText, startServer } from './servers.js';

type Server = ReturnType<typeof startServer>;

async function importOne(server: Server, title: string): Promise<string> {
  const [outcome] = await server.calls.import({ items: [{ name: 'a.md', content: issueText(title) }] });
  return outcome?.outcome === 'added' ? outcome.key : '';
}

async function exported(server: Server): Promise<Uint8Array> {
  return new TextEncoder().encode((await server.calls.exportState()).text);
}

const today = '2026-05-03';

async function rowOf(server: Server, key: string) {
  return (await server.calls.issue({ key, today }))?.row;
}

describe('a file of reading state', () => {
  it('carries what was decided to another library, also for issues that come later', async () => {
    const [here, there] = [startServer(), startServer()];
    const [one, two] = [await importOne(here, 'One'), await importOne(here, 'Two')];
    await here.calls.setRead({ keys: [one], isRead: true });
    await here.calls.setStarred({ keys: [two], isStarred: true });
    await here.calls.setNote({ key: two, text: 'Mine' });
    await importOne(there, 'One');
    const content = await exported(here);
    const expected = {
      outcome: 'read',
      issues: 2,
      leftOut: 0,
      changes: { read: 1, unread: 0, starred: 1, unstarred: 0, notes: 1, places: 0, unknown: 1 },
    };
    expect(await there.calls.inspectState({ content })).toEqual(expected);
    expect(await rowOf(there, one)).toMatchObject({ isRead: false });
    expect(await there.calls.importState({ content })).toEqual(expected);
    expect(await rowOf(there, one)).toMatchObject({ isRead: true });
    expect(eventsOf(there, 'changed').at(-1)).toEqual({ event: 'changed', scope: 'state', keys: [one, two] });
    await importOne(there, 'Two');
    expect(await there.calls.issueState({ key: two })).toEqual({ isRead: false, isStarred: true, isLeftUnread: false, note: 'Mine' });
    expect(await there.calls.importState({ content: await exported(there) })).toMatchObject({ changes: { read: 0, starred: 0, notes: 0 } });
    expectNoErrors(there);
  });

  it('of more issues than are read at a time is whole, and readable as the documented form', async () => {
    const server = startServer();
    const items = Array.from({ length: 1_203 }, (_, index) => ({
      key: `feed-x/${index}`,
      read: true,
      readAt: new Date(1_700_000_000_000 + index).toISOString(),
    }));
    const content = new TextEncoder().encode(JSON.stringify({ format: 'digest-reading-state', version: 1, issues: items }));
    expect(await server.calls.importState({ content })).toMatchObject({ issues: 1_203, changes: { read: 1_203, unknown: 1_203 } });
    const { text, issues } = await server.calls.exportState();
    const file: unknown = JSON.parse(text);
    expect(issues).toBe(1_203);
    expect(file).toMatchObject({
      format: 'digest-reading-state',
      version: 1,
      issues: items.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    });
  });

  it('that is none changes nothing and says why', async () => {
    const server = startServer();
    const content = new TextEncoder().encode('{}');
    expect([await server.calls.inspectState({ content }), await server.calls.importState({ content })]).toEqual([
      { outcome: 'failed', problem: 'notOurs' },
      { outcome: 'failed', problem: 'notOurs' },
    ]);
  });

  it('of an empty library is one, too', async () => {
    const server = startServer();
    expect(await server.calls.inspectState({ content: await exported(server) })).toMatchObject({ outcome: 'read', issues: 0 });
  });
});

describe('what travels', () => {
  it('brings stars and read marks from library to library, and comes to rest', async () => {
    const [here, there] = [startServer(), startServer()];
    const slots: (string | undefined)[] = [undefined, undefined];
    const exchange = async (server: Server) => {
      const written = await server.calls.exchangeState({ slots: [...slots], mayWrite: true });
      if (written) slots[written.slot] = written.text;
      return written;
    };
    const [key] = [await importOne(here, 'One'), await importOne(there, 'One')];
    await here.calls.setStarred({ keys: [key], isStarred: true });
    await here.calls.setNote({ key, text: 'Stays here' });
    await exchange(here);
    expect(slots.join('')).not.toContain('Stays here');
    expect(await there.calls.exchangeState({ slots, mayWrite: false })).toBeUndefined();
    expect(await rowOf(there, key)).toMatchObject({ isStarred: true });
    await there.calls.setStarred({ keys: [key], isStarred: false });
    await there.calls.setRead({ keys: [key], isRead: true });
    await exchange(there);
    expect(slots.every((slot) => slot !== undefined)).toBe(true);
    await exchange(here);
    expect(await rowOf(here, key)).toMatchObject({ isStarred: false, isRead: true });
    expect([await exchange(there), await exchange(here), await exchange(there)]).toEqual([undefined, undefined, undefined]);
    expectNoErrors(here);
  });

  it('is written by all windows of a library as by one', async () => {
    const server = startServer();
    const key = await importOne(server, 'One');
    await server.calls.setRead({ keys: [key], isRead: true });
    const first = await server.calls.exchangeState({ slots: [undefined, undefined], mayWrite: true });
    expect(
      await server.calls.exchangeState({ slots: first?.slot === 0 ? [first.text, undefined] : [undefined, first?.text], mayWrite: true }),
    ).toBeUndefined();
  });
});
