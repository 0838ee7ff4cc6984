import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from '@temporalio/client';
import type { ConnectOptions } from '../models';

type Env = Record<string, string | undefined>;

/** The address of Temporal and how to connect to it, for clients and workers. */
export interface TemporalPlace {
  /** host:port */
  address: string;
  namespace?: string;
  taskQueue?: string;
  tls?: Extract<ConnectionOptions['tls'], object>;
  apiKey?: string;
}

/** The part of the settings that a connection needs. */
export const connectionTo = ({ address, tls, apiKey }: TemporalPlace) => ({
  address,
  ...(tls && { tls }),
  ...(apiKey && { apiKey }),
});

/**
 * Temporal's settings from the environment, under the names that its own tools use: TEMPORAL_ADDRESS,
 * TEMPORAL_NAMESPACE, TEMPORAL_TLS, TEMPORAL_TLS_SERVER_CA_CERT_PATH, TEMPORAL_TLS_CLIENT_CERT_PATH,
 * TEMPORAL_TLS_CLIENT_KEY_PATH, TEMPORAL_TLS_SERVER_NAME, TEMPORAL_API_KEY. A certificate, a server name or an API key
 * implies TLS.
 */
export function temporalFrom(env: Env): TemporalPlace {
  const [ca, certificate, key] = [
    env.TEMPORAL_TLS_SERVER_CA_CERT_PATH,
    env.TEMPORAL_TLS_CLIENT_CERT_PATH,
    env.TEMPORAL_TLS_CLIENT_KEY_PATH,
  ].map((path) => (path ? readFileSync(path) : undefined));
  if (!certificate !== !key)
    throw new Error(
      'TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH must be set together / 客户端证书和密钥要同时设置',
    );
  const serverName = env.TEMPORAL_TLS_SERVER_NAME;
  const apiKey = env.TEMPORAL_API_KEY || undefined;
  const wanted = env.TEMPORAL_TLS ? isTrue(env.TEMPORAL_TLS) : Boolean(ca || certificate || serverName || apiKey);
  if (!wanted && (ca || certificate || serverName || apiKey))
    throw new Error(
      'TEMPORAL_TLS is off, but certificates or an API key are set / 已关闭 TLS，却设置了证书或 API 密钥',
    );
  return {
    address: env.TEMPORAL_ADDRESS || '127.0.0.1:7233',
    namespace: env.TEMPORAL_NAMESPACE || 'default',
    ...(wanted && {
      tls: {
        ...(ca && { serverRootCACertificate: ca }),
        ...(certificate && key && { clientCertPair: { crt: certificate, key } }),
        ...(serverName && { serverNameOverride: serverName }),
      },
    }),
    ...(apiKey && { apiKey }),
  };
}

const isTrue = (text: string): boolean => !/^(0|false|no|off)$/i.test(text);

/** How to connect to MongoDB: a custom CA, and a client certificate with its key in one PEM file. */
export function mongoFrom(env: Env): ConnectOptions {
  const [ca, certificate] = [env.MONGODB_TLS_CA_FILE, env.MONGODB_TLS_CERTIFICATE_KEY_FILE].map(
    (path) => path || undefined,
  );
  return ca || certificate
    ? { tls: true, ...(ca && { tlsCAFile: ca }), ...(certificate && { tlsCertificateKeyFile: certificate }) }
    : {};
}
