// The budget of a page: what a person does passes, what a loop posts does not, and the last word is kept.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MessageBudget } from '../../../../src/editor/reader/messageBudget.js';
import type { FromReader } from '../../../../src/protocol/reader.js';

const key = 'k/1';
const typed = (text: string, of = key): FromReader => ({ type: 'noteTyped', key: of, text });
const scrolled = (offset: number): FromReader => ({ type: 'scrolled', key, place: { anchor: '', offset }, byHost: false });

let passed: FromReader[];
let exceeded: string[];
let budget: MessageBudget;

beforeEach(() => {
  vi.useFakeTimers();
  passed = [];
  exceeded = [];
  budget = new MessageBudget({ passed: (message) => void passed.push(message), exceeded: (kind) => void exceeded.push(kind) }, Date.now);
});
afterEach(() => vi.useRealTimers());

describe('a person', () => {
  it('types with a key held down for minutes and scrolls all the while: each message passes at once, in order', () => {
    const sent: FromReader[] = [];
    for (let at = 0; at < 6_000; at += 1) {
      const message = at % 8 === 7 ? scrolled(at) : typed('a'.repeat(at % 100));
      sent.push(message);
      budget.take(message);
      vi.advanceTimersByTime(25);
    }
    expect(passed).toEqual(sent);
    expect(exceeded).toEqual([]);
  });

  it('copies, stars and opens as fast as hands are', () => {
    const sent: FromReader[] = [];
    for (let at = 0; at < 8; at += 1) {
      sent.push(
        { type: 'toggleStar', key },
        { type: 'copyTakeaways', key, anchor: 'takeaway-1' },
        { type: 'openLink', key, url: `https://a.example/${at}` },
      );
    }
    sent.forEach((message) => budget.take(message));
    expect(passed).toEqual(sent);
  });
});

describe('a loop of 100,000 messages', () => {
  it.each<FromReader>([
    { type: 'ready' },
    { type: 'shown', key },
    { type: 'openLink', key, url: 'https://example.org/' },
    { type: 'copyTakeaways', key, anchor: 'key-takeaways' },
    { type: 'copyLabel', key, anchor: 'link-1' },
    scrolled(1),
    { type: 'wasRead', key },
    { type: 'toggleStar', key },
    typed('x'),
    { type: 'noteLeft', key },
    { type: 'unmarked', key },
    { type: 'readFullArticle', key },
    { type: 'failed', message: 'again' },
  ])('$type: few of them pass, and one line says so', (message) => {
    for (let at = 0; at < 100_000; at += 1) budget.take(message);
    expect(passed.length).toBeGreaterThan(0);
    expect(passed.length).toBeLessThanOrEqual(200);
    expect(exceeded).toEqual([message.type]);
  });

  it('leaves every other kind its own room', () => {
    for (let at = 0; at < 100_000; at += 1) budget.take({ type: 'toggleStar', key });
    passed = [];
    budget.take({ type: 'openLink', key, url: 'https://example.org/' });
    expect(passed).toHaveLength(1);
  });

  it('is counted the same when nothing of it can be read', () => {
    let within = 0;
    for (let at = 0; at < 100_000; at += 1) within += budget.spend('malformed') ? 1 : 0;
    expect(within).toBeLessThanOrEqual(10);
    expect(exceeded).toEqual(['malformed']);
  });

  it('over a minute passes no more than its share of each second', () => {
    for (let at = 0; at < 60_000; at += 1) {
      budget.take({ type: 'toggleStar', key });
      vi.advanceTimersByTime(1);
    }
    expect(passed.length).toBeLessThanOrEqual(12 + 4 * 60);
    expect(exceeded).toHaveLength(1);
  });

  it('is told anew when it begins anew', () => {
    for (let burst = 0; burst < 3; burst += 1) {
      for (let at = 0; at < 1_000; at += 1) budget.take({ type: 'wasRead', key });
      vi.advanceTimersByTime(60_000);
    }
    expect(exceeded).toEqual(['wasRead', 'wasRead', 'wasRead']);
  });
});

describe('the last word', () => {
  it('of typing and of scrolling comes once there is room, for each issue', () => {
    for (let at = 0; at < 1_000; at += 1) {
      budget.take(typed(`left ${at}`, 'k/0'));
      budget.take(typed(`here ${at}`));
      budget.take(scrolled(at));
    }
    expect(passed).not.toContainEqual(scrolled(999));
    expect(passed.length).toBeLessThanOrEqual(260);
    vi.advanceTimersByTime(1_000);
    expect(passed.slice(-3)).toEqual(expect.arrayContaining([typed('left 999', 'k/0'), typed('here 999'), scrolled(999)]));
  });

  it('is passed on at once when the page goes, and only once', () => {
    for (let at = 0; at < 1_000; at += 1) budget.take(typed(`${at}`));
    budget.release();
    expect(passed.at(-1)).toEqual(typed('999'));
    const { length } = passed;
    vi.advanceTimersByTime(5_000);
    expect(passed).toHaveLength(length);
  });

  it('is not followed by an older one', () => {
    for (let at = 0; at < 1_000; at += 1) budget.take(typed(`${at}`));
    vi.advanceTimersByTime(500);
    budget.take(typed('newest'));
    vi.advanceTimersByTime(5_000);
    expect(passed.at(-1)).toEqual(typed('newest'));
    expect(passed.filter((message) => message.type === 'noteTyped' && message.text === '999')).toEqual([]);
  });
});
