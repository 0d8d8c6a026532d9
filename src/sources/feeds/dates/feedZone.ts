// The zone behind a time of a feed: an offset, a name, a place. It knows no notation of dates or times.

/** How a local moment (milliseconds, as if it were UTC) lies to UTC: minutes east. */
export type Zone = (local: number) => number | undefined;

export interface ZoneMatch {
  readonly zone: Zone;
  /** What stands behind the zone in the text. */
  readonly rest: string;
}

/**
 * Minutes east of UTC and the names for it. North American names as RFC 822 has them; a name that several zones share means
 * the one that feeds use it for (BST British, IST Indian, CST and AST American).
 */
const namesByOffset: readonly (readonly [number, string])[] = [
  [-600, 'hst hast'],
  [-660, 'sst'],
  [-540, 'akst hadt'],
  [-480, 'pst pt akdt'],
  [-420, 'mst mt pdt'],
  [-360, 'cst ct mdt'],
  [-300, 'est et cdt cot pet'],
  [-240, 'edt ast at clt bot vet'],
  [-210, 'nst'],
  [-180, 'adt brt art clst uyt'],
  [-150, 'ndt'],
  [-120, 'brst'],
  [0, 'z ut utc gmt wet'],
  [-60, 'cvt azot'],
  [60, 'cet met mez bst west wat'],
  [120, 'cest mest mesz eet sast cat'],
  [180, 'eest msk eat trt'],
  [210, 'irst'],
  [240, 'msd gst get samt'],
  [270, 'irdt aft'],
  [300, 'pkt uzt yekt'],
  [330, 'ist'],
  [345, 'npt'],
  [360, 'omst'],
  [390, 'mmt'],
  [420, 'ict wib krat novt'],
  [480, 'irkt hkt sgt myt pht awst wita'],
  [540, 'awdt yakt jst kst wit'],
  [570, 'acst'],
  [600, 'aest chst pgt vlat'],
  [630, 'acdt'],
  [660, 'aedt magt'],
  [720, 'nzst fjt'],
  [780, 'nzdt'],
];

const offsets = new Map(namesByOffset.flatMap(([offset, names]) => names.split(' ').map((name) => [name, offset] as const)));

/** No place on earth is further from UTC than 14 hours; some feeds write 15. */
const furthest = 15 * 60 + 59;

// A blank between sign and digits is an offset only when all four digits stand there: `12:30 - 4 May` has a dash.
const numeric = /^(?:gmt|utc|ut|z)? ?([+-])(?:(\d{1,2}):?([0-5]\d)|(\d{1,2})| (\d{2}):?([0-5]\d))(?![\d:./-])/;
const named = /^[a-z]{1,5}(?![\p{L}\d/])/u;
const place = /^[a-z_]{2,20}\/[a-z_]{2,30}(?:[+-]\d{1,2}|\/[a-z_]{2,30})?(?![\p{L}\d/])/u;

/** The zone at the start of `tail` (lower case, trimmed); nothing when no zone that we know stands there. */
export function readZone(tail: string): ZoneMatch | undefined {
  // `-040` lost the last digit of `-0400`: no zone is forty minutes away.
  const whole = tail.replace(/^(?:gmt|utc|ut|z)? ?[+-]0\d0(?![\d:])/, (zone) => `${zone}0`);
  const found = numeric.exec(whole);
  if (found) {
    const minutes = Number(found[2] ?? found[4] ?? found[5]) * 60 + Number(found[3] ?? found[6] ?? 0);
    if (minutes > furthest) return undefined;
    const offset = found[1] === '-' ? -minutes : minutes;
    return { zone: () => offset, rest: withoutName(whole.slice(found[0].length)) };
  }
  const name = named.exec(tail)?.[0];
  const offset = name === undefined ? undefined : offsets.get(name);
  if (name !== undefined && offset !== undefined) return { zone: () => offset, rest: tail.slice(name.length) };
  const where = place.exec(tail)?.[0];
  const zone = where === undefined ? undefined : zoneOfPlace(where);
  return where !== undefined && zone ? { zone, rest: tail.slice(where.length) } : undefined;
}

/** An offset counts more than the name that follows it (`+0100 CET`, `-05:00Z`). */
function withoutName(rest: string): string {
  const trimmed = rest.trimStart();
  const name = named.exec(trimmed)?.[0];
  return name !== undefined && offsets.has(name) ? trimmed.slice(name.length) : rest;
}

const places = new Map<string, Intl.DateTimeFormat | undefined>();

/** A place of the time zone database (`europe/brussels`); nothing when it has no such place. */
function zoneOfPlace(name: string): Zone | undefined {
  if (!places.has(name)) {
    // Names come from outside: the list of those looked up must not grow for ever.
    if (places.size > 600) places.clear();
    places.set(name, formatOf(name));
  }
  const format = places.get(name);
  if (!format) return undefined;
  const offsetAt = (utc: number): number => {
    const parts = /([+-])(\d\d):(\d\d)/.exec(format.format(utc));
    return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
  };
  // The offset holds at a moment, and we have a local time: the second look is right but for the hour of a change.
  return (local) => offsetAt(local - offsetAt(local) * 60_000);
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
