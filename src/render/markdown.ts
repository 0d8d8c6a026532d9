// Markdown → HTML that is not safe yet: whoever calls this passes the result to sanitise.ts.

import { Marked, Tokenizer, type Token, type Tokens } from 'marked';
import { escapeHtml } from './escapeHtml.js';
import { swallowing } from './swallowing.js';

/** A footnote: its first line and the lines that only go on with it. Where it is a single word, the parser of issues has escaped it. */
const footnote =
  /^ {0,3}\\?\[\^([^\]\s]{1,100})\]:[ \t]*([^\n]*(?:\n(?![ \t]*(?:\n|$)| {0,3}(?:[[#>|]|[-*+][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}))[^\n]+)*)(?:\n|$)/;

const marked = new Marked({
  gfm: true,
  async: false,
  tokenizer: {
    // marked stops escaping text after an inline `<script>` or `<code>` until its end, which a text that only names the tag lacks.
    tag(src) {
      const token = Tokenizer.prototype.tag.call(this, src);
      if (token === undefined) {
        return false;
      }
      this.lexer.state.inRawBlock = false;
      return { ...token, inRawBlock: false };
    },
  },
  hooks: { processAllTokens: tameNamedTags },
  extensions: [
    {
      name: 'footnote',
      level: 'block',
      tokenizer(src) {
        const match = footnote.exec(src);
        if (match === null) {
          return undefined;
        }
        const tokens: Token[] = [];
        this.lexer.inline(match[2] ?? '', tokens);
        return { type: 'footnote', raw: match[0], name: match[1], tokens };
      },
      renderer(token) {
        return `<p class="footnote"><sup>${escapeHtml(String(token['name']))}</sup> ${this.parser.parseInline(token.tokens ?? [])}</p>\n`;
      },
    },
    {
      name: 'footnoteMark',
      level: 'inline',
      tokenizer(src) {
        const match = /^\[\^([^\]\s]{1,100})\]/.exec(src);
        return match === null ? undefined : { type: 'footnoteMark', raw: match[0], name: match[1] };
      },
      renderer: (token) => `<sup class="footnote-mark">${escapeHtml(String(token['name']))}</sup>`,
    },
  ],
});

/** HTML of a Markdown document. */
export function markdownToHtml(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/** HTML of a line of Markdown, without a paragraph around it. */
export function lineToHtml(markdown: string): string {
  return marked.parseInline(markdown.trim(), { async: false });
}

/** In a line of prose, `<script>` or `<title>` without its end tag is the name of a tag, not the tag. */
function tameNamedTags<List extends Token[]>(tokens: List): List {
  const lines: Token[][] = [tokens];
  for (let line = lines.pop(); line !== undefined; line = lines.pop()) {
    const ends = new Set<string>();
    for (let index = line.length - 1; index >= 0; index -= 1) {
      const token = line[index];
      const name = token?.type === 'html' && token['block'] === false ? tagName(token.raw) : undefined;
      if (name?.startsWith('/') === true) {
        ends.add(name);
      } else if (token !== undefined && name !== undefined && !ends.has(`/${name}`)) {
        line[index] = { type: 'text', raw: token.raw, text: token.raw, escaped: false } satisfies Tokens.Text;
      }
      lines.push(...childrenOf(token));
    }
  }
  return tokens;
}

/** The lists of tokens in a token. */
function childrenOf(token: Token | undefined): Token[][] {
  if (token === undefined) {
    return [];
  }
  if (isTable(token)) {
    return [...token.header, ...token.rows.flat()].map((cell) => cell.tokens);
  }
  return isList(token) ? [token.items] : [('tokens' in token ? token.tokens : undefined) ?? []];
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table';
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function tagName(raw: string): string | undefined {
  const name = /^<(\/?[a-z-]{1,20})[\s/>]/i.exec(raw)?.[1]?.toLowerCase();
  return swallowing.some((one) => one === name || `/${one}` === name) ? name : undefined;
}
