// A feed farm of generated feeds in a process of its own, so that serving does not count as anybody's delay. Writes its
// addresses as one line of JSON, and ends with its standard input.

import { startFeedFarm } from '../servers/feedFarm.js';
import { type FeedsOptions, generateFeeds } from './generatedFeeds.js';

export interface FarmProcessOptions extends FeedsOptions {
  readonly hosts: number;
}

async function main(): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the benchmark has written
  const options = JSON.parse(process.argv[2] ?? '') as FarmProcessOptions;
  const farm = await startFeedFarm(generateFeeds(options), { hosts: options.hosts, pause: 10 });
  process.stdout.write(`${JSON.stringify(farm.addresses)}\n`);
  process.stdin.resume().on('end', () => process.exit());
}

void main();
