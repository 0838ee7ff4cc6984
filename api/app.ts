import express, { type Express } from 'express';
import swaggerUi from 'swagger-ui-express';
import { operations } from './contract';
import type { Deps } from './deps';
import { Problem } from './errors';
import { answerProblem } from './http/answerProblem';
import { headers, requestLimit } from './http/hardening';
import { requestLog } from './http/log';
import { measure } from './http/measure';
import { measureIncidents } from './http/incidentMetrics';
import { mount } from './http/mount';
import { webApp } from './http/webApp';
import { openapiOf } from './openapi';
import { routes } from './routes';

/** The whole API, and the web app if it has been built. */
export function createApp(deps: Deps): Express {
  const { settings } = deps;
  const app = express();
  app.disable('x-powered-by');
  measureIncidents(deps.metrics);
  app.set('trust proxy', settings.proxies);
  app.use(requestLog(deps.log), headers(settings), measure(deps.metrics));
  app.get('/api/openapi.json', described(settings.version));
  app.use('/api/docs', swaggerUi.serveFiles(undefined, reader), swaggerUi.setup(undefined, reader));
  app.use('/api', requestLimit(settings));
  app.post('/api/sessions', express.json({ limit: 10_000 }));
  app.use(
    '/api',
    mount(
      operations.filter(({ id }) => id !== 'openapi'),
      routes,
      deps,
    ),
    noSuchAddress,
  );
  if (settings.web) app.use(webApp(settings.web));
  app.use(noSuchAddress, answerProblem);
  return app;
}

const reader: swaggerUi.SwaggerUiOptions = {
  customSiteTitle: '和议 API',
  swaggerOptions: { url: '/api/openapi.json', validatorUrl: null, docExpansion: 'none' },
};

/** Created on first use, because it takes a while. */
function described(version: string): express.RequestHandler {
  let made: string | undefined;
  return (_req, res) => {
    made ??= JSON.stringify(openapiOf(operations, version));
    res.type('json').send(made);
  };
}

/** Either the address exists and takes other methods, or it does not exist. */
const noSuchAddress: express.RequestHandler = (req, res) => {
  const path = req.originalUrl.split('?')[0]!.replace(/^\/api/, '');
  const allowed = operations
    .filter((operation) => new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .map(({ method }) => method.toUpperCase());
  if (!allowed.length || allowed.includes(req.method)) throw new Problem('NO_SUCH_ADDRESS');
  res.setHeader('Allow', allowed.join(', '));
  throw new Problem('METHOD_NOT_ALLOWED');
};
