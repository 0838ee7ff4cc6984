import { connect, createServer } from 'node:net';

/** A free port of the loopback interface: the preferred one if it is free, otherwise any. */
export async function freePort(wished?: number): Promise<number> {
  return (
    (wished && (await listenOn(wished))) ||
    (await listenOn(0)) ||
    Promise.reject(new Error('no free port on 127.0.0.1'))
  );
}

function listenOn(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

/** Whether something accepts connections there within two seconds. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
