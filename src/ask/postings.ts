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
/** What a term can give goes from 0 to K1 + 1; in steps, 16 bits hold it, beside a place. */
const STEP = (K1 + 1) / 0xffff;
const pack = (place: number, given: number): number => place * MOST_DOCUMENTS + Math.round(given / STEP);
const placeIn = (packed: number): number => packed >>> 16;
const stepsIn = (packed: number): number => packed & 0xffff;

/** Builds the index. Time and memory are linear in the number of terms. Throws a RangeError for more than 65,536 documents. */
export function buildPostings<Text, Term>(documents: readonly (readonly Part<Text>[])[], termsOf: TermsOf<Text, Term>): Postings<Term> {
  if (documents.length > MOST_DOCUMENTS) throw new RangeError(`${documents.length} documents, and there is room for ${MOST_DOCUMENTS}`);
  const { numbers, lengths, holdings } = gather(documents, termsOf);
  const mean = Math.max(1, sum(lengths) / Math.max(1, lengths.length));
  const saturations = lengths.map((length) => K1 * (1 - B + (B * length) / mean));
  const bounds = boundsOf(holdings.terms, numbers.size);
  const given = new Uint32Array(holdings.terms.length);
  const next = bounds.slice();
  for (let at = 0; at < given.length; at += 1) {
    const term = holdings.terms[at] ?? 0;
    const place = holdings.places[at] ?? 0;
    const count = holdings.counts[at] ?? 0;
    const free = next[term] ?? 0;
    given[free] = pack(place, (count * (K1 + 1)) / (count + (saturations[place] ?? 0)));
    next[term] = free + 1;
  }
  const listOf = (number: number): List => ({ from: bounds[number] ?? 0, to: bounds[number + 1] ?? 0 });
  const idfs = Float64Array.from({ length: numbers.size }, (_, number) => {
    const { from, to } = listOf(number);
    return idfOf(documents.length, to - from);
  });
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

/** Which document holds which term, and how often, by weight: side by side in three columns, in order of places. */
interface Holdings {
  terms: Uint32Array<ArrayBuffer>;
  places: Uint16Array<ArrayBuffer>;
  counts: Float64Array<ArrayBuffer>;
}

/** The first so many holdings, with room for `room`. */
function holdingsOf({ terms, places, counts }: Holdings, { size, room }: { size: number; room: number }): Holdings {
  const copy = { terms: new Uint32Array(room), places: new Uint16Array(room), counts: new Float64Array(room) };
  copy.terms.set(terms.subarray(0, size));
  copy.places.set(places.subarray(0, size));
  copy.counts.set(counts.subarray(0, size));
  return copy;
}

/** Room for so many holdings to begin with. */
const ROOM = 2 ** 16;

/** All that documents hold, with terms by numbers, and the documents' lengths by weight: columns of numbers take a fraction of the time of objects. */
function gather<Text, Term>(documents: readonly (readonly Part<Text>[])[], termsOf: TermsOf<Text, Term>) {
  const numbers = new Map<Term, number>();
  const lengths = new Float64Array(documents.length);
  let [held, places, counts] = [new Uint32Array(ROOM), new Uint16Array(ROOM), new Float64Array(ROOM)];
  let size = 0;
  /** Where a term's last holding stands. */
  const last: number[] = [];
  for (const [place, parts] of documents.entries()) {
    for (const { text, weight } of parts) {
      const terms = termsOf(text);
      lengths[place] = (lengths[place] ?? 0) + terms.length * weight;
      for (const term of terms) {
        const number = numbers.get(term) ?? numbers.size;
        if (number === numbers.size) numbers.set(term, number);
        const at = last[number];
        if (at !== undefined && places[at] === place) counts[at] = (counts[at] ?? 0) + weight;
        else {
          if (size === held.length)
            ({ terms: held, places, counts } = holdingsOf({ terms: held, places, counts }, { size, room: 2 * size }));
          last[number] = size;
          held[size] = number;
          places[size] = place;
          counts[size] = weight;
          size += 1;
        }
      }
    }
  }
  return { numbers, lengths, holdings: holdingsOf({ terms: held, places, counts }, { size, room: size }) };
}

/** Where the stretch of each number begins when a list of numbers is put in order; the last bound is its length. */
function boundsOf(list: Uint32Array, numbers: number): Uint32Array {
  const bounds = new Uint32Array(numbers + 1);
  for (const number of list) bounds[number + 1] = (bounds[number + 1] ?? 0) + 1;
  for (let number = 0; number < numbers; number += 1) bounds[number + 1] = (bounds[number + 1] ?? 0) + (bounds[number] ?? 0);
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
