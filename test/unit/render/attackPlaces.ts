// Puts a hostile text into every field an issue has: in documents that go through the parser, and in an issue that does not.
import type { Issue, Section } from '../../../src/digest/model.js';
import type { Attack } from './attackCorpus.js';

/** A document to parse. */
export interface AttackDocument {
  readonly fileName: string;
  readonly text: string;
}

/** Documents that together hold the attack in every place that the forms of an issue have. */
export function attackDocuments({ kind, text }: Attack): readonly AttackDocument[] {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const quoted = JSON.stringify(text);
  const front = kind === 'frontMatter' ? text : frontMatter(quoted);
  return [
    { fileName: 'front-matter.md', text: `---\n${front}\n---\n\nWords before.\n\n## TLDR\n\nShort.\n\n## A section\n\nWords.\n` },
    { fileName: 'texts.md', text: `${text}\n\n## TLDR\n\n${text}\n\n## A section\n\nWords before.\n\n${text}\n\nWords after.\n` },
    { fileName: 'lines.md', text: linesWith(line) },
    {
      fileName: 'takeaways.md',
      text: `# A title\n\n## A section\n\nWords.\n\n## Key Takeaways\n\n- ${line}\n- Words before ${line} and after\n`,
    },
    { fileName: 'address.md', text: addressesWith(line) },
    { fileName: 'copied.txt', text: copiedWith(line, text) },
    { fileName: 'nothing-else.txt', text },
  ];
}

function frontMatter(quoted: string): string {
  const list = ['title', 'excerpt', 'category', 'slug', 'url', 'source', 'author'].map((key) => `${key}: ${quoted}`);
  return [...list, `publishedAt: ${quoted}`, `hashtags: [${quoted}, "#ai"]`].join('\n');
}

function linesWith(line: string): string {
  return [
    `# ${line}`,
    `## ${line}`,
    `**TLDR:** ${line}`,
    `**Summary:** ${line}`,
    `**Key takeaways:**\n\n- ${line}`,
    `**Why do I care:** ${line}`,
    `**Link:** [${line}](https://example.org/one)`,
    `### ${line}`,
    `| ${line} | b |\n|---|---|\n| ${line} | d |`,
    `> ${line}`,
    `1. ${line}`,
    `**Link:** ${line}`,
  ].join('\n\n');
}

function addressesWith(line: string): string {
  return [
    '# A title',
    '## A section',
    `[label](${line}) [label](<${line}>) <${line}> [label][ref]`,
    `![picture](${line})`,
    `**Link:** [label](${line})`,
    `[label](https://example.org/?q=${line} "${line}")`,
    `[ref]: ${line}`,
    '## Key Takeaways',
    `- ${line}\n- Words before ${line} and after`,
  ].join('\n\n');
}

function copiedWith(line: string, text: string): string {
  return [
    line,
    'Published on 30.04.2026',
    line,
    'TLDR',
    text,
    'A heading of the page',
    `Words before. ${text}`,
    line,
    'Key Takeaways',
    `  • ${line}\n  • Words`,
    'External Links (1)',
  ].join('\n\n');
}

/** An issue whose every field is the attack, as if the parser had let everything through. */
export function attackIssue({ text }: Attack): Issue {
  const section = (id: string, format: 'markdown' | 'html'): Section => ({
    id,
    title: text,
    tldr: text,
    body: { format, text },
    takeaways: [text, `Words ${text}`],
    links: [{ label: text, url: text }, { label: text }, { label: 'label', url: `https://example.org/${text}` }],
  });
  return {
    id: 'issue',
    kind: 'digest',
    title: text,
    published: text,
    updated: text,
    authors: [text, `Words ${text}`],
    extent: 'excerpt',
    category: text,
    tags: [text],
    tldr: text,
    excerpt: text,
    intro: { format: 'html', text },
    sections: [
      section('one', 'markdown'),
      section('two', 'html'),
      { ...section('three', 'html'), title: 'Three', body: { format: 'html', text: `<p>${text}` } },
    ],
    takeaways: [text, `Words ${text}`],
    links: [{ label: text, url: text, original: text }],
    url: text,
  };
}
