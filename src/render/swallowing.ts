// Tags that swallow all the text behind them when their end is missing, and how to keep that text. No parsing here.

/** Elements whose content is read as text up to their end tag. Without an end tag they would swallow the rest of the article. */
export const swallowing = ['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'annotation'] as const;

const names = swallowing.join('|');
const openings = new RegExp(`<(!--|(?:${names})(?=[\\s/>]))`, 'gi');
const ends = new RegExp(`-->|</(${names})(?=[\\s/>])`, 'gi');

/**
 * A `<script>` or `<title>` (or a comment) that is never closed swallows all that follows, in a browser too. A text that
 * merely names such a tag must not end there: an opening without its end anywhere behind it is text.
 */
export function escapeSwallowing(html: string): string {
  if (html.search(openings) < 0) {
    return html;
  }
  const lastEnd = new Map<string, number>();
  for (const { 1: name = '!--', index } of html.matchAll(ends)) {
    lastEnd.set(name.toLowerCase(), index);
  }
  return html.replace(openings, (tag: string, name: string, offset: number) =>
    offset < (lastEnd.get(name.toLowerCase()) ?? -1) ? tag : `&lt;${tag.slice(1)}`,
  );
}
