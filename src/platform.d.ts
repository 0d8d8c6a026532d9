// The few Web globals that every platform of ours has (Node and browser) and that ES2024 does not name.
// Seen by the pure rooms only; Node's and the page's own types say the same elsewhere.

declare class URL {
  constructor(address: string, base?: string);
  static canParse(address: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  username: string;
  password: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  hash: string;
  readonly searchParams: { get(name: string): string | null; entries(): IterableIterator<[string, string]> };
}

declare function atob(base64: string): string;
