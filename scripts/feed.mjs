// `npm run feed -- <file> [address] [content type]`: what Digest reads in a feed, as JSON. Requests nothing; `-` reads standard input.
import { readFileSync } from 'node:fs';
import { bootstrap, fail } from './bootstrap.mjs';

const [file, address, contentType] = process.argv.slice(2);
if (file === undefined) fail('Name a file: npm run feed -- feed.xml https://example.org/feed.xml');
await bootstrap();
const { loadTypeScript } = await import('./loadTypeScript.mjs');
const { parseFeed } = await loadTypeScript('src/sources/feeds/parseFeed.ts');
const bytes = readFileSync(file === '-' ? 0 : file);
const outcome = parseFeed(bytes, { ...(address ? { address } : {}), ...(contentType ? { contentType } : {}) });
console.log(JSON.stringify(outcome, undefined, 2));
process.exitCode = outcome.ok ? 0 : 1;
