// Stands as the proxy on the way to every other machine, counts who comes, and lets nobody through.
import { type AddressInfo, createServer } from 'node:net';

export interface Gate {
  /** How many connections to other machines were wanted. */
  readonly strangers: number;
  /** Settings that lead every request to it but those to this machine. */
  readonly settings: Readonly<Record<string, unknown>>;
  close(): void;
}

export async function startGate(): Promise<Gate> {
  let strangers = 0;
  const gate = createServer((socket) => {
    strangers += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    gate.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  const { port } = gate.address() as AddressInfo;
  return {
    get strangers() {
      return strangers;
    },
    settings: { 'http.proxy': `http://127.0.0.1:${port}`, 'http.noProxy': ['127.0.0.1'] },
    close: () => void gate.close(),
  };
}
