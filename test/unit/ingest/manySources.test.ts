// Five hundred sources at once, of which fifty fail, each in a way of its own; and a backend that is killed while it reads. The
// backend runs with its real worker and relay in a process of its own.

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProblemReason, SourceDefinition, SourceStatus } from '../../../src/protocol/sources.js';
import { generateFeed } from '../../bench/generatedFeeds.js';
import { startFeedFarm } from '../../servers/feedFarm.js';
import { type ServedDocument, startFeedServer } from '../../servers/feedServer.js';
import { type Misbehaviour, type MisbehavingServer, goodFeed, startMisbehavingServer } from '../../servers/misbehaving.js';
import { startWebServer, type WebServer } from '../../servers/webServer.js';
import { buildPrograms } from './backendProcesses.js';
import { startServer, temporaryFolder } from './servers.js';

/** Milliseconds that a document may take in these tests: long for a good one, short for whoever waits for the others. */
const fetchTime = 6_000;

const largestDownload = 512 * 1024;

interface Failing {
  readonly definition: SourceDefinition;
  readonly reason: ProblemReason;
  readonly status?: number;
}

const ways: readonly (readonly [Misbehaviour, ProblemReason, status?: number])[] = [
  ['endlessHeader', 'connectionLost'],
  ['resetAtOnce', 'connectionLost'],
  ['closedAtOnce', 'connectionLost'],
  ['closedAfterHead', 'connectionLost'],
  ['notHttp', 'connectionLost'],
  ['endlessBody', 'tooLarge'],
  ['hugeBody', 'tooLarge'],
  ['saysHuge', 'tooLarge'],
  ['gzipBomb', 'tooLarge'],
  ['deflateBomb', 'tooLarge'],
  ['brotliBomb', 'tooLarge'],
  ['gzipFileBomb', 'tooLarge'],
  ['noAnswer', 'timeout'],
  ['slowHeaders', 'timeout'],
  ['slowBody', 'timeout'],
  ['bodyWithoutEnd', 'timeout'],
  ['gzipFileDeep', 'badCompression'],
  ['gzipFileBroken', 'badCompression'],
  ['notGzip', 'badCompression'],
  ['notBrotli', 'badCompression'],
  ['loop', 'redirectLoop'],
  ['selfWithCookie', 'redirectLoop'],
  ['toFile', 'unsafeRedirect'],
  ['toData', 'unsafeRedirect'],
  ['toNowhere', 'unexpectedStatus', 302],
  ['alwaysNotModified', 'unexpectedStatus', 304],
  ['partial', 'unexpectedStatus', 206],
  ['noContent', 'empty', 204],
  ['empty', 'empty'],
  ['logInPage', 'webPage'],
  ['signIn', 'signIn', 401],
];

const statuses: readonly (readonly [status: number, ProblemReason])[] = [
  [403, 'forbidden'],
  [404, 'notFound'],
  [410, 'gone'],
  [418, 'unexpectedStatus'],
  [429, 'tooManyRequests'],
  [500, 'serverError'],
  [503, 'serverError'],
];

const documents: Readonly<Record<string, ServedDocument & { readonly reason: ProblemReason }>> = {
  '/list': { body: '<?xml version="1.0"?><opml version="2.0"><body><outline text="Loom"/></body></opml>', reason: 'opmlList' },
  '/document': { body: '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj', type: 'application/pdf', reason: 'notAFeed' },
  '/drawing': { body: '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', type: 'image/svg+xml', reason: 'notAFeed' },
  '/error': { body: '{"error":"The loom is being mended."}', type: 'application/json', reason: 'errorMessage' },
  '/blank': { body: ' \n\t\n', reason: 'empty' },
};

function deal<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There is nothing to deal out.');
  return item;
}

function feed(address: string, reason: ProblemReason, status?: number): Failing {
  return { definition: { feed: address }, reason, ...(status === undefined ? {} : { status }) };
}

/** Fifty sources on sixteen hosts, and what is to be said of each. */
async function startFailing(): Promise<{ readonly failing: readonly Failing[]; readonly connections: () => readonly number[] }> {
  const servers: MisbehavingServer[] = [];
  for (let count = 0; count < 10; count++) servers.push(await startMisbehavingServer());
  const documentServer = await startFeedServer(documents);
  const others: WebServer[] = [];
  for (const certificate of ['expired', 'selfSigned', 'wrongHost'] as const) {
    others.push(await startWebServer((_request, response) => response.end(goodFeed), { certificate }));
  }
  const closed = await startWebServer(() => undefined);
  await closed.close();
  const [expired, selfSigned, wrongHost] = others;
  onTestFinished(async () => {
    await Promise.all([...servers, documentServer, ...others].map((server) => server.close()));
  });
  const failing = [
    ...ways.map(([way, reason, status], index) => feed(deal(servers, index).url(way), reason, status)),
    ...statuses.map(([status, reason], index) => feed(deal(servers, index).status(status), reason, status)),
    ...Object.entries(documents).map(([path, { reason }]) => feed(documentServer.url(path), reason)),
    feed(deal(servers, 3).chain(12), 'tooManyRedirects'),
    feed(`${expired?.origin}/feed.xml`, 'tlsExpired'),
    feed(`${selfSigned?.origin}/feed.xml`, 'tlsSelfSigned'),
    feed(`${wrongHost?.origin}/feed.xml`, 'tlsWrongHost'),
    feed(`${closed.origin}/feed.xml`, 'refused'),
    feed('http://127.0.0.1:25/feed.xml', 'badAddress'),
    { definition: { site: `${documentServer.origin}/` }, reason: 'notFound' as const, status: 404 },
  ];
  return { failing, connections: () => [...servers, documentServer, ...others].map((server) => server.connections()) };
}

