import {
  MongoAPIError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoRuntimeError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { isUnavailable } from './unavailable';

const server = (code: number) => new MongoServerError({ message: 'x', code });

const named = (errors: (Error | undefined)[]) =>
  errors.map((error) => [`${error?.name} ${error?.message}`, error] as const);

it.each(
  named([
    new MongoNetworkError('connection 3 to 127.0.0.1:1 closed'),
    new MongoServerSelectionError('x', {} as never),
    new MongoNotConnectedError('x'),
    new MongoTopologyClosedError('x'),
    new MongoRuntimeError('x'),
    server(11600),
    server(189),
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    new Error('a step', { cause: new MongoNetworkError('x') }),
  ]),
)('recognises an unavailable database: %s', (_, error) => expect(isUnavailable(error)).toBe(true));

it.each(named([server(11000), server(2), new MongoAPIError('x'), new TypeError('x is not a function'), undefined]))(
  'and what is not: %s',
  (_, error) => expect(isUnavailable(error)).toBe(false),
);
