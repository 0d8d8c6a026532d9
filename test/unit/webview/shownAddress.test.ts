// How an address is shown before it is followed: nobody may take one host for another.
import { describe, expect, it } from 'vitest';
import { showAddress } from '../../../src/webview/shownAddress.js';

/** The pieces with the host between bars. */
function shown(address: string): string | undefined {
  const pieces = showAddress(address);
  return pieces && `${pieces.before}|${pieces.host}|${pieces.after}`;
}

describe('an address', () => {
  it.each([
    ['https://example.org/log?day=1#at', 'https://|example.org|/log?day=1#at'],
    ['HTTP://EXAMPLE.org', 'http://|example.org|/'],
    ['https://example.org:8443/a', 'https://|example.org:8443|/a'],
    ['https://[::1]:80/', 'https://|[::1]:80|/'],
    ['https://example.org/https://example.org/', 'https://|example.org|/https://example.org/'],
    ['mailto:desk@example.org?subject=Tides', 'mailto:|desk@example.org?subject=Tides|'],
  ])('%s shows its host', (address, expected) => {
    expect(shown(address)).toBe(expected);
  });

  it('that begins with a name like a host shows where it leads', () => {
    expect(shown('https://example.org@evil.example/')).toBe('https://example.org@|evil.example|/');
    expect(shown('https://example.org%2Flog@evil.example/')).toBe('https://example.org%2Flog@|evil.example|/');
    expect(shown('https:\\\\example.org\\@evil.example')).toBe('https://|example.org|/@evil.example');
  });

  it('of another script stands as it is asked for, and cannot turn the line round', () => {
    expect(shown('https://ex\u0430mple.org/')).toBe('https://|xn--exmple-4nf.org|/');
    expect(shown('https://example.org/\u202egpj.exe')).toBe('https://|example.org|/%E2%80%AEgpj.exe');
  });

  it('that is very long is cut in its middle, and keeps its whole host', () => {
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    const text = shown(`https://${host}/start${'x'.repeat(5_000)}end`) ?? '';
    expect(text).toMatch(new RegExp(`^https://\\|${host.replaceAll('.', String.raw`\.`)}\\|/startx+…x+end$`));
    expect(text.length).toBeLessThan(330);
    expect(shown(`https://${'user'.repeat(500)}@evil.example/`)).toMatch(/^https:\/\/user[^|]{1,160}\|evil\.example\|\/$/);
  });

  it.each(['javascript:alert(1)', 'command:digest.star', 'data:text/html,x', 'example.org', ''])(
    '%j that leads nowhere is not shown',
    (address) => {
      expect(shown(address)).toBeUndefined();
    },
  );
});
