// A tolerant reading of an XML document as a tree, and small questions to it. `readXml.ts` makes it; what the elements
// mean is not known here.

export interface XmlElement {
  /** In the one spelling of `xmlNames.ts`. */
  readonly name: string;
  /** The address of its namespace, when one is declared. */
  readonly namespace: string | undefined;
  /** Values with their references resolved; names in lower case, prefixes as with elements. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements in it; of an element of text none but the first, wherever in it that stands. */
  readonly children: XmlElement[];
  /** Text in it with its references resolved; of an element of text also that of the elements within. */
  text: string;
  /** Its content as the document has it, between its tags. */
  innerStart: number;
  innerEnd: number;
  /** Its end arrived, or the end of something around it. */
  isWhole: boolean;
}

export interface XmlDocument {
  readonly source: string;
  /** Stands around everything, nameless: hostile documents have any number of roots. */
  readonly root: XmlElement;
  /** Resolves what the document type declared, in text that stays markup. */
  readonly expandOwn: (markup: string) => string;
}

export const noAttributes: ReadonlyMap<string, string> = new Map();

export function childOf(parent: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return parent.children.find((child) => names.includes(child.name));
}
