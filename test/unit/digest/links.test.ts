// Which addresses are taken, and which redirects are unwrapped.
import { describe, expect, it } from 'vitest';
import { toAddress, toLink, unwrapTracking } from '../../../src/digest/links.js';

const target = 'https://target.example.org/a?b=1&c=2';
const encoded = encodeURIComponent(target);
const base64 = btoa(target);
const base64url = base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const json = (value: unknown): string => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

describe('unwrapTracking', () => {
  it.each([
    `https://www.google.com/url?sa=t&url=${encoded}`,
    `https://google.co.uk/url?q=${encoded}`,
    `https://l.facebook.com/l.php?u=${encoded}&h=AT0`,
    `https://t.umblr.com/redirect?z=${encoded}`,
    `https://out.reddit.com/t3_x?url=${encoded}&token=1`,
    `https://www.linkedin.com/safety/go?url=${encoded}`,
    `https://eur01.safelinks.protection.outlook.com/?url=${encoded}&data=05`,
    `https://medium.com/r/?url=${encoded}`,
    `https://www.youtube.com/redirect?q=${encoded}`,
    `https://substack.com/redirect/2/${json({ e: target, p: 1 })}.abc`,
    `https://click.convertkit-mail.com/x1/y2/${base64url}`,
    `https://click.kit-mail3.com/x1/y2/${base64}`,
    `https://flight.beehiiv.net/v2/clicks/${json({ alg: 'x' })}.${json({ url: target })}.sig`,
    `https://mandrillapp.com/track/click/1/t.example.org?p=${json({ p: JSON.stringify({ v: 1, url: target }) })}`,
    `https://e.customeriomail.com/e/c/${json({ email_id: 'x', href: target })}/abc`,
    `https://tracking.letters.example.com/CL0/${encoded}/1/0100/x`,
    `https://abc.r.eu-west-1.awstrack.me/L0/${encoded}/1/0100/x`,
    `https://links.letters.example.com/track/click?url=${encodeURIComponent(encoded)}`,
    `https://mail.example.com/redirect?to=${encoded}`,
    `https://letters.example.com/c/${base64url}/x`,
    `https://go.redirectingat.com/?id=1&url=${encoded}`,
    `https://urldefense.com/v3/__${target}__;!!abc`,
    `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://www.google.com/url?q=${encoded}`)}`,
  ])('%s', (redirect) => {
    expect(unwrapTracking(redirect)).toBe(target);
  });

  it('reads base64 that holds slashes to its end, and no further', () => {
    const page = 'https://target.example.org/ab?q=1';
    const token = btoa(page);
    expect(token).toContain('/');
    expect(unwrapTracking(`https://click.letters.example.com/x1/${token}`)).toBe(page);
    expect(unwrapTracking(`https://click.letters.example.com/x1/${base64url}/h1/x`)).toBe(target);
  });

  it.each([
    target,
    `https://validator.w3.org/nu/?doc=${encoded}`,
    `https://check.example.org/?url=${encoded}`,
    `https://web.archive.org/web/2026/${target}`,
    `https://example.org/login?redirect=${encoded}`,
    `https://mail.example.com/redirect?to=${encodeURIComponent('https://mail.example.com/next')}`,
    `https://links.example.com/track/click?url=${encodeURIComponent('javascript:alert(1)')}`,
    `https://click.example.com/c/${btoa('javascript:alert(document.domain)')}`,
    'https://click.example.com/c/VVxvr190ZxKKW8sVCq_1crfpCW7jDgJ35KbjlXN3',
    'https://substack.com/redirect/6f1e8b0c-1111-2222-3333-444455556666?j=abc',
    'https://images.example.com/fit/aHR0cHM6Ly90YXJnZXQuZXhhbXBsZS5vcmcv/100',
    'mailto:a@example.com?subject=url',
    'no address',
  ])('leaves %s', (address) => {
    expect(unwrapTracking(address)).toBe(address);
  });
});

describe('toAddress', () => {
  it.each([
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['HTTP://Example.org', 'HTTP://Example.org'],
    ['//cdn.example.org/x', 'https://cdn.example.org/x'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['command:x', undefined],
    ['vscode://x/y', undefined],
    ['file:///etc/passwd', undefined],
    ['http:', undefined],
    ['/relative', undefined],
    ['', undefined],
  ])('%j → %j', (href, address) => {
    expect(toAddress(href)).toBe(address);
  });

  it('sees a relative address from its page', () => {
    expect([toAddress('../x', 'https://example.org/a/b'), toAddress('javascript:x', 'https://example.org/')]).toEqual([
      'https://example.org/x',
      undefined,
    ]);
  });
});

describe('toLink', () => {
  it('keeps the original of an unwrapped redirect and labels a bare address with itself', () => {
    const redirect = `https://www.google.com/url?q=${encoded}`;
    expect([toLink('  Two\n words ', redirect), toLink('', target), toLink('label', 'command:x')]).toEqual([
      { label: 'Two words', url: target, original: redirect },
      { label: target, url: target },
      { label: 'label' },
    ]);
  });
});

describe('an address that others are seen from', () => {
  it('counts up to the length that sites have: each of the others may become as long', () => {
    expect(toAddress('b', `https://loom.example/${'a'.repeat(1_000)}/`)).toMatch(/a\/b$/);
    expect(toAddress('b', `https://loom.example/${'a'.repeat(3_000)}/`)).toBeUndefined();
    expect(toAddress('https://loom.example/b', `https://loom.example/${'a'.repeat(3_000)}/`)).toBe('https://loom.example/b');
  });
});
