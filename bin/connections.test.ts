import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { alive, connect, disconnect } from '../models';
import { testMongo, testTemporal, type TestMongo } from '../tests/support/servers';
import { asFiles, newAuthority, startTlsProxy, type TlsProxy } from '../tests/support/tls';
import { connectionTo, mongoFrom, temporalFrom } from './connections';

jest.setTimeout(120_000);

const NAME = 'temporal.heyi.test';
type File = 'ca' | 'otherCa' | 'cert' | 'key' | 'pair' | 'strangerPair' | 'strangerCert' | 'strangerKey';
let files: Awaited<ReturnType<typeof asFiles<File>>>;
let server: { cert: string; key: string };
let temporal: TlsProxy;
let mongo: TlsProxy;
let database: TestMongo;

beforeAll(async () => {
  const [ours, others] = [await newAuthority('ours'), await newAuthority('others')];
  server = await ours.issue(NAME);
  const [client, stranger] = [await ours.issue('client'), await others.issue('stranger')];
  files = await asFiles<File>({
    ca: ours.cert,
    otherCa: others.cert,
    ...client,
    pair: `${client.cert}\n${client.key}`,
    strangerPair: `${stranger.cert}\n${stranger.key}`,
    strangerCert: stranger.cert,
    strangerKey: stranger.key,
  });
  const [real, own] = await Promise.all([testTemporal(), testMongo()]);
  database = own;
  const place = new URL(own.uri.replace('mongodb:', 'http:'));
  temporal = await startTlsProxy({ host: '127.0.0.1', port: Number(real.address.split(':')[1]) }, server, ours);
  mongo = await startTlsProxy({ host: place.hostname, port: Number(place.port) }, server, ours);
});
afterAll(async () => {
  await temporal?.close();
  await mongo?.close();
  await database?.drop();
  await files?.remove();
});

describe('Temporal over TLS', () => {
  const env = (more: Record<string, string> = {}) => ({
    TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: files.path.ca,
    TEMPORAL_TLS_CLIENT_CERT_PATH: files.path.cert,
    TEMPORAL_TLS_CLIENT_KEY_PATH: files.path.key,
    ...more,
  });

  it('accepts clients and workers that present their certificate', async () => {
    for (const more of [{}, { TEMPORAL_TLS_SERVER_NAME: NAME }] as Record<string, string>[]) {
      const place = connectionTo(temporalFrom(env(more)));
      const connection = await Connection.connect(place);
      expect((await connection.workflowService.getSystemInfo({})).serverVersion).toBeTruthy();
      await connection.close();
      await (await NativeConnection.connect(place)).close();
    }
  });

  it.each<[string, () => Record<string, string | undefined>]>([
    ['with another certificate authority', () => env({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: files.path.otherCa })],
    ['with another name', () => env({ TEMPORAL_TLS_SERVER_NAME: 'elsewhere.heyi.test' })],
    [
      'without a client certificate',
      () => env({ TEMPORAL_TLS_CLIENT_CERT_PATH: '', TEMPORAL_TLS_CLIENT_KEY_PATH: '' }),
    ],
    [
      'with a stranger’s certificate',
      () =>
        env({
          TEMPORAL_TLS_CLIENT_CERT_PATH: files.path.strangerCert,
          TEMPORAL_TLS_CLIENT_KEY_PATH: files.path.strangerKey,
        }),
    ],
    ['without TLS', () => ({ TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}` })],
  ])('is refused: a server %s', async (_what, given) => {
    await expect(
      Connection.connect({ ...connectionTo(temporalFrom(given())), connectTimeout: 3_000 }),
    ).rejects.toThrow();
  });

  it('receives the API key with every call', async () => {
    const keys: unknown[] = [];
    const endpoint = createSecureServer({ cert: server.cert, key: server.key });
    endpoint.on('stream', (stream, headers) => {
      keys.push(headers.authorization);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '16' }));
      stream.end();
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const { port } = endpoint.address() as AddressInfo;
    const place = temporalFrom({
      TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: files.path.ca,
      TEMPORAL_API_KEY: 'an-api-key',
    });
    const connection = Connection.lazy(connectionTo(place));
    await expect(
      connection.withDeadline(Date.now() + 5_000, () => connection.workflowService.getSystemInfo({})),
    ).rejects.toThrow();
    await connection.close();
    await new Promise((resolve) => endpoint.close(resolve));
    expect(keys).toContain('Bearer an-api-key');
  });
});

describe('settings', () => {
  it('use no TLS by default', () => {
    expect(temporalFrom({})).toEqual({ address: '127.0.0.1:7233', namespace: 'default' });
    expect(mongoFrom({ MONGODB_TLS_CA_FILE: '' })).toEqual({});
    expect(temporalFrom({ TEMPORAL_TLS: 'false' }).tls).toBeUndefined();
  });

  it('use TLS if an API key, a server name or TLS itself is set', () => {
    for (const env of [{ TEMPORAL_API_KEY: 'x' }, { TEMPORAL_TLS_SERVER_NAME: 'x' }, { TEMPORAL_TLS: 'true' }])
      expect(temporalFrom(env).tls).toBeDefined();
  });

  it('are refused if they contradict each other', () => {
    expect(() => temporalFrom({ TEMPORAL_TLS: '0', TEMPORAL_API_KEY: 'x' })).toThrow('TEMPORAL_TLS');
    expect(() => temporalFrom({ TEMPORAL_TLS_CLIENT_CERT_PATH: files.path.cert })).toThrow('must be set together');
    expect(() => temporalFrom({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nowhere' })).toThrow('ENOENT');
  });
});

describe('MongoDB over TLS', () => {
  const uri = () => `mongodb://127.0.0.1:${mongo.port}/heyi?directConnection=true&serverSelectionTimeoutMS=2000`;
  const open = (env: Record<string, string>) => connect(uri(), mongoFrom(env));

  it('accepts a client that presents a certificate and knows the authority', async () => {
    await open({ MONGODB_TLS_CA_FILE: files.path.ca, MONGODB_TLS_CERTIFICATE_KEY_FILE: files.path.pair });
    expect(await alive()).toBe(true);
    await disconnect();
  });

  it.each<[string, () => Record<string, string>]>([
    [
      'another authority',
      () => ({ MONGODB_TLS_CA_FILE: files.path.otherCa, MONGODB_TLS_CERTIFICATE_KEY_FILE: files.path.pair }),
    ],
    ['no certificate', () => ({ MONGODB_TLS_CA_FILE: files.path.ca })],
    [
      'a stranger’s certificate',
      () => ({ MONGODB_TLS_CA_FILE: files.path.ca, MONGODB_TLS_CERTIFICATE_KEY_FILE: files.path.strangerPair }),
    ],
    ['no TLS', () => ({})],
  ])('refuses a client with %s', async (_what, env) => {
    await expect(open(env())).rejects.toThrow();
    await disconnect();
  });
});
