// The HTML document of the reader panel: policy, style, script and the first issue. It renders nothing of the issue itself:
// the article comes from the worker as sanitised markup. No `vscode` import, so that it can be read as a plain string.

import type { Look, ToReader } from '../../protocol/reader.js';

/** What the page shows from the start: the first `show`, so that the article is painted without waiting for a message. */
export type FirstShow = Extract<ToReader, { readonly type: 'show' }>;

export interface ReaderDocumentParts {
  /** Fresh and random for every document; letters, digits, `+`, `/`, `-`, `_`, `=`. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly look: Look;
  /** BCP 47 tag of the language of the buttons and labels. */
  readonly language: string;
  readonly first?: FirstShow;
  /** One sentence that stands in place of an issue. */
  readonly notice?: string;
}

/** Text for an attribute in double quotes or for an element's content. */
function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The page's whole policy: nothing but our script, our style, our fonts, and images that are ours or that the host posted. */
export function readerPolicy(nonce: string, cspSource: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data: blob:`,
  ].join('; ');
}

/**
 * The document for `webview.html`. The first issue's facts travel in a `data-first` attribute of `<main>`, the look in
 * `data-look`, as the policy allows no inline script; its markup is the content of `<main>` and must have been sanitised by the worker.
 * @throws RangeError when the nonce could end its place in the policy: that would be a bug of the caller.
 */
export function renderDocument(parts: ReaderDocumentParts): string {
  if (!/^[\w+/=-]{16,}$/.test(parts.nonce)) throw new RangeError('a nonce is at least 16 letters and digits');
  const { first } = parts;
  const notice = parts.notice === undefined ? '' : `<p class="notice">${escapeAttribute(parts.notice)}</p>`;
  // The class too, so that what is left out does not show before the script has run.
  let data = `${parts.look.isEssential ? ' class="is-essential"' : ''} data-look="${escapeAttribute(JSON.stringify(parts.look))}"`;
  if (first) {
    const { html: _, ...facts } = first;
    data += ` data-first="${escapeAttribute(JSON.stringify(facts))}"`;
  }
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(readerPolicy(parts.nonce, parts.cspSource))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(first?.title ?? 'Digest')}</title>
<link rel="stylesheet" href="${escapeAttribute(parts.styleUri)}">
</head>
<body>
<main id="page" tabindex="-1"${data}>${first?.html ?? notice}</main>
<p id="announcement" class="for-screen-readers" role="status"></p>
<script nonce="${parts.nonce}" src="${escapeAttribute(parts.scriptUri)}"></script>
</body>
</html>`;
}
