// The tags of a page one after the other, by the tokenizer of htmlparser2. Builds no tree and keeps no stack of open elements:
// the parser of that package does, and takes quadratic time on a page whose elements do not close.

import { Tokenizer } from 'htmlparser2';

export interface Tag {
  /** In lower case. */
  readonly name: string;
  /** Names in lower case, values with their entities resolved; the first of a name counts. */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface TagVisitor {
  readonly onOpen: (tag: Tag) => void;
  /** Text between tags, in pieces. */
  readonly onText: (text: string) => void;
  /** `name` in lower case. */
  readonly onClose: (name: string) => void;
}

const longestValue = 8192;
const mostAttributes = 100;

/** Tells of the tags that are called one of `names` (in lower case), and of all text outside scripts and styles. */
export function scanTags(html: string, names: readonly string[], visitor: TagVisitor): void {
  const wanted = new Set(names);
  const longestName = Math.max(...names.map(({ length }) => length));
  const nameAt = (start: number, end: number): string | undefined => {
    const name = end - start > longestName ? '' : html.slice(start, end).toLowerCase();
    return wanted.has(name) ? name : undefined;
  };
  let tag: { name: string; attributes: Map<string, string> } | undefined;
  let attribute = '';
  let value = '';
  let isHidden = false;

  const addToValue = (text: string): void => {
    if (tag && value.length < longestValue) value += text.slice(0, longestValue);
  };
  const endTag = (): void => {
    if (tag) visitor.onOpen(tag);
    tag = undefined;
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        const name = nameAt(start, end);
        tag = name === undefined ? undefined : { name, attributes: new Map() };
        isHidden = end - start <= 6 && /^(?:script|style)$/i.test(html.slice(start, end));
      },
      onattribname: (start, end) => {
        attribute = tag && end - start < 100 ? html.slice(start, end).toLowerCase() : '';
        value = '';
      },
      onattribdata: (start, end) => addToValue(html.slice(start, Math.min(end, start + longestValue))),
      onattribentity: (codepoint) => addToValue(String.fromCodePoint(codepoint)),
      onattribend: () => {
        const attributes = tag?.attributes;
        if (attributes && attribute !== '' && attributes.size < mostAttributes && !attributes.has(attribute))
          attributes.set(attribute, value);
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      onclosetag: (start, end) => {
        isHidden = false;
        const name = nameAt(start, end);
        if (name !== undefined) visitor.onClose(name);
      },
      ontext: (start, end) => {
        if (!isHidden) visitor.onText(html.slice(start, end));
      },
      ontextentity: (codepoint) => visitor.onText(String.fromCodePoint(codepoint)),
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
