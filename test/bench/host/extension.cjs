// The probe of the benchmark's part `library`: lives in the same extension host as Digest. At each *Note* it appends a line to the
// file that DIGEST_HOST_FILE names: memory now, and what its main thread has felt since the last one.
/* oxlint-disable typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-argument, typescript/no-unsafe-return -- plain JavaScript on purpose: nothing to build */
const vscode = require('vscode');
const { appendFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: wait } = require('node:timers/promises');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

/** Collects the garbage of this thread: what is left is held. */
function collectGarbage() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

exports.activate = (context) => {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const note = async () => {
    const felt = { longest: histogram.max / 1e6, delay99: histogram.percentile(99) / 1e6 };
    await wait(300);
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    appendFileSync(process.env.DIGEST_HOST_FILE, `${JSON.stringify({ ...felt, heap: heapUsed, resident: rss })}\n`);
    histogram.reset();
  };
  context.subscriptions.push(vscode.commands.registerCommand('hostProbe.note', note));
};
