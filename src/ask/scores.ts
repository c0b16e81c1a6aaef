/** Scores of all documents at once, by their places. */

/** Divides scores by the best of them, in place; the same where none is above 0. */
export function byItsBest(scores: Float64Array): Float64Array {
  let best = 0;
  for (let at = 0; at < scores.length; at += 1) best = Math.max(best, scores[at] ?? 0);
  if (best > 0) for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / best;
  return scores;
}

/** Sums lists of the same length, place by place. */
export function sumOf(lists: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(lists[0]?.length ?? 0);
  for (const list of lists) for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (list[at] ?? 0);
  return sums;
}

/** The places of the highest values, the highest first; of equal ones the earlier. */
export function highest(values: Float64Array, most: number): number[] {
  const places: number[] = [];
  const held = (place: number) => values[places[place] ?? -1] ?? 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (places.length === most && value <= held(most - 1)) continue;
    let place = Math.min(places.length, most - 1);
    for (; place > 0 && value > held(place - 1); place -= 1) places[place] = places[place - 1] ?? 0;
    places[place] = at;
  }
  return places;
}
