// Starting and ending programs: results, output as it comes, and that nothing outlives an end.

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../../../../src/sources/git/runProcess.js';

const never = new AbortController().signal;
const { env } = process;

function node(script: string, options: Partial<Parameters<typeof runProcess>[2]> = {}): ReturnType<typeof runProcess> {
  return runProcess(process.execPath, ['-e', script], { env, signal: never, ...options });
}

function running(text: string): readonly string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text));
}

describe('runProcess', () => {
  it('gives what the program writes, and takes what it is given', async () => {
    const result = await node('process.stdin.on("data", (data) => process.stdout.write(String(data).toUpperCase()))', { input: 'łódź' });
    expect(result).toEqual({ outcome: 'done', stdout: Buffer.from('ŁÓDŹ') });
  });

  it('gives the end of the complaints of a program that fails', async () => {
    const result = await node('console.error("x".repeat(50_000) + "the end"); process.exitCode = 3');
    expect(result.outcome).toBe('failed');
    expect(result.outcome === 'failed' && result.errors).toMatch(/^x{1,16384}the end\n$/);
  });

  it.each(['/nowhere/program', process.cwd()])('says when there is nothing to start: %s', async (program) => {
    expect(await runProcess(program, [], { env, signal: never })).toMatchObject({ outcome: 'failed' });
  });

  it('minds no program that ends without reading', async () => {
    expect(await node('process.stdin.destroy(); process.exit(0)', { input: 'x'.repeat(5_000_000) })).toMatchObject({ outcome: 'done' });
  });

  it('ends a program that will not stop talking', async () => {
    const mark = `digestTalks${process.pid}`;
    const result = await node(
      `const talk = () => { while (process.stdout.write("x".repeat(65536))); }; process.stdout.on("drain", talk); talk(); // ${mark}`,
    );
    expect(result).toEqual({ outcome: 'tooMuch', most: 64 * 1024 * 1024 });
    expect(running(mark)).toEqual([]);
  });

  it('is started by no shell', async () => {
    const result = await runProcess(process.execPath, ['-p', 'process.argv.at(-1)', '$(echo harm); `id` | cat'], { env, signal: never });
    expect(result).toEqual({ outcome: 'done', stdout: Buffer.from('$(echo harm); `id` | cat\n') });
  });

  it.each([
    ['one that ends when asked', ''],
    ['one that does not want to', "process.on('SIGTERM', () => undefined);"],
  ])('ends a program with all that it started: %s', async (_name, habit) => {
    const mark = `digestTrial${process.pid}${habit.length}`;
    const inner = `${habit} setInterval(() => undefined, 1000); console.log("up"); // ${mark}`;
    const stop = new AbortController();
    const outer = `${habit} require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}], { stdio: "inherit" });`;
    const run = node(outer, {
      signal: stop.signal,
      take: async (output) => {
        for await (const text of output) if (text.length > 0) stop.abort(new Error('stopped'));
      },
    });
    await expect(run).rejects.toThrow('stopped');
    expect(running(mark)).toEqual([]);
  });

  it('ends the program when its output cannot be used, and says why', async () => {
    const mark = `digestTaken${process.pid}`;
    const run = node(`console.log("up"); setInterval(() => undefined, 1000); // ${mark}`, {
      take: async (output) => {
        for await (const text of output) throw new Error(`disk full at ${text.length}`);
      },
    });
    await expect(run).rejects.toThrow('disk full');
    expect(running(mark)).toEqual([]);
  });
});
