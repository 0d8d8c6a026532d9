// How a container image is written: `registry/name:tag@digest`, with variables where a file has some.

export interface ImageName {
  /** Without the default registry, tag and digest. */
  readonly name: string;
  readonly tag?: string;
  /** How much of the text the name takes, from its beginning. */
  readonly length: number;
}

const defaults = ['docker.io/', 'index.docker.io/', 'registry-1.docker.io/', 'library/'];

/** Undefined for what is no image: `scratch`, a variable that nothing sets. */
export function readImageName(written: string): ImageName | undefined {
  const mark = written.indexOf('@');
  const reference = mark < 0 ? written : written.slice(0, mark);
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  const whole = colon < 0 ? reference : reference.slice(0, colon);
  const tag = colon < 0 ? '' : reference.slice(colon + 1);
  const name = defaults.reduce((rest, start) => (rest.startsWith(start) ? rest.slice(start.length) : rest), whole.toLowerCase());
  if (name === 'scratch' || name.length > 255 || !/^[a-z\d](?:[a-z\d._:/-]*[a-z\d])?$/.test(name)) return undefined;
  return { name, length: whole.length, ...(tag === '' ? {} : { tag }) };
}

/** With `$NAME`, `${NAME}` and `${NAME:-default}` put in; undefined where one of them has no value. */
export function withVariables(written: string, values: ReadonlyMap<string, string>): string | undefined {
  let isKnown = true;
  const whole = written.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^{}$]*))?\})/g,
    (_, bare: string | undefined, name: string | undefined, fallback: string | undefined) => {
      const value = values.get(bare ?? name ?? '') ?? fallback;
      if (value === undefined) isKnown = false;
      return value ?? '';
    },
  );
  return isKnown ? whole : undefined;
}
