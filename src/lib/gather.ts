/**
 * Does many small things in few large ones: items that come while a batch is under way make up the next one. One batch
 * at a time, in the order of arrival.
 */

/** `most` items a batch. `work` returns a result for each item, in their order; when it throws, each item of the batch is refused. */
export function gather<Item, Result>(most: number, work: (items: Item[]) => Promise<readonly Result[]>): (item: Item) => Promise<Result> {
  let waiting: Entry<Item, Result>[] = [];
  let running = false;
  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      const settle = await outcomeOf(batch, work);
      // The next batch goes out first, so that whoever does the work need not wait while these go on.
      setImmediate(settle);
    }
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void run();
    });
}

interface Entry<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** Does a batch, and returns what tells its items so. */
async function outcomeOf<Item, Result>(
  batch: Entry<Item, Result>[],
  work: (items: Item[]) => Promise<readonly Result[]>,
): Promise<() => void> {
  try {
    const results = await work(batch.map(({ item }) => item));
    return () => batch.forEach(({ resolve }, index) => void resolve(results[index] as Result));
  } catch (error) {
    return () => batch.forEach(({ reject }) => void reject(error));
  }
}
