import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { webApp } from './webApp';

describe('the built web app', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'heyi-web-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('is served once it exists, even if the server was started before it was built', async () => {
    const web = join(folder, 'web');
    const app = express().use(webApp(web));
    const page = () => request(app).get('/cases/1').set('accept', 'text/html');
    expect((await page()).status).toBe(404);
    await mkdir(web);
    await writeFile(join(web, 'index.html'), '<title>和议</title>');
    expect(await page()).toMatchObject({ status: 200, text: '<title>和议</title>' });
  });
});
