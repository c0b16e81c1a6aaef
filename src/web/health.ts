/** For load balancers and monitoring: alive, ready, and measured. */
import { Hono } from 'hono';
import type { Metrics } from '../lib/metrics.ts';

export interface HealthParts {
  metrics: Metrics;
  isReady: () => Promise<boolean>;
  /** Brings the gauges up to date before they are read. */
  measure: () => Promise<void>;
}

/** Longest wait for the database before it counts as away. */
const READY_WITHIN_MS = 900;

export function health({ metrics, isReady, measure }: HealthParts): Hono {
  const app = new Hono();
  app.get('/health/live', (c) => c.json({ status: 'live' }));
  app.get('/health/ready', async (c) => {
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_WITHIN_MS, false));
    const ready = await Promise.race([isReady(), late]);
    return c.json({ status: ready ? 'ready' : 'database away' }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    await measure().catch(() => undefined);
    return c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType });
  });
  return app;
}
