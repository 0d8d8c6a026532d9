// Text in Markdown.

/** Text as Markdown that shows it letter by letter; `appendText` would forbid it to wrap. */
export function asWritten(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
