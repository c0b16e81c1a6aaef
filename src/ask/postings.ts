/** A BM25 index over bags of terms, in memory. Knows nothing of language: words, 3-grams and sounds all fit. */

/** Terms with their weights (occurrences times the weight of the field they stand in). */
export type Bag<Term> = ReadonlyMap<Term, number>;

export interface Postings<Term> {
  /** The score of each document, by its place; weights of the query's terms multiply. */
  score(query: Bag<Term>): Float64Array;
  /** The score of the document at one place alone. */
  scoreAt(place: number, query: Bag<Term>): number;
  /** How telling a term is; a term that nobody has gets the highest value. */
  idf(term: Term): number;
  has(term: Term): boolean;
}

/** Saturation of repeats and the pull of length; results are flat around these. */
const K1 = 1.2;
const B = 0.75;

/** A term's stretch of all that terms give. */
interface List {
  idf: number;
  from: number;
  to: number;
}

/** Places take 16 bits. */
const MOST_DOCUMENTS = 0x10000;
/** What a term can give goes from 0 to K1 + 1; in steps, 16 bits hold it, beside a place. */
const STEP = (K1 + 1) / 0xffff;
const pack = (place: number, given: number): number => place * MOST_DOCUMENTS + Math.round(given / STEP);
const placeIn = (packed: number): number => packed >>> 16;
const stepsIn = (packed: number): number => packed & 0xffff;

/** Builds the index. Time and memory are linear in the number of terms. Throws a RangeError for more than 65,536 bags. */
export function buildPostings<Term>(bags: readonly Bag<Term>[]): Postings<Term> {
  if (bags.length > MOST_DOCUMENTS) throw new RangeError(`${bags.length} documents, and there is room for ${MOST_DOCUMENTS}`);
  const lengths = bags.map((bag) => sum(bag.values()));
  const mean = lengths.length > 0 ? Math.max(1, sum(lengths) / lengths.length) : 1;
  const gain = (count: number, length: number) => (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / mean));
  const growing = new Map<Term, number[]>();
  bags.forEach((bag, at) => {
    for (const [term, count] of bag) {
      const packed = pack(at, gain(count, lengths[at] ?? 0));
      const list = growing.get(term);
      if (list) list.push(packed);
      else growing.set(term, [packed]);
    }
  });
  const lists = new Map<Term, List>();
  const given = new Uint32Array(sum(growing.values().map((list) => list.length)));
  let from = 0;
  for (const [term, list] of growing) {
    given.set(list, from);
    lists.set(term, { idf: idfOf(bags.length, list.length), from, to: from + list.length });
    from += list.length;
  }
  const idf = (term: Term) => lists.get(term)?.idf ?? idfOf(bags.length, 0);
  return {
    idf,
    has: (term) => lists.has(term),
    score: (query) => {
      const scores = new Float64Array(bags.length);
      for (const [term, weight] of query) {
        const list = lists.get(term);
        if (list) addTo(scores, given, list, weight * list.idf * STEP);
      }
      return scores;
    },
    scoreAt: (place, query) => sum(query.entries().map(([term, weight]) => weight * givenTo(place, given, lists.get(term)))),
  };
}

/** A plain loop: this is where much of a question's time goes. */
function addTo(scores: Float64Array, given: Uint32Array, { from, to }: List, weight: number): void {
  for (let at = from; at < to; at += 1) {
    const packed = given[at] ?? 0;
    const place = placeIn(packed);
    scores[place] = (scores[place] ?? 0) + weight * stepsIn(packed);
  }
}

function givenTo(place: number, given: Uint32Array, list: List | undefined): number {
  if (!list) return 0;
  let [from, to] = [list.from, list.to];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (placeIn(given[middle] ?? 0) < place) from = middle + 1;
    else to = middle;
  }
  const packed = given[from] ?? 0;
  return from < list.to && placeIn(packed) === place ? list.idf * STEP * stepsIn(packed) : 0;
}

const idfOf = (documents: number, holding: number): number => Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** Distinct terms with how telling each is, and how telling they are together. */
export interface Terms<Term> {
  telling: Bag<Term>;
  mass: number;
}

/** How telling distinct terms are together. */
export function massOf<Term>(postings: Postings<Term>, terms: ReadonlySet<Term>): number {
  let mass = 0;
  for (const term of terms) mass += postings.idf(term);
  return mass;
}

/** The distinct ones of some terms, with their mass in an index. */
export function telling<Term>(postings: Postings<Term>, terms: readonly Term[]): Terms<Term> {
  const weights = new Map(terms.map((term) => [term, postings.idf(term)]));
  return { telling: weights, mass: sum(weights.values()) };
}
