// Feeds of invented news for tests.

interface TestEntry {
  readonly title: string;
  readonly guid?: string;
  readonly link?: string;
  /** Day of April 2026. */
  readonly day?: number;
  readonly html?: string;
}

/** An RSS 2.0 document. */
export function rss(title: string, entries: readonly TestEntry[]): string {
  const items = entries.map(({ title: name, guid, link, day, html = '<p>Shuttles fly.</p>' }) =>
    [
      '<item>',
      `<title>${name}</title>`,
      guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`,
      link === undefined ? '' : `<link>${link}</link>`,
      day === undefined ? '' : `<pubDate>${String(day).padStart(2, '0')} Apr 2026 09:00:00 GMT</pubDate>`,
      `<description><![CDATA[${html}]]></description>`,
      '</item>',
    ].join(''),
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${title}</title><link>https://loom.example/</link>${items.join('\n')}</channel></rss>`;
}
