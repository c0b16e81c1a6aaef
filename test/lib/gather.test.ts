import { expect, test } from 'vitest';
import { gather } from '../../src/lib/gather.ts';

/** Work that is held until it is let go, and remembers its batches. */
function heldWork() {
  const batches: number[][] = [];
  const held: (() => void)[] = [];
  const work = async (items: number[]) => {
    batches.push(items);
    await new Promise<void>((resolve) => held.push(resolve));
    if (items.includes(13)) throw new Error('unlucky');
    return items.map((item) => item * 10);
  };
  const letGo = async () => {
    held.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { batches, work, letGo };
}

test('what comes while a batch is under way makes up the next one, in order, and each gets its own result', async () => {
  const { batches, work, letGo } = heldWork();
  const each = gather(3, work);
  const results = Promise.all([1, 2, 3, 4, 5].map(each));
  for (let count = 0; count < 3; count += 1) await letGo();
  expect(await results).toEqual([10, 20, 30, 40, 50]);
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
});

test('a batch that fails fails for its own items alone', async () => {
  const { work, letGo } = heldWork();
  const each = gather(2, work);
  const results = Promise.allSettled([1, 13, 2, 3].map(each));
  for (let count = 0; count < 3; count += 1) await letGo();
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
});
