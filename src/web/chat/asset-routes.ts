/** Serves the files of our pages; every other path below /assets is left to others. */
import { Hono } from 'hono';
import { assets } from './assets.ts';

/** GET /assets/*, to be kept by browsers for ever: a file's name changes with its content. */
export function assetRoutes(): Hono {
  const app = new Hono();
  app.get('/assets/:name', async (c, next) => {
    const asset = assets.get(c.req.path);
    if (!asset) return next();
    return c.body(asset.body, 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });
  return app;
}
