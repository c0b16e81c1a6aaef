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

interface List {
  idf: number;
  /** Places of the documents, rising, and what the term gives each. */
  at: Uint32Array;
  gives: Float32Array;
}

/** Builds the index. Time and memory are linear in the number of terms. */
export function buildPostings<Term>(bags: readonly Bag<Term>[]): Postings<Term> {
  const lengths = bags.map((bag) => sum(bag.values()));
  const mean = lengths.length > 0 ? Math.max(1, sum(lengths) / lengths.length) : 1;
  const gain = (count: number, length: number) => (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / mean));
  const growing = new Map<Term, { at: number[]; gives: number[] }>();
  bags.forEach((bag, at) => {
    for (const [term, count] of bag) {
      let list = growing.get(term);
      if (!list) {
        list = { at: [], gives: [] };
        growing.set(term, list);
      }
      list.at.push(at);
      list.gives.push(gain(count, lengths[at] ?? 0));
    }
  });
  const lists = new Map<Term, List>();
  for (const [term, { at, gives }] of growing)
    lists.set(term, { idf: idfOf(bags.length, at.length), at: Uint32Array.from(at), gives: Float32Array.from(gives) });
  const idf = (term: Term) => lists.get(term)?.idf ?? idfOf(bags.length, 0);
  return {
    idf,
    has: (term) => lists.has(term),
    score: (query) => score(lists, query, bags.length),
    scoreAt: (place, query) => sum(Array.from(query, ([term, weight]) => weight * givenTo(place, lists.get(term)))),
  };
}

function score<Term>(lists: Map<Term, List>, query: Bag<Term>, size: number): Float64Array {
  const scores = new Float64Array(size);
  for (const [term, weight] of query) {
    const list = lists.get(term);
    if (list) addTo(scores, list, weight * list.idf);
  }
  return scores;
}

/** A plain loop: this is where most of a question's time would go. */
function addTo(scores: Float64Array, { at, gives }: List, weight: number): void {
  for (let place = 0; place < at.length; place += 1) {
    const document = at[place] ?? 0;
    scores[document] = (scores[document] ?? 0) + weight * (gives[place] ?? 0);
  }
}

function givenTo(place: number, list: List | undefined): number {
  if (!list) return 0;
  let [from, to] = [0, list.at.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list.at[middle] ?? 0) < place) from = middle + 1;
    else to = middle;
  }
  return list.at[from] === place ? list.idf * (list.gives[from] ?? 0) : 0;
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
