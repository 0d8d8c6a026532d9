// Certificates for servers on 127.0.0.1, good and bad. What each is stands in test/fixtures/tls/README.md.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../fixtures/tls');

export type CertificateName = 'trusted' | 'wrongHost' | 'expired' | 'selfSigned';

/** File of the authority, for programs that are told whom to trust by a path. */
export const authorityFile = resolve(folder, 'authority.pem');

/** The same as text. */
export function readAuthority(): string {
  return readFileSync(authorityFile, 'utf8');
}

/** Key and certificate as `node:https` takes them. */
export function readCertificate(name: CertificateName): { readonly key: string; readonly cert: string } {
  return { key: readFileSync(resolve(folder, 'server.key'), 'utf8'), cert: readFileSync(resolve(folder, `${name}.pem`), 'utf8') };
}
