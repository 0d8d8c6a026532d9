// Text of an issue as the label of a quick pick: one line, and nothing in it becomes an icon.

/** Where a long text is parted into label and detail, in characters. */
const labelLength = 74;

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
