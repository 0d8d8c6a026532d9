// When two addresses mean one source, and what a person may paste as one.

import { describe, expect, it } from 'vitest';
import { credentialsIn, sourceAddressKey, toWebAddress, withoutCredentials } from '../../../src/protocol/sourceAddress.js';

describe('the key of a source', () => {
  it.each([
    'https://loom.example/feed',
    'http://loom.example/feed',
    'https://loom.example/feed/',
    'https://loom.example/feed//',
    'https://LOOM.Example/feed',
    'https://loom.example./feed',
    'https://loom.example:443/feed',
    'http://loom.example:80/feed',
    'https://loom.example/feed#top',
    'https://loom.example/feed?',
    'https://loom.example/feed?utm_source=mail&utm_medium=x',
    'https://loom.example/feed?UTM_Campaign=x&fbclid=1&gclid=2&mc_cid=3',
    'https://weaver:secret@loom.example/feed',
    'https://loom.example/%66eed',
    'https://loom.example/a/../feed',
    'feed:https://loom.example/feed',
    'feed://loom.example/feed',
    'FEED://loom.example/feed',
    'loom.example/feed',
    '  https://loom.example/feed\n',
  ])('is that of the others for %s', (address) => expect(sourceAddressKey(address)).toBe(sourceAddressKey('https://loom.example/feed')));

  it('differs for all else', () => {
    const addresses = [
      'https://loom.example/',
      'https://loom.example/feed',
      'https://loom.example/Feed',
      'https://loom.example/feed.xml',
      'https://loom.example/feed?format=atom',
      'https://loom.example/feed?format=rss',
      'https://loom.example/feed?a=1&b=2',
      'https://loom.example/feed?b=2&a=1',
      'https://loom.example/a%2Fb',
      'https://loom.example/a/b',
      'https://www.loom.example/feed',
      'https://loom.example:8443/feed',
      '/home/weaver/issues',
    ];
    expect(new Set(addresses.map(sourceAddressKey)).size).toBe(addresses.length);
  });

  it('keeps other parameters beside click counters', () => {
    expect(sourceAddressKey('https://loom.example/?utm_source=x&tag=warp&utm_id=1')).toBe(sourceAddressKey('http://loom.example?tag=warp'));
  });

  it('is found at once, however many slashes there are', () => {
    expect(sourceAddressKey(`https://loom.example${'/'.repeat(100_000)}x`)).toHaveLength(100_013);
  });
});

describe('what a person pastes', () => {
  it.each([
    ['https://loom.example/feed#top', 'https://loom.example/feed'],
    ['feed:https://loom.example/feed', 'https://loom.example/feed'],
    ['feed://loom.example/feed', 'http://loom.example/feed'],
    ['loom.example', 'https://loom.example/'],
    ['loom.example:8080/feed', 'https://loom.example:8080/feed'],
    ['localhost:3000/feed', 'http://localhost:3000/feed'],
    ['192.168.1.4/feed', 'http://192.168.1.4/feed'],
    [' http://weaver:secret@loom.example ', 'http://weaver:secret@loom.example/'],
    ['müller.example/größe', 'https://xn--mller-kva.example/gr%C3%B6%C3%9Fe'],
    ['', undefined],
    ['loom', undefined],
    ['two words.', undefined],
    ['/home/weaver/feed.xml', undefined],
    ['file:///etc/hosts', undefined],
    ['javascript:alert(1)', undefined],
    ['mailto:weaver@loom.example', undefined],
    ['weaver@loom.example', undefined],
    ['http://', undefined],
  ])('%j is %j', (text, address) => expect(toWebAddress(text)).toBe(address));
});

describe('user and password in an address', () => {
  it('are taken out', () => {
    expect(withoutCredentials('https://weaver:secret@loom.example/feed?x=1')).toBe('https://loom.example/feed?x=1');
    expect(withoutCredentials('https://token@loom.example/')).toBe('https://loom.example/');
    expect(withoutCredentials('https://loom.example/feed')).toBe('https://loom.example/feed');
    expect(withoutCredentials('no address')).toBe('no address');
  });

  it('are read with their percent-encoding resolved', () => {
    expect(credentialsIn('https://we%40ver:se%3Acret@loom.example/')).toEqual({ user: 'we@ver', password: 'se:cret' });
    expect(credentialsIn('https://weaver:100%@loom.example/')).toEqual({ user: 'weaver', password: '100%' });
    expect(credentialsIn('https://token@loom.example/')).toEqual({ user: 'token', password: '' });
    expect(credentialsIn('https://loom.example/')).toBeUndefined();
    expect(credentialsIn('no address')).toBeUndefined();
  });
});
