import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMongo, startTemporal } from '../../devstack/index';

const stops: (() => Promise<void>)[] = [];
let server: Server | undefined;

/** The address of each kind of shared server, started when a test first asks for it. */
const start: Record<string, () => Promise<string>> = {
  temporal: once(async () => {
    const { address, stop } = await startTemporal();
    stops.push(stop);
    return address;
  }),
  mongo: once(async () => {
    const { uri, stop } = await startMongo();
    stops.push(stop);
    return uri;
  }),
};

/** Opens the broker that gives the test processes of a run the addresses of the shared Temporal server and database. */
export async function openBroker(): Promise<void> {
  server = createServer((req, res) => {
    const wanted = start[(req.url ?? '').slice(1)];
    if (!wanted) return void res.writeHead(404).end();
    wanted().then(
      (address) => res.end(address),
      (error: Error) => res.writeHead(503).end(error.message),
    );
  });
  // No socket file: a run that is killed would leave it behind.
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  server.unref();
  process.env.HEYI_TEST_BROKER = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeBroker(): Promise<void> {
  server?.close();
  await Promise.all(stops.splice(0).map((stop) => stop()));
}

/** The address of the shared server of that kind: from the run's broker, or from this process if there is none. */
export function shared(kind: 'temporal' | 'mongo'): Promise<string> {
  const broker = process.env.HEYI_TEST_BROKER;
  if (!broker) return start[kind]!();
  return new Promise((resolve, reject) => {
    // A new connection each time: the broker may have closed an idle one in the meantime.
    request(`${broker}/${kind}`, { agent: false }, (res) => {
      let body = '';
      res.setEncoding('utf8').on('data', (text: string) => (body += text));
      res.on('end', () => (res.statusCode === 200 ? resolve(body) : reject(new Error(body))));
    })
      .on('error', reject)
      .end();
  });
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
