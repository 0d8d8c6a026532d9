// The probe of the benchmark's part `delay`: lives in the same extension host as Digest and feels what its main thread feels.
// Writes figures into the file that DIGEST_DELAY_FILE names; in DIGEST_DELAY_PROFILE's folder, where it is set, CPU
// profiles. With DIGEST_DELAY_BARE, a file of addresses, it makes the requests itself and measures those.
/* oxlint-disable typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-argument, typescript/no-unsafe-return -- plain JavaScript on purpose: nothing to build */
const vscode = require('vscode');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector/promises');
const path = require('node:path');
const { monitorEventLoopDelay, PerformanceObserver } = require('node:perf_hooks');
const { setTimeout: wait } = require('node:timers/promises');

const beat = 5;

/** Milliseconds of processor time that this thread has used; undefined where Node cannot tell. */
function threadTime() {
  if (typeof process.threadCpuUsage !== 'function') return undefined;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Runs `work` and tells how long nothing else could run meanwhile; all in milliseconds. */
async function measure(work) {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  const blocks = [];
  const collections = [];
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ['gc'] });
  let last = performance.now();
  let used = threadTime();
  const timer = setInterval(() => {
    const now = performance.now();
    const usedNow = threadTime();
    const late = now - last - beat;
    // What the thread itself has worked: the rest of the gap it waited for a processor.
    if (late > 5) blocks.push({ late, at: now, worked: usedNow === undefined ? undefined : usedNow - used });
    last = now;
    used = usedNow;
  }, beat);
  histogram.enable();
  const start = performance.now();
  await work();
  const time = performance.now() - start;
  await wait(50);
  clearInterval(timer);
  histogram.disable();
  observer.disconnect();
  blocks.sort((a, b) => b.late - a.late);
  return {
    time,
    longest: blocks[0]?.late ?? 0,
    longestWork: blocks.reduce((most, { worked }) => Math.max(most, worked ?? 0), 0),
    over50: blocks.filter(({ late }) => late > 50).length,
    histogram99: histogram.percentile(99) / 1e6,
    longestCollection: Math.max(0, ...collections),
    blocks: blocks.slice(0, 10).map((block) => ({ ...block, at: block.at - start })),
  };
}

/** The same with a CPU profile of the thread beside it, where the environment asks for one. */
async function measureProfiled(name, work) {
  const folder = process.env.DIGEST_DELAY_PROFILE;
  if (!folder) return measure(work);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  const figures = await measure(work);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(path.join(folder, `delay-${name}.cpuprofile`), JSON.stringify(profile));
  return figures;
}

/** What the measured work is: Digest's refresh, or the floor, which requests the same addresses and drops what comes. */
function chooseWork() {
  const file = process.env.DIGEST_DELAY_BARE;
  if (!file) return () => vscode.commands.executeCommand('digest.refresh');
  const addresses = JSON.parse(readFileSync(file, 'utf8'));
  return async () => {
    const left = [...addresses];
    const requestRest = async () => {
      for (let next = left.shift(); next; next = left.shift()) await (await fetch(next)).arrayBuffer();
    };
    await Promise.all(Array.from({ length: 8 }, requestRest));
  };
}

async function measureAll() {
  const work = chooseWork();
  await wait(2000);
  const figures = {
    idle: await measure(() => wait(8000)),
    first: await measureProfiled('first', work),
    second: await measureProfiled('second', work),
  };
  const file = process.env.DIGEST_DELAY_FILE;
  writeFileSync(`${file}.part`, JSON.stringify(figures));
  // Whoever waits for the file finds it whole.
  renameSync(`${file}.part`, file);
}

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('delayProbe.measure', measureAll));
};
