// The document of the reader panel: its policy to the letter, and that nothing given to it can leave its place.
import { describe, expect, it } from 'vitest';
import type { FirstShow, ReaderDocumentParts } from '../../../../src/editor/reader/readerDocument.js';
import { readerPolicy, renderDocument } from '../../../../src/editor/reader/readerDocument.js';

const parts: ReaderDocumentParts = {
  nonce: 'bm9uY2Utbm9uY2Utbm9uY2U=',
  cspSource: 'https://*.cdn.example',
  scriptUri: 'https://a.cdn.example/dist/reader.js',
  styleUri: 'https://a.cdn.example/media/reader.css',
  look: { fontFamily: '', lineWidth: 68, isEssential: false },
  language: 'pl',
};

const first: FirstShow = { type: 'show', key: 'k/1', title: 'A "calm" <week>', html: '<article>Text</article>', isStarred: true };

describe('renderDocument', () => {
  it('allows our script by its nonce, our files, and pictures that the host posted: nothing else', () => {
    expect(readerPolicy('N', 'S')).toBe("default-src 'none'; script-src 'nonce-N'; style-src S; font-src S; img-src S data: blob:");
    const html = renderDocument(parts);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    expect(policy).toBe(
      `default-src 'none'; script-src 'nonce-${parts.nonce}'; style-src https://*.cdn.example; font-src https://*.cdn.example; img-src https://*.cdn.example data: blob:`,
    );
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<link'));
  });

  it('has one script, by address and nonce, and no style or handler of its own', () => {
    const html = renderDocument({ ...parts, first });
    expect(html.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual([`<script nonce="${parts.nonce}" src="${parts.scriptUri}"></script>`]);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(html).toContain(`<link rel="stylesheet" href="${parts.styleUri}">`);
    expect(html).toContain('<html lang="pl">');
  });

  it('carries the first issue as content, and its facts escaped in an attribute', () => {
    const html = renderDocument({ ...parts, first: { ...first, place: { anchor: 'a\'"><b', offset: 3 } } });
    expect(html).toContain('><article>Text</article></main>');
    const data = /<main[^>]* data-first="([^"]*)">/.exec(html)?.[1] ?? '';
    const plain = data.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(JSON.parse(plain)).toEqual({
      type: 'show',
      key: 'k/1',
      title: first.title,
      isStarred: true,
      place: { anchor: 'a\'"><b', offset: 3 },
    });
    expect(html).toContain('<title>A &quot;calm&quot; &lt;week&gt;</title>');
  });

  it('leaves out what is not essential from the first paint where that is wanted', () => {
    const [essential, whole] = [true, false].map((isEssential) =>
      renderDocument({ ...parts, first, look: { ...parts.look, isEssential } }),
    );
    expect(essential).toContain('<main id="page" tabindex="-1" class="is-essential"');
    expect(whole).not.toContain('class="is-essential"');
  });

  it('is empty without an issue, or says a sentence', () => {
    expect(renderDocument(parts)).toContain(
      '<main id="page" tabindex="-1" data-look="{&quot;fontFamily&quot;:&quot;&quot;,&quot;lineWidth&quot;:68,&quot;isEssential&quot;:false}"></main>',
    );
    expect(renderDocument({ ...parts, notice: 'Gone <away>' })).toContain('<p class="notice">Gone &lt;away&gt;</p></main>');
  });

  it.each(['', 'short', "x'; script-src *", 'a"b'.repeat(9)])('refuses the nonce %j', (nonce) => {
    expect(() => renderDocument({ ...parts, nonce })).toThrow(RangeError);
  });

  it('escapes what VS Code gives as well', () => {
    const html = renderDocument({ ...parts, language: '"><x', scriptUri: 'a"&b', styleUri: '"><y' });
    expect(html).not.toMatch(/<[xy]/);
    expect(html).toContain('src="a&quot;&amp;b"');
  });
});
