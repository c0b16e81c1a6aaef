/**
 * The link to one's own data. Opening it shows a button; only pressing the button uses the link up, for chat apps open
 * links by themselves to show a preview.
 */
import { type Context, Hono } from 'hono';
import { translate } from '../text/translate.ts';
import type { PeopleStore } from '../people/store.ts';

const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex', 'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'" };

export function exportRoutes(people: Pick<PeopleStore, 'redeemExport' | 'isExportOpen'>): Hono {
  const app = new Hono();
  app.get('/export/:token', async (c) => ((await people.isExportOpen(c.req.param('token'))) ? page(c, 200, true) : page(c, 410, false)));
  app.post('/export/:token', async (c) => {
    const data = await people.redeemExport(c.req.param('token'));
    if (data === undefined) return page(c, 410, false);
    const body = JSON.stringify(data, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);
    return c.body(body, 200, { ...HEADERS, 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="taksa-my-data.json"' });
  });
  return app;
}

async function page(c: Context, status: 200 | 410, open: boolean): Promise<Response> {
  const html = await (
    <html lang="th">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{translate('th', 'export.title')}</title>
      </head>
      <body>
        <main>
          <h1>{translate('th', 'export.title')}</h1>
          <p>{translate('th', open ? 'export.ready' : 'export.over')}</p>
          <p lang="en">{translate('en', open ? 'export.ready' : 'export.over')}</p>
          {open && (
            <form method="post">
              <button type="submit">{translate('th', 'export.download')} / {translate('en', 'export.download')}</button>
            </form>
          )}
        </main>
      </body>
    </html>
  );
  return c.html(`<!doctype html>${String(html)}`, status, HEADERS);
}
