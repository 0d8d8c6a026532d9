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
  writeFigures(figures);
}

function writeFigures(figures) {
  const file = process.env.DIGEST_DELAY_FILE;
  writeFileSync(`${file}.part`, JSON.stringify(figures));
  // Whoever waits for the file finds it whole.
  renameSync(`${file}.part`, file);
}

/** The floor of the part `workspace`: the same files are found and read, and what they hold is dropped. */
async function readBare() {
  const files = await vscode.workspace.findFiles(
    '**/{package.json,package-lock.json,requirements.txt,pyproject.toml,Cargo.toml,go.mod,*.py,*.ts}',
  );
  for (let next = files.splice(0, 24); next.length > 0; next = files.splice(0, 24)) {
    await Promise.all(next.map((uri) => vscode.workspace.fs.readFile(uri)));
  }
}

/** How long hovers over these lines of a file take, one after the other, how long this thread works for each, and how many have a text of Digest's. */
async function measureHovers(uri, lines, column) {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await wait(3000);
  const times = [];
  let texts = 0;
  const used = threadTime();
  for (const line of lines) {
    const start = performance.now();
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(line, column));
    times.push(performance.now() - start);
    if (hovers.some(({ contents }) => contents.some((one) => /command:digest\./.test(one.value ?? '')))) texts += 1;
  }
  return { times, texts, work: (threadTime() - used) / lines.length };
}

/** Begins before Digest reads the workspace, some seconds after the window has opened: nobody has to ask for it. */
async function measureWorkspace() {
  const [folder] = vscode.workspace.workspaceFolders;
  const place = (name) => vscode.Uri.joinPath(folder.uri, 'group-0', 'part-0', name);
  const write = async () => {
    for (const [name, text] of [
      ['requirements.txt', 'vllm==0.9.1\ntorch\nlangchain\nopenai\ntransformers\n'],
      ['src/ask0.py', 'import vllm\n'],
    ]) {
      await vscode.workspace.fs.writeFile(place(name), Buffer.from(text));
    }
  };
  // What other extensions do at the start is over by then.
  await wait(2500);
  const read = async () => {
    if (!process.env.DIGEST_DELAY_BARE) return;
    await wait(1500);
    await readBare();
  };
  const reading = await measureProfiled('reading', () => Promise.all([read(), wait(15_000)]));
  const idle = await measure(() => wait(5000));
  const changed = await measure(() => Promise.all([write(), wait(6000)]));
  const lines = Array.from({ length: 40 }, (_, index) => index);
  const hovers = await measureHovers(
    place('requirements.txt'),
    lines.map((line) => line % 5),
    2,
  );
  const silent = await measureHovers(
    place('src/ask1.py'),
    lines.map((line) => line + 100),
    2,
  );
  writeFigures({ idle, reading, changed, hovers: hovers.times, silent: silent.times, work: [hovers.work], texts: hovers.texts });
}

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('delayProbe.measure', measureAll));
  if (process.env.DIGEST_DELAY_WORKSPACE) void measureWorkspace();
};
