// What a feed says of itself, short enough for the rows that carry it: each issue's row names its source. Texts of issues are
// not cut here.

const longestTitle = 300;
const longestAddress = 8_000;

/** The title, or its beginning. */
export function rowTitle(title: string): string {
  return title.length <= longestTitle ? title : `${title.slice(0, longestTitle).toWellFormed().trimEnd()}…`;
}

/** The address, unless no browser would open one so long. */
export function rowAddress(address: string | undefined): string | undefined {
  return address === undefined || address.length > longestAddress ? undefined : address;
}
