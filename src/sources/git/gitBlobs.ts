// Reads `git cat-file --batch`: its output → contents, one after another.

export interface GitBlob {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Contents as they come, each in memory by itself. Ends early when an object is not there or the output is cut off. */
export async function* readBlobs(output: AsyncIterable<Buffer>): AsyncGenerator<GitBlob> {
  let head = '';
  let name = '';
  let content: Buffer | undefined;
  let filled = 0;
  for await (const chunk of output) {
    let at = 0;
    while (at < chunk.length) {
      if (!content) {
        const end = chunk.indexOf(10, at);
        head += chunk.toString('latin1', at, end === -1 ? chunk.length : end);
        at = end === -1 ? chunk.length : end + 1;
        if (end === -1) continue;
        const [, blob, size] = /^([0-9a-f]{40,64}) blob (\d{1,12})$/.exec(head) ?? [];
        if (blob === undefined || size === undefined) return;
        name = blob;
        // With the line break that follows it.
        content = Buffer.alloc(Number(size) + 1);
        filled = 0;
        head = '';
      }
      const copied = chunk.copy(content, filled, at);
      filled += copied;
      at += copied;
      if (filled < content.length) continue;
      yield { name, content: content.subarray(0, -1) };
      content = undefined;
    }
  }
}
