// Lines that mails and pages put around a text and that nobody would take for its title or for a heading.

const phrases =
  /^(?:(?:view|open|read|see)\b.{0,30}\b(?:browser|app|online|web)\b|forwarded this (?:e-?mail|message)\b|(?:un)?subscribe\b|sign (?:in|up)\b|log ?in\b|share\b|like\b|comment\b|restack\b|home\b|menu\b|skip to\b|advertisement\b|sponsored\b|(?:←|<-|«)|\d{1,3} min(?:ute)?s?(?: read)?$|zobacz w przeglądarce\b|udostępnij\b)/i;

/** True for a short line such as "View in browser", "Share" or "5 min read". */
export function isFurniture(line: string): boolean {
  const text = line.trim();
  if (text.length > 80 || !phrases.test(text)) return false;
  // "Share of agents doubles" is a heading: the single words count only almost alone.
  return (
    !/^(?:share|like|comment|home|menu|sponsored|subscribe)\b/i.test(text) ||
    text.split(/\s+/).length <= 2 ||
    /^subscribe (?:here|now|to)\b/i.test(text)
  );
}
