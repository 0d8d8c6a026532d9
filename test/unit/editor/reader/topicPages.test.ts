// How the page of a topic is made and made again, and what following from it does.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { actOnTopic, makeTopic } from '../../../../src/editor/reader/topicPages.js';
import type { TopicPage, TopicPageParams } from '../../../../src/protocol/topics.js';

const { followed, run } = vi.hoisted(() => ({ followed: [] as string[], run: vi.fn<(...parameters: unknown[]) => Promise<void>>() }));

vi.mock('vscode', async () => ({ ...(await import('../fakeVscode.js')), env: { language: 'en' } }));
vi.mock('../../../../src/editor/register.js', () => ({ runCommand: run }));
vi.mock('../../../../src/editor/settings/settings.js', () => ({ readSettings: () => ({ followedTopics: followed }) }));

/** A library in which `says` is all that is known. */
function backendSaying(says: () => string) {
  const asked: TopicPageParams[] = [];
  const topicPage = async (params: TopicPageParams): Promise<TopicPage> => {
    asked.push(params);
    return {
      topic: { id: 'loom', name: 'Loom', kind: 'own' },
      html: `<p data-round="${params.round}">${says()}</p>`,
      places: [],
      topics: [],
    };
  };
  return { asked, topicPage };
}

const showAnew = vi.fn<(wanted: { mentions: number; figures: number }) => Promise<void>>();

beforeEach(() => {
  followed.length = 0;
  run.mockClear();
  showAnew.mockClear();
});

describe('a page that is made again', () => {
  it('is another one when it says something else, and else the one that is there', async () => {
    let says = 'one';
    const backend = backendSaying(() => says);
    const first = await makeTopic(backend, 'loom');
    const same = first && (await makeTopic(backend, 'loom', first));
    expect([same?.page, same?.round]).toEqual([first?.page, first?.round]);
    says = 'two';
    const other = same && (await makeTopic(backend, 'loom', same));
    expect(other?.page.html).toContain('two');
    expect(other?.round).not.toBe(first?.round);
  });

  it('has as much as it had, and at first fifty sections', async () => {
    const backend = backendSaying(() => '');
    const first = await makeTopic(backend, 'loom');
    expect(first).toMatchObject({ mentions: 50, figures: 12 });
    if (first) await actOnTopic(first, { type: 'showMore', key: 'topic:loom', list: 'figures' }, { showAnew });
    expect(showAnew).toHaveBeenCalledWith({ mentions: 50, figures: 24 });
    await makeTopic(backend, 'loom', { mentions: 100, figures: 12 });
    expect(backend.asked.at(-1)).toMatchObject({ mentions: 100, figures: 12 });
  });

  it('is none for what is not known any more', async () => {
    expect(await makeTopic({ topicPage: async () => undefined }, 'own:gone')).toBeUndefined();
  });
});

describe('the button', () => {
  it('follows, and does no longer', async () => {
    const backend = backendSaying(() => '');
    const topic = await makeTopic(backend, 'gpt@5.5');
    const press = async () => topic && actOnTopic(topic, { type: 'toggleFollow', key: 'topic:gpt@5.5' }, { showAnew });
    await press();
    followed.push('gpt@5.5');
    await press();
    expect(run.mock.calls).toEqual([
      ['digest.followTopic', 'gpt@5.5'],
      ['digest.unfollowTopic', 'gpt@5.5'],
    ]);
    await makeTopic(backend, 'gpt@5.5');
    expect(backend.asked.map(({ isFollowed }) => isFollowed)).toEqual([false, true]);
  });
});
