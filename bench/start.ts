/** From the command to the first answer. */
import { atMost, type Figure } from './figure.ts';
import { type Place, startService } from './place.ts';

export async function start(place: Place): Promise<Figure[]> {
  const DATA_DIR = place.folder('data');
  const first = await secondsToReady(DATA_DIR);
  const second = await secondsToReady(DATA_DIR);
  return [atMost(1, 'first start, empty database', 's', first, 15), atMost(1, 'second start', 's', second, 5)];
}

async function secondsToReady(DATA_DIR: string): Promise<number> {
  const began = performance.now();
  const service = await startService({ DATA_DIR });
  const ready = await fetch(`${service.url}/health/ready`);
  if (!ready.ok) throw new Error(`not ready: ${ready.status}`);
  const seconds = (performance.now() - began) / 1000;
  await service.stop();
  return seconds;
}
