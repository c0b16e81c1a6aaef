/** A BM25 index over documents of terms, in memory. Knows nothing of language: words, 3-grams and sounds all fit. */

/** A part of a document, and what each of its terms counts. */
export interface Part<Text> {
  text: Text;
  weight: number;
}

/** Takes a text apart into its terms, with repeats. */
export type TermsOf<Text, Term> = (text: Text) => readonly Term[];

/** A query's terms with their weights. */
export type Bag<Term> = ReadonlyMap<Term, number>;

export interface Postings<Term> {
  /** The score of each document, by its place; weights of the query's terms multiply. */
  score(query: Bag<Term>): Float64Array;
  /** Whether the document at a place holds a term. */
  holds(place: number, term: Term): boolean;
  /** How telling a term is; a term that nobody has gets the highest value. */
  idf(term: Term): number;
  has(term: Term): boolean;
  /** All terms, each once. */
  terms(): Iterable<Term>;
}

/** Saturation of repeats and the pull of length; results are flat around these. */
const K1 = 1.2;
const B = 0.75;

/** A term's stretch of all that terms give. */
interface List {
  from: number;
  to: number;
}

/** Places take 16 bits. */
const MOST_DOCUMENTS = 0x10000;
/** What a term gives goes from 0 to K1 + 1; in so many steps, 16 bits hold it, beside a place. */
const STEPS = 0xffff;
const STEP = (K1 + 1) / STEPS;
const pack = (place: number, steps: number): number => (place << 16) | Math.round(steps);
const placeIn = (packed: number): number => packed >>> 16;
const stepsIn = (packed: number): number => packed & 0xffff;

/** Builds the index. Time and memory are linear in the number of terms. Throws a RangeError for more than 65,536 documents. */
export function buildPostings<Text, Term>(documents: readonly (readonly Part<Text>[])[], termsOf: TermsOf<Text, Term>): Postings<Term> {
  if (documents.length > MOST_DOCUMENTS) throw new RangeError(`${documents.length} documents, and there is room for ${MOST_DOCUMENTS}`);
  const { numbers, holding, gathered } = gather(documents, termsOf);
  const mean = Math.max(1, sum(gathered.map(({ length }) => length)) / Math.max(1, gathered.length));
  const bounds = boundsOf(holding);
  const given = new Uint32Array(bounds[holding.length] ?? 0);
  const next = bounds.slice();
  for (const [place, { terms, counts, length }] of gathered.entries()) {
    const saturation = K1 * (1 - B + (B * length) / mean);
    for (let at = 0; at < terms.length; at += 1) {
      const number = terms[at] ?? 0;
      const count = counts[at] ?? 0;
      const free = next[number] ?? 0;
      given[free] = pack(place, (count * STEPS) / (count + saturation));
      next[number] = free + 1;
    }
  }
  const listOf = (number: number): List => ({ from: bounds[number] ?? 0, to: bounds[number + 1] ?? 0 });
  const idfs = Float64Array.from(holding, (many) => idfOf(documents.length, many));
  const unknown = idfOf(documents.length, 0);
  const idf = (term: Term) => idfs[numbers.get(term) ?? -1] ?? unknown;
  return {
    idf,
    has: (term) => numbers.has(term),
    terms: () => numbers.keys(),
    score: (query) => {
      const scores = new Float64Array(documents.length);
      for (const [term, weight] of query) {
        const number = numbers.get(term);
        if (number !== undefined) addTo(scores, given, listOf(number), weight * (idfs[number] ?? 0) * STEP);
      }
      return scores;
    },
    holds: (place, term) => {
      const number = numbers.get(term);
      return number !== undefined && isIn(place, given, listOf(number));
    },
  };
}

/** What a document holds, in columns of numbers: these take a fraction of the time of objects. */
interface Held {
  /** Its terms by numbers, each once. */
  terms: Uint32Array;
  /** How often it holds each of them, by weight. */
  counts: Float64Array;
  /** All of these together. */
  length: number;
}

/** What all documents hold, in their order. */
interface Gathered<Term> {
  /** Terms by numbers, in the order in which they come. */
  numbers: Map<Term, number>;
  /** How many documents hold a term, by its number. */
  holding: readonly number[];
  gathered: readonly Held[];
}

function gather<Text, Term>(documents: readonly (readonly Part<Text>[])[], termsOf: TermsOf<Text, Term>): Gathered<Term> {
  const numbers = new Map<Term, number>();
  const holding: number[] = [];
  /** What the document in hand holds of each term. */
  const now: number[] = [];
  const gathered = documents.map((parts): Held => {
    const held: number[] = [];
    let length = 0;
    for (const { text, weight } of parts) {
      const terms = termsOf(text);
      length += terms.length * weight;
      for (const term of terms) {
        let number = numbers.get(term);
        if (number === undefined) {
          number = numbers.size;
          numbers.set(term, number);
          now.push(0);
          holding.push(0);
        }
        const count = now[number] ?? 0;
        if (count === 0) held.push(number);
        now[number] = count + weight;
      }
    }
    const counts = new Float64Array(held.length);
    for (const [at, number] of held.entries()) {
      counts[at] = now[number] ?? 0;
      now[number] = 0;
      holding[number] = (holding[number] ?? 0) + 1;
    }
    return { terms: Uint32Array.from(held), counts, length };
  });
  return { numbers, holding, gathered };
}

/** Where the stretch of each number begins in a list that holds each number so often; the last bound is its length. */
function boundsOf(holding: readonly number[]): Uint32Array {
  const bounds = new Uint32Array(holding.length + 1);
  for (const [number, documents] of holding.entries()) bounds[number + 1] = (bounds[number] ?? 0) + documents;
  return bounds;
}

/** A plain loop: this is where much of a question's time goes. */
function addTo(scores: Float64Array, given: Uint32Array, { from, to }: List, weight: number): void {
  for (let at = from; at < to; at += 1) {
    const packed = given[at] ?? 0;
    const place = placeIn(packed);
    scores[place] = (scores[place] ?? 0) + weight * stepsIn(packed);
  }
}

/** Whether a list, whose places are in order, holds a place. */
function isIn(place: number, given: Uint32Array, list: List): boolean {
  let { from, to } = list;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (placeIn(given[middle] ?? 0) < place) from = middle + 1;
    else to = middle;
  }
  return from < list.to && placeIn(given[from] ?? 0) === place;
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
