/**
 * The link to one's own data. Opening it shows a button; only pressing the button uses the link up, for chat apps open
 * links by themselves to show a preview.
 */
import { type Context, Hono } from 'hono';
import type { PeopleStore } from '../people/store.ts';
import { translate } from '../text/translate.ts';
import { assetRoutes } from './chat/asset-routes.ts';
import { mark, style } from './chat/assets.ts';
import { seal } from './chat/guard.ts';

export function exportRoutes(people: Pick<PeopleStore, 'redeemExport' | 'isExportOpen'>): Hono {
  const app = new Hono();
  app.route('/', assetRoutes());
  app.get('/export/:token', async (c) => ((await people.isExportOpen(c.req.param('token'))) ? page(c, 200, true) : page(c, 410, false)));
  app.post('/export/:token', async (c) => {
    const data = await people.redeemExport(c.req.param('token'));
    if (data === undefined) return page(c, 410, false);
    const body = JSON.stringify(data, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);
    seal(c);
    return c.body(body, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="taksa-my-data.json"',
    });
  });
  return app;
}

async function page(c: Context, status: 200 | 410, open: boolean): Promise<Response> {
  seal(c);
  c.header('Referrer-Policy', 'no-referrer');
  return c.html(`<!doctype html>${String(await (<ExportPage open={open} />))}`, status);
}

const ExportPage = ({ open }: { open: boolean }) => (
  <html lang="th">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <title>{translate('th', 'export.title')}</title>
      <link rel="stylesheet" href={style.path} />
      <link rel="icon" type="image/svg+xml" href={mark.path} />
    </head>
    <body>
      <header>
        <div class="banner">
          <img src={mark.path} alt="" width="40" height="40" />
          <div>
            <h1>{translate('th', 'web.name')}</h1>
            <p>{translate('th', 'web.tagline')}</p>
          </div>
        </div>
      </header>
      <main class="sheet">
        <section class="card">
          <h2>{translate('th', 'export.title')}</h2>
          <p>{translate('th', open ? 'export.ready' : 'export.over')}</p>
          <p lang="en">{translate('en', open ? 'export.ready' : 'export.over')}</p>
          {open && (
            <form method="post" class="buttons">
              <button type="submit">
                {translate('th', 'export.download')} · <span lang="en">{translate('en', 'export.download')}</span>
              </button>
            </form>
          )}
        </section>
      </main>
    </body>
  </html>
);
