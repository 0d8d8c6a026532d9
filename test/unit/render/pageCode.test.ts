// Blocks of code on the page: their frame, their language, what the copy button stands for, and colours within their bounds.
import { describe, expect, it } from 'vitest';
import { renderBody } from '../../../src/render/body.js';
import { colourCode } from '../../../src/render/codeColours.js';
import { codeAt, frameCode, namesLanguage } from '../../../src/render/pageCode.js';
import { pageWords } from '../words.js';

function frame(markdown: string, colour?: typeof colourCode): string {
  return frameCode(renderBody({ format: 'markdown', text: markdown }), pageWords, colour);
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\`\n`;
}

describe('a block of code', () => {
  it('says its language and has a button that names the block, not its text', () => {
    const html = frame(`${fence('py', 'import os')}\n\n${fence('', 'plain')}`);
    expect(html).toContain('<span class="language">Python</span>');
    expect(html.match(/class="language"/g)).toHaveLength(1);
    expect(html.match(/data-action="copyCode" data-anchor="code:[12]"/g)).toHaveLength(2);
    expect(html).toContain('aria-label="Copy this code"');
  });

  it('says a language that we do not know as it is written, and none where the author says that there is none', () => {
    expect(frame(fence('Zig', 'x'))).toContain('<span class="language">zig</span>');
    expect(frame(fence('text', 'x'))).not.toContain('class="language"');
    expect(frame(fence('<b>', 'x'))).not.toContain('<b>');
  });

  it('is found by its anchor as the text that stands in it', () => {
    const html = frame(`${fence('c++', 'a < b && c > "d"\n\n  e')}\n\n${fence('html', '<b>&amp;</b>')}`, colourCode);
    expect(codeAt(html, 'code:1')).toBe('a < b && c > "d"\n\n  e');
    expect(codeAt(html, 'code:2')).toBe('<b>&amp;</b>');
    for (const wrong of ['code:0', 'code:3', 'code-1', 'code:1e0', 'code: 1', '']) expect(codeAt(html, wrong)).toBeUndefined();
  });

  it('of a feed is taken without the marks in it', () => {
    const html = frameCode(renderBody({ format: 'html', text: '<pre>a<br>b <b>c</b>\n</pre>' }), pageWords);
    expect(codeAt(html, 'code:1')).toBe('a\nb c');
  });

  it('is none where a text is only shown as it is, or where it stands around another one', () => {
    expect(frameCode('<pre class="as-is">x</pre>', pageWords)).toBe('<pre class="as-is">x</pre>');
    const nested = '<pre>a<pre>b</pre>c</pre>';
    expect(frameCode(nested, pageWords)).toBe(nested);
  });
});

describe('the colours', () => {
  it('are spans of ours around escaped text', () => {
    const html = frame(fence('python', 'def f(a):  # <b>\n    return "x < y" + str(1)'), colourCode);
    expect(html).toContain('<span class="code-keyword">def</span>');
    expect(html).toContain('<span class="code-comment"># &lt;b&gt;</span>');
    expect(html).toContain('<span class="code-string">"x &lt; y"</span>'.replaceAll('"x', '&quot;x').replaceAll('y"<', 'y&quot;<'));
    expect(html).not.toContain('hljs');
  });

  it.each([
    ['bash', 'if true; then echo "$x"; fi'],
    ['sh', 'for f in *; do ls; done'],
    ['ts', 'const a: number = 1;'],
    ['tsx', 'const a = <b>1</b>;'],
    ['json', '{"a": 1}'],
    ['yaml', 'a: "b"'],
    ['toml', 'a = "b"'],
    ['go', 'func main() {}'],
    ['rust', 'fn main() {}'],
    ['c#', 'class A { }'],
    ['cs', 'class A { }'],
    ['java', 'class A { }'],
    ['kotlin', 'fun a() = 1'],
    ['swift', 'let a = 1'],
    ['php', '<?php echo 1;'],
    ['ruby', 'def a; end'],
    ['sql', 'select 1'],
    ['html', '<b>a</b>'],
    ['css', 'a { color: red }'],
    ['md', '# a'],
    ['diff', '+a\n-b'],
    ['dockerfile', 'FROM node:22 AS build\nRUN npm ci'],
    ['make', 'a: b\n\techo $(c)'],
    ['pwsh', 'Get-Item $x | Where-Object { $_ -eq "a" }'],
    ['lua', 'local a = 1'],
    ['ini', '[a]\nb=1'],
    ['graphql', 'query { a }'],
  ])('know %s', (language, code) => {
    const html = frame(fence(language, code), colourCode);
    expect(html).toMatch(/<span class="code-(?!head)/);
    expect(codeAt(html, 'code:1')).toBe(code);
  });

  it('guess no language', () => {
    expect(frame(fence('', 'def f(): return 1'), colourCode)).not.toContain('code-keyword');
    expect(frame(fence('made-up', 'def f(): return 1'), colourCode)).not.toContain('code-keyword');
  });

  it('let no class of an author through, and keep what an author marked', () => {
    const text = '<pre><code class="language-js"><span class="code-string">let</span> a</code></pre>';
    const html = frameCode(renderBody({ format: 'html', text }), pageWords, colourCode);
    expect(html).not.toContain('code-string');
    expect(html).toContain('<span class="code-keyword">let</span>');
    const linked = '<pre><code class="language-js">let <a href="https://example.org/">a</a></code></pre>';
    const kept = frameCode(renderBody({ format: 'html', text: linked }), pageWords, colourCode);
    expect(kept).toContain('href="https://example.org/"');
    expect(kept).not.toContain('code-keyword');
  });

  it('leave a very long block and what comes after very much code as it is', () => {
    const long = 'let a = 1;\n'.repeat(2_000);
    expect(frame(fence('js', long), colourCode)).not.toContain('code-keyword');
    const block = fence('js', 'let a = 1;\n'.repeat(700));
    const html = frame(`${block}\n`.repeat(9), colourCode);
    expect(
      html
        .split('class="code is-named"')
        .slice(1)
        .map((each) => each.includes('code-keyword')),
    ).toEqual([...Array.from({ length: 6 }, () => true), ...Array.from({ length: 3 }, () => false)]);
  });

  it('are wanted only where a language may be named', () => {
    expect(namesLanguage(['words', '```\ncode\n```'])).toBe(false);
    expect(namesLanguage(['words', '~~~ python\ncode\n~~~'])).toBe(true);
    expect(namesLanguage(['<pre><code class="language-js">'])).toBe(true);
  });
});
