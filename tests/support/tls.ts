import { connect, type AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

interface Pair {
  cert: string;
  key: string;
}
export interface Authority {
  cert: string;
  /** A certificate for a server of that name and for 127.0.0.1, or for a client. */
  issue(name: string): Promise<Pair>;
}

/** A certificate authority for this test, trusted by nobody else. */
export async function newAuthority(name: string): Promise<Authority> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: made.private, cert: made.cert };
  return {
    cert: ca.cert,
    issue: async (subject) => {
      const issued = await generate([{ name: 'commonName', value: subject }], {
        keyType: 'ec',
        algorithm: 'sha256',
        ca,
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 2, value: subject },
              { type: 7, ip: '127.0.0.1' },
            ],
          },
        ],
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
}

export interface TlsProxy {
  port: number;
  close(): Promise<void>;
}

/**
 * Speaks TLS with clients, from which it requires a certificate of the authority, and plaintext with the server behind
 * it.
 */
export async function startTlsProxy(
  target: { host: string; port: number },
  { cert, key }: Pair,
  clients: Authority,
): Promise<TlsProxy> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer(
    { cert, key, ca: clients.cert, requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
    (client: TLSSocket) => {
      const upstream = connect(target);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
      }
      client.pipe(upstream).pipe(client);
    },
  );
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Writes texts to files, by name; `remove` deletes them. */
export async function asFiles<Name extends string>(
  texts: Record<Name, string>,
): Promise<{ path: Record<Name, string>; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'heyi-tls-'));
  const names = Object.keys(texts) as Name[];
  for (const name of names) await writeFile(join(folder, name), texts[name]);
  return {
    path: Object.fromEntries(names.map((name) => [name, join(folder, name)])) as Record<Name, string>,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
