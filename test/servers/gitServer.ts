// Git repositories behind https on 127.0.0.1, served by git's own `git http-backend`; and how tests make and change them.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { type CertificateName, readCertificate } from './certificates.js';

/** A file as it is committed: its text, or its mode (`120000` a symlink, `160000` a submodule) and content; `null` deletes. */
export type CommittedFile = string | Buffer | { readonly mode: string; readonly content: string } | null;

export interface GitServerOptions {
  readonly certificate?: CertificateName;
  /** Answers a request in another way than git: gives true when it did. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Environment of `git http-backend`, beside what it needs. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface GitServer {
  /** Without a slash at its end; a repository in the folder is `<address>/<its path>`. */
  readonly address: string;
  /** `GET /path?query`, in the order of arrival. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const plainGit = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' };

/** Serves every repository in `folder`. */
export async function serveGit(folder: string, options: GitServerOptions = {}): Promise<GitServer> {
  const requests: string[] = [];
  const server = createServer(readCertificate(options.certificate ?? 'trusted'), (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (options.answer?.(request, response) !== true) runBackend(folder, options.env ?? {}, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    address: `https://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One request through the CGI program. */
function runBackend(folder: string, more: Readonly<Record<string, string>>, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'https://127.0.0.1');
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...plainGit,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method ?? 'GET',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      ...(request.headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: request.headers['content-length'] }),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
      ...more,
    },
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => response.destroy());
  response.on('close', () => backend.kill());
  let head: Buffer | undefined = Buffer.alloc(0);
  backend.stdout.on('data', (chunk: Buffer) => {
    if (!head) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    for (const line of head.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(/: (.*)/);
      if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  backend.stdout.on('end', () => response.end());
}

/** Makes an empty bare repository that gives parts (`filter`) or does not, with `main` as its branch. Gives its folder. */
export function makeRepository(folder: string, name: string, options: { readonly filter?: boolean } = {}): string {
  const repository = join(folder, name);
  mkdirSync(repository, { recursive: true });
  git(repository, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main']);
  git(repository, ['config', 'uploadpack.allowFilter', String(options.filter ?? true)]);
  return repository;
}

export interface CommitOptions {
  readonly branch?: string;
  /** Without the history so far: what a force push leaves. */
  readonly isRoot?: boolean;
}

/** Adds a commit. Names are written as they are, whatever a checkout would think of them. Gives the commit's name. */
export function commitFiles(
  repository: string,
  files: Readonly<Record<string, CommittedFile>>,
  { branch = 'main', isRoot = false }: CommitOptions = {},
): string {
  const ref = `refs/heads/${branch}`;
  const isThere = git(repository, ['for-each-ref', '--format=%(refname)', ref]).trim() === ref;
  const parts: (string | Buffer)[] = [];
  if (isRoot) parts.push(`reset ${ref}\n\n`);
  parts.push(`commit ${ref}\ncommitter Tests <tests@example.org> 1700000000 +0000\ndata 1\nx\n`);
  if (isThere && !isRoot) parts.push(`from ${ref}^0\n`);
  for (const [path, file] of Object.entries(files)) {
    const quoted = `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
    if (file === null) {
      parts.push(`D ${quoted}\n`);
      continue;
    }
    const { mode, content } = typeof file === 'object' && !Buffer.isBuffer(file) ? file : { mode: '100644', content: file };
    if (mode === '160000') {
      parts.push(`M ${mode} ${content.toString()} ${quoted}\n`);
      continue;
    }
    const bytes = Buffer.from(content);
    parts.push(`M ${mode} inline ${quoted}\ndata ${bytes.length}\n`, bytes, '\n');
  }
  execFileSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: repository,
    env: plainGit,
    input: Buffer.concat(parts.map((part) => Buffer.from(part))),
  });
  return git(repository, ['rev-parse', ref]).trim();
}

/** Runs git in a repository of the tests. */
export function git(repository: string, args: readonly string[], input?: string | Buffer): string {
  return execFileSync('git', args, { cwd: repository, env: plainGit, encoding: 'utf8', ...(input === undefined ? {} : { input }) });
}
