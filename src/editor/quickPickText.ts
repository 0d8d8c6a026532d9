// Text of an issue as the label of a quick pick: one line, and nothing in it becomes an icon.

/** Where a long text is parted into label and detail, in characters. */
const labelLength = 60;

/** `$(name)` of the text stays text. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', String.raw`\$(`);
}

/** A text of any length as a label and, when it is long, the rest as the detail below it; cut between words. */
export function toLabelAndDetail(text: string): { readonly label: string; readonly detail?: string } {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= labelLength) {
    return { label: withoutIcons(line) };
  }
  const space = line.lastIndexOf(' ', labelLength);
  const cut = space > labelLength / 2 ? space : labelLength;
  return { label: withoutIcons(line.slice(0, cut)), detail: withoutIcons(line.slice(cut).trim()) };
}

/**
 * Whether a text has every word of what was typed, in any order. VS Code looks for what was typed as one piece, and apart in
 * label and detail: it would miss words on both sides of the cut.
 */
export function hasWords(text: string, typed: string): boolean {
  const searched = text.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
}