function addressIn(definition: SourceDefinition): string {
  if ('feed' in definition) return definition.feed;
  return 'site' in definition ? definition.site : '';
}

function isWell(source: SourceStatus | undefined): boolean {
  return source?.problem === undefined && source?.issues === 4 && source.activity === 'idle';
}

describe('five hundred sources of which fifty fail', () => {
  it('are read to the end within bounds, and each failure is told from the others', { timeout: 180_000 }, async () => {
    const feeds = Array.from({ length: 450 }, (_, index) => generateFeed(3, index, 4));
    const farm = await startFeedFarm(feeds, { hosts: 30, pause: 20 });
    onTestFinished(() => farm.close());
    const { failing, connections } = await startFailing();
    expect(failing).toHaveLength(50);
    const good = farm.addresses.map((feed) => ({ feed }));
    // The failing ones stand among the others, so that they would delay them if they could.
    const sources = good.flatMap((each, index): SourceDefinition[] => {
      const other = index % 9 === 0 ? failing[index / 9] : undefined;
      return other ? [other.definition, each] : [each];
    });
    expect(sources).toHaveLength(500);
    let mostConnections = 0;
    const watch = setInterval(() => {
      mostConnections = Math.max(mostConnections, ...farm.connections(), ...connections());
    }, 2);
    onTestFinished(() => clearInterval(watch));

    const folder = temporaryFolder();
    const programs = await buildPrograms(folder, fetchTime);
    const running = programs.start({ storageFolder: join(folder, 'storage'), sources, largestDownload });
    const { summary, status, peakMemory } = await running.ends();

    expect(running.log).toEqual([]);
    expect(summary).toEqual({ sources: 500, failed: 50, added: 1800, updated: 0, isStopped: false });
    const byAddress = new Map(status.map((each) => [addressIn(each.definition), each]));
    const told = ({ definition }: Failing): Pick<Failing, 'reason' | 'status'> | undefined => {
      const { reason, status } = byAddress.get(addressIn(definition))?.problem ?? {};
      return reason && { reason, ...(status === undefined ? {} : { status }) };
    };
    expect(failing.map((each) => [addressIn(each.definition), told(each)])).toEqual(
      failing.map(({ definition, reason, status }) => [addressIn(definition), { reason, ...(status === undefined ? {} : { status }) }]),
    );
    expect(farm.addresses.filter((address) => !isWell(byAddress.get(address)))).toEqual([]);
    expect(farm.requests).toBe(450);
    // The bounds are used, and kept: eight requests in all, two a host.
    expect(farm.most.total).toBeGreaterThan(2);
    expect(farm.most.total).toBeLessThanOrEqual(8);
    expect(farm.most.perHost).toBe(2);
    // A connection that was given up may be seen for a moment beside the next.
    expect(mostConnections).toBeLessThanOrEqual(6);
    // An empty Node with its worker and SQLite needs about 100 MB; the bombs alone would be hundreds of gigabytes.
    expect(peakMemory).toBeLessThan(500 * 1024 * 1024);
  });
});

describe('a backend that is killed while it reads', () => {
  it('has kept every issue that it has announced, and goes on to the end at the next start', { timeout: 180_000 }, async () => {
    const feeds = Array.from({ length: 40 }, (_, index) => generateFeed(4, index, 30));
    const farm = await startFeedFarm(feeds, { hosts: 20 });
    onTestFinished(() => farm.close());
    const sources = farm.addresses.map((feed) => ({ feed }));
    const folder = temporaryFolder();
    const storageFolder = join(folder, 'storage');
    const programs = await buildPrograms(folder, 60_000);
    const announced = new Set<string>();
    // Feeds that are held back keep each process from coming to its end before it is killed.
    for (const { available, moment } of [
      { available: 10, moment: 1 },
      { available: 20, moment: 100 },
      { available: 30, moment: 200 },
    ]) {
      const held = farm.holdBack(farm.addresses.slice(available));
      const running = programs.start({ storageFolder, sources, largestDownload });
      await running.announces(moment);
      await running.kill();
      held.letGo();
      for (const key of running.announced) announced.add(key);
      expect(running.log).toEqual([]);

      const opened = startServer(storageFolder);
      expect(await opened.calls.status()).toEqual({ state: 'ready' });
      const missing: string[] = [];
      for (const key of announced) if (!(await opened.calls.issue({ key, today: '2026-11-01' }))) missing.push(key);
      expect(missing).toEqual([]);
      await opened.calls.close();
    }

    const last = programs.start({ storageFolder, sources, largestDownload });
    const { summary, status } = await last.ends();
    expect(last.log).toEqual([]);
    expect(summary).toMatchObject({ sources: 40, failed: 0, isStopped: false });
    expect(status.map(({ issues, problem }) => ({ issues, problem }))).toEqual(feeds.map(() => ({ issues: 30, problem: undefined })));
    const opened = startServer(storageFolder);
    const titles = await opened.titles();
    expect(titles.toSorted()).toEqual(feeds.flatMap((feed) => feed.titles).toSorted());
    // What was there already was not added again.
    expect(summary.added).toBeLessThanOrEqual(1200 - announced.size);
  });
});
