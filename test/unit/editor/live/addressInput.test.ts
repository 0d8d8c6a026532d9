import { describe, expect, it } from 'vitest';
import { readTypedSource } from '../../../../src/editor/live/addressInput.js';

describe('readTypedSource', () => {
  it.each([
    ['https://quiet.example/feed.xml', 'https://quiet.example/feed.xml'],
    ['  <https://quiet.example/> ', 'https://quiet.example/'],
    ['quiet.example/blog', 'https://quiet.example/blog'],
    ['localhost:8080/feed', 'http://localhost:8080/feed'],
    ['feed:https://quiet.example/a', 'https://quiet.example/a'],
    ['feed://quiet.example/a', 'http://quiet.example/a'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
  ])('reads %s', (typed, address) => {
    expect(readTypedSource(typed)).toEqual({ address, guess: { feed: address } });
  });

  it.each([
    ['https://quiet.example/news.git', 'https://quiet.example/news.git'],
    ['git@github.com:quiet/news.git', 'https://github.com/quiet/news.git'],
    ['git+https://quiet.example/news.git', 'https://quiet.example/news.git'],
  ])('takes %s for a repository', (typed, git) => {
    expect(readTypedSource(typed)).toEqual({ address: git, guess: { git } });
  });

  it('offers a page of a known host as a repository too', () => {
    expect(readTypedSource('https://github.com/quiet/news/tree/main/issues')).toMatchObject({
      guess: { feed: 'https://github.com/quiet/news/tree/main/issues' },
      repository: 'https://github.com/quiet/news.git',
    });
    expect(readTypedSource('https://github.com/quiet')?.repository).toBeUndefined();
  });

  it.each([
    ['~/notes/digests', '~/notes/digests'],
    ['~', '~'],
    ['/srv/news', '/srv/news'],
    [String.raw`C:\news`, String.raw`C:\news`],
    ['file:///srv/my%20news', '/srv/my news'],
  ])('takes %s for a folder', (typed, folder) => {
    expect(readTypedSource(typed)).toEqual({ address: folder, guess: { folder } });
  });

  it('parts user and password from the address', () => {
    expect(readTypedSource('https://ann:secret@quiet.example/feed')).toEqual({
      address: 'https://quiet.example/feed',
      guess: { feed: 'https://quiet.example/feed' },
      credentials: { user: 'ann', password: 'secret' },
    });
  });

  it.each([
    '',
    '   ',
    'quiet',
    'two words.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://quiet.example/',
    'https://',
    'ext::sh -c x',
  ])('takes “%s” for no address', (typed) => {
    expect(readTypedSource(typed)).toBeUndefined();
  });
});
